// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
/* The programs of probes: one for each way to attach, whose cookie is the index of the probe's plan, and those that
 * keep the scope. */
#include "bpf/core_types.bpf.h"

#include "bpf/hit.bpf.h"
#include "bpf/life.bpf.h"
#include "bpf/scope.bpf.h"

char LICENSE[] SEC("license") = "Dual BSD/GPL";

SEC("tp")
int on_tracepoint(void* ctx) {
	return hit(ctx, bpf_get_attach_cookie(ctx));
}

/* Of the kernel's functions: the context is the registers. */
SEC("kprobe")
int on_function(struct pt_regs* ctx) {
	return hit(ctx, bpf_get_attach_cookie(ctx));
}

SEC("kprobe")
int on_function_entry(struct pt_regs* ctx) {
	return entered(bpf_get_attach_cookie(ctx));
}

/* Of programs: these may sleep. */
SEC("uprobe.s")
int on_user_function(struct pt_regs* ctx) {
	return hit_in(ctx, bpf_get_attach_cookie(ctx), CONTEXT_PROGRAM);
}

SEC("uprobe.s")
int on_user_return(struct pt_regs* ctx) {
	return hit_in(ctx, bpf_get_attach_cookie(ctx), CONTEXT_PROGRAM_RETURN);
}

SEC("kprobe")
int on_user_entry(struct pt_regs* ctx) {
	return entered_in_program(ctx, bpf_get_attach_cookie(ctx));
}

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

/* Marks the tasks that are in scope at start; under system_wide only those that are not. */
SEC("iter/task")
int each_task(struct bpf_iter__task* ctx) {
	struct task_struct* task = ctx->task;
	__u32 flags;

	if (!task) return 0;
	flags = wanted(task);
	if (!flags || (system_wide && (flags & TASK_IN_SCOPE))) return 0;
	arrive(task, flags);
	return 0;
}

SEC("syscall")
int whoami(void* ctx) {
	learn_self();
	return 0;
}
