// SPDX-License-Identifier: BSD-2-Clause
// Who opens which file:
//
//     strobe run examples/open.bpf.c --format 'PID: {pid}, Filename: {filename}' touch /tmp/testfile
#include "vmlinux.h"

#include "strobe.bpf.h"

char LICENSE[] SEC("license") = "GPL";

struct event {
	__u32 pid;
	char filename[256];
};

SEC("tracepoint/syscalls/sys_enter_openat")
int open_begins(struct trace_event_raw_sys_enter* ctx) {
	struct event e = {};

	if (!strobe_traced()) return 0;
	e.pid = bpf_get_current_pid_tgid() >> 32;
	strobe_arg_str(e.filename, ctx, 1);
	strobe_emit(&e);
	return 0;
}
