// SPDX-License-Identifier: BSD-2-Clause
// says: scalar.bpf.c:11: 'return task->pid' follows the result of bpf_get_current_task, which is no pointer to the verifier
// hint: read it with BPF_CORE_READ(task, field) or bpf_probe_read_kernel(), what is the process's with bpf_probe_read_user()
#include "vmlinux.h"
#include <bpf/bpf_helpers.h>

SEC("tp/sched/sched_process_exec")
int on_exec(void* ctx) {
	struct task_struct* task = (void*)bpf_get_current_task();

	return task->pid;
}
char LICENSE[] SEC("license") = "GPL";
