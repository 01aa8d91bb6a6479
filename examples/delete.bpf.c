// SPDX-License-Identifier: BSD-2-Clause
// Which files and directories are deleted, and whether that works:
//
//     strobe run -f examples/delete.bpf.c -- rm -r build
//     pid=12345, comm="rm", path="build/a.o", result=0
#include "strobe.bpf.h"

char LICENSE[] SEC("license") = "GPL";

struct deletion {
	__u32 pid;
	char comm[16];
	char path[256];
	strobe_error result;
};

struct {
	__uint(type, BPF_MAP_TYPE_LRU_HASH);
	__uint(max_entries, 4096);
	__type(key, __u32);
	__type(value, __u64); // the address of the path
} deleting SEC(".maps");

static int begins(__u64 path) {
	__u32 tid = bpf_get_current_pid_tgid();

	if (strobe_traced()) bpf_map_update_elem(&deleting, &tid, &path, BPF_ANY);
	return 0;
}

static int ends(long result) {
	__u32 tid = bpf_get_current_pid_tgid();
	__u64* path = bpf_map_lookup_elem(&deleting, &tid);
	struct deletion* d = path ? strobe_reserve(struct deletion) : NULL;

	if (!d) return 0;
	d->pid = bpf_get_current_pid_tgid() >> 32;
	d->result = result;
	bpf_get_current_comm(d->comm, sizeof(d->comm));
	// behind the call: the kernel has brought the path into memory
	bpf_probe_read_user_str(d->path, sizeof(d->path), (void*)*path);
	strobe_submit(d);
	bpf_map_delete_elem(&deleting, &tid);
	return 0;
}

#define CALL(name, argument)                                                                                           \
	SEC("tracepoint/syscalls/sys_enter_" #name)                                                                        \
	int enter_##name(struct trace_event_raw_sys_enter* ctx) {                                                          \
		return begins(strobe_arg(ctx, argument));                                                                      \
	}                                                                                                                  \
	SEC("tracepoint/syscalls/sys_exit_" #name)                                                                         \
	int exit_##name(struct trace_event_raw_sys_exit* ctx) {                                                            \
		return ends(ctx->ret);                                                                                         \
	}

CALL(unlink, 0)
CALL(unlinkat, 1)
CALL(rmdir, 0)
