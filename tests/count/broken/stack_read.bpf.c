// SPDX-License-Identifier: BSD-2-Clause
// says: stack_read.bpf.c:14: 'return comm[n]' uses an index that may be outside of a variable on the stack
// hint: check the index just before: if (i >= N) return 0; or mask it: i & (N - 1)
#include "vmlinux.h"
#include <bpf/bpf_helpers.h>

volatile u32 n;

SEC("tp/sched/sched_process_exec")
int on_exec(void* ctx) {
	char comm[16];

	bpf_get_current_comm(comm, sizeof(comm));
	return comm[n];
}
char LICENSE[] SEC("license") = "GPL";
