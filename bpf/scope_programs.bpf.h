/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Entry points of objects that only keep the scope of tasks, and follow them from fork to exit. */
#ifndef STROBE_SCOPE_PROGRAMS_BPF_H
#define STROBE_SCOPE_PROGRAMS_BPF_H

#include "bpf/life.bpf.h"
#include "bpf/scope.bpf.h"

SEC("tp_btf/sched_process_fork")
int BPF_PROG(on_fork, struct task_struct* parent, struct task_struct* child) {
	follow(parent, child);
	return 0;
}

SEC("tp_btf/sched_process_exec")
int BPF_PROG(on_exec, struct task_struct* task, pid_t old_tid) {
	execed(task, old_tid);
	return 0;
}

SEC("tp_btf/sched_process_exit")
int BPF_PROG(on_exit, struct task_struct* task) {
	died(task);
	return 0;
}

/* Run once by user space: who strobe is. */
SEC("syscall")
int whoami(void* ctx) {
	learn_self();
	return 0;
}

#endif
