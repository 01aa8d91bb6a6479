// SPDX-License-Identifier: BSD-2-Clause
// says: user_pointer.bpf.c:11: 'return path[0] == '/'' follows an address that was read from memory, which is no pointer to the verifier
// hint: read it with BPF_CORE_READ(path, field) or bpf_probe_read_kernel(), what is the process's with bpf_probe_read_user()
#include "vmlinux.h"
#include <bpf/bpf_helpers.h>

SEC("tp/syscalls/sys_enter_openat")
int on_open(struct trace_event_raw_sys_enter* ctx) {
	const char* path = (const char*)ctx->args[1];

	return path[0] == '/';
}
char LICENSE[] SEC("license") = "GPL";
