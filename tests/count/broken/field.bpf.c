// SPDX-License-Identifier: BSD-2-Clause
// says: field.bpf.c:14: this kernel's struct task_struct has no field favourite_number, or there is no such type
// hint: ask before reading it: if (bpf_core_field_exists(...))
#include "vmlinux.h"
#include <bpf/bpf_core_read.h>
#include <bpf/bpf_helpers.h>

struct task_struct___mine {
	int favourite_number;
} __attribute__((preserve_access_index));

SEC("tp/sched/sched_process_exec")
int on_exec(void* ctx) {
	struct task_struct___mine* task = (void*)bpf_get_current_task();

	return BPF_CORE_READ(task, favourite_number);
}
char LICENSE[] SEC("license") = "GPL";
