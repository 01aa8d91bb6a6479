// SPDX-License-Identifier: BSD-2-Clause
#include "vmlinux.h"
#include <bpf/bpf_helpers.h>

SEC("tp/sched/sched_process_exec")
int on_exec(void* ctx) {
	struct task_struct* task = (void*)bpf_get_current_task();

	return task->pid;
}
char LICENSE[] SEC("license") = "GPL";
