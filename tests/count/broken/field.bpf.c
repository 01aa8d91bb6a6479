// SPDX-License-Identifier: BSD-2-Clause
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
