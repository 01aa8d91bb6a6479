// SPDX-License-Identifier: BSD-2-Clause
#include "vmlinux.h"
#include <bpf/bpf_helpers.h>

SEC("tp/sched/sched_process_exec")
int on_exec(void* ctx) {
	char text[16];

	bpf_copy_from_user(text, sizeof(text), (void*)16);
	return text[0];
}
char LICENSE[] SEC("license") = "GPL";
