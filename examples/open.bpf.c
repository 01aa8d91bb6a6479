// SPDX-License-Identifier: BSD-2-Clause
// Who opens which file:
//
//     strobe run examples/open.bpf.c --format 'PID: {pid}, Filename: {filename}' touch /tmp/testfile
//
// The name is read when the call returns: when it begins, the page that holds it may not be in memory yet, and a
// program like this cannot wait for it.
#include "vmlinux.h"

#include "strobe.bpf.h"

char LICENSE[] SEC("license") = "GPL";

struct event {
	__u32 pid;
	strobe_error result; // a descriptor, or an error
	char filename[256];
};

// where the name is, of calls that have begun
struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(max_entries, 10240);
	__type(key, __u32);
	__type(value, __u64);
} names SEC(".maps");

SEC("tracepoint/syscalls/sys_enter_openat")
int open_begins(struct trace_event_raw_sys_enter* ctx) {
	__u32 tid = bpf_get_current_pid_tgid();
	__u64 name = strobe_arg(ctx, 1);

	if (strobe_traced()) bpf_map_update_elem(&names, &tid, &name, BPF_ANY);
	return 0;
}

SEC("tracepoint/syscalls/sys_exit_openat")
int open_ends(struct trace_event_raw_sys_exit* ctx) {
	struct event e = {.pid = bpf_get_current_pid_tgid() >> 32, .result = ctx->ret};
	__u32 tid = bpf_get_current_pid_tgid();
	__u64* name = bpf_map_lookup_elem(&names, &tid);

	if (!name) return 0;
	bpf_probe_read_user_str(e.filename, sizeof(e.filename), (const void*)*name);
	bpf_map_delete_elem(&names, &tid);
	strobe_emit(&e);
	return 0;
}
