// SPDX-License-Identifier: BSD-2-Clause
#include "vmlinux.h"
#include <bpf/bpf_helpers.h>

SEC("tp_btf/sched_process_exec")
int on_exec(u64* ctx) {
	struct task_struct* task = (void*)ctx[0];

	return ((u32*)task)[100000];
}
char LICENSE[] SEC("license") = "GPL";
