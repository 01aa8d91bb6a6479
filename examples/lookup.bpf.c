// SPDX-License-Identifier: BSD-2-Clause
// Which host names are looked up, with what result, and how long it takes:
//
//     strobe run examples/lookup.bpf.c getent ahosts localhost
//     pid=12345, comm="getent", host="localhost", result=0, took=1.204ms
#include "vmlinux.h"

#include "strobe.bpf.h"

char LICENSE[] SEC("license") = "GPL";

struct lookup {
	__u32 pid;
	char comm[16];
	char host[128];
	__s32 result;
	strobe_duration took;
};

struct question {
	__u64 began;
	const char* host;
};

struct {
	__uint(type, BPF_MAP_TYPE_LRU_HASH);
	__uint(max_entries, 4096);
	__type(key, __u32);
	__type(value, struct question);
} asked SEC(".maps");

SEC("uprobe/libc.so.6:getaddrinfo")
int BPF_KPROBE(begins, const char* host) {
	struct question q = {.began = bpf_ktime_get_ns(), .host = host};
	__u32 tid = bpf_get_current_pid_tgid();

	if (strobe_traced()) bpf_map_update_elem(&asked, &tid, &q, BPF_ANY);
	return 0;
}

SEC("uretprobe/libc.so.6:getaddrinfo")
int BPF_KRETPROBE(ends, int result) {
	__u32 tid = bpf_get_current_pid_tgid();
	struct question* q = bpf_map_lookup_elem(&asked, &tid);

	if (!q) return 0;
	struct lookup l = {.pid = bpf_get_current_pid_tgid() >> 32, .result = result};
	l.took = bpf_ktime_get_ns() - q->began;
	bpf_get_current_comm(l.comm, sizeof(l.comm));
	bpf_probe_read_user_str(l.host, sizeof(l.host), q->host);
	strobe_emit(&l);
	bpf_map_delete_elem(&asked, &tid);
	return 0;
}
