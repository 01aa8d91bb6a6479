// SPDX-License-Identifier: BSD-2-Clause
// says: stack_helper.bpf.c:11: 'bpf_get_current_comm(comm, 64)' hands bpf_get_current_comm 64 bytes of a variable on the stack, which is shorter
// hint: compare the size with that of the variable; on the stack are 512 bytes in all
#include "vmlinux.h"
#include <bpf/bpf_helpers.h>

SEC("tp/sched/sched_process_exec")
int on_exec(void* ctx) {
	char comm[16];

	bpf_get_current_comm(comm, 64);
	return comm[0];
}
char LICENSE[] SEC("license") = "GPL";
