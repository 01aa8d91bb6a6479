// SPDX-License-Identifier: BSD-2-Clause
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
