// SPDX-License-Identifier: BSD-2-Clause
// says: far.bpf.c:11: 'return ((u32*)task)[100000]' reads 4 bytes at offset 400000 of struct task_struct, which ends before
// hint: the type of the pointer may be wrong
#include "vmlinux.h"
#include <bpf/bpf_helpers.h>

SEC("tp_btf/sched_process_exec")
int on_exec(u64* ctx) {
	struct task_struct* task = (void*)ctx[0];

	return ((u32*)task)[100000];
}
char LICENSE[] SEC("license") = "GPL";
