// SPDX-License-Identifier: BSD-2-Clause
#include "vmlinux.h"
#include <bpf/bpf_helpers.h>

SEC("tp/sched/sched_process_exec")
int on_exec(void* ctx) {
	register u64 n asm("r7");

	asm volatile("r0 = r7" : "=r"(n));
	return n;
}
char LICENSE[] SEC("license") = "GPL";
