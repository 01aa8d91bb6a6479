// SPDX-License-Identifier: BSD-2-Clause
#include "vmlinux.h"
#include <bpf/bpf_helpers.h>

SEC("tp/syscalls/sys_enter_openat")
int on_open(struct trace_event_raw_sys_enter* ctx) {
	const char* path = (const char*)ctx->args[1];

	return path[0] == '/';
}
char LICENSE[] SEC("license") = "GPL";
