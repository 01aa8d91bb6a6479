// SPDX-License-Identifier: BSD-2-Clause
// says: register.bpf.c:11: 'asm volatile("r0 = r7" : "=r"(n))' uses a value that is not set on every way there
// hint: give the variable a value where it is declared: = {}
#include "vmlinux.h"
#include <bpf/bpf_helpers.h>

SEC("tp/sched/sched_process_exec")
int on_exec(void* ctx) {
	register u64 n asm("r7");

	asm volatile("r0 = r7" : "=r"(n));
	return n;
}
char LICENSE[] SEC("license") = "GPL";
