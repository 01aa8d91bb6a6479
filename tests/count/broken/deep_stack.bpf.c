// SPDX-License-Identifier: BSD-2-Clause
// says 6.1: on_exec and what it calls keep 640 bytes on the stack: 512 are allowed
// hint 6.1: keep large variables in a per-CPU array map
// says 6.12: on_exec and what it calls keep 608 bytes on the stack: 512 are allowed
// hint 6.12: keep large variables in a per-CPU array map
#include "vmlinux.h"
#include <bpf/bpf_helpers.h>

static __noinline int inner(void* from) {
	char text[300];

	bpf_probe_read_user_str(text, sizeof(text), from);
	return text[0];
}

SEC("tp/sched/sched_process_exec")
int on_exec(void* ctx) {
	char text[300];

	bpf_probe_read_user_str(text, sizeof(text), (void*)16);
	return inner(text) + text[0];
}
char LICENSE[] SEC("license") = "GPL";
