// SPDX-License-Identifier: BSD-2-Clause
#include "vmlinux.h"
#include <bpf/bpf_helpers.h>

volatile u32 n;

SEC("tp/sched/sched_process_exec")
int on_exec(void* ctx) {
	char text[64];

	bpf_probe_read_user(text, n, (void*)16);
	return text[0];
}
char LICENSE[] SEC("license") = "GPL";
