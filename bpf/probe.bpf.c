// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
/* The programs of probes: one for each way to attach, whose cookie is the index of the probe's plan; those without a
 * cookie, which are copied for each probe; and those that keep the scope. */
#include "bpf/core_types.bpf.h"

#include "bpf/hit.bpf.h"
#include "bpf/life.bpf.h"
#include "bpf/scope.bpf.h"

char LICENSE[] SEC("license") = "Dual BSD/GPL";

SEC("tp")
int on_tracepoint(void* ctx) {
	return hit(ctx, bpf_get_attach_cookie(ctx));
}

/* Of the kernel: the context is what a function is called with, and its result. */
SEC("kprobe")
int on_kernel_call(struct pt_regs* ctx) {
	return hit_in(ctx, bpf_get_attach_cookie(ctx), CONTEXT_CALL);
}

SEC("kprobe")
int on_kernel_return(struct pt_regs* ctx) {
	return hit_in(ctx, bpf_get_attach_cookie(ctx), CONTEXT_RETURN);
}

SEC("kprobe")
int on_kernel_entry(struct pt_regs* ctx) {
	return entered(ctx, bpf_get_attach_cookie(ctx), CONTEXT_CALL);
}

/* The number that user space has written into this copy. */
static __always_inline __u64 own_number(void) {
	__u64 number;

	asm volatile("%0 = %1 ll" : "=r"(number) : "i"(STROBE_OWN_NUMBER));
	return number;
}

SEC("raw_tp")
int on_raw_tracepoint(void* ctx) {
	return hit(ctx, own_number());
}

SEC("fentry")
int on_fentry(void* ctx) {
	return hit(ctx, own_number());
}

SEC("fexit")
int on_fexit(void* ctx) {
	return hit(ctx, own_number());
}

SEC("fentry")
int on_fexit_entry(void* ctx) {
	return entered(ctx, own_number(), CONTEXT_AS_IT_IS);
}

/* On one processor: no task is meant. */
SEC("perf_event")
int on_interval(struct bpf_perf_event_data* ctx) {
	return hit_of_anyone(ctx, bpf_get_attach_cookie(ctx));
}

/* On each of them: the task that was interrupted. */
SEC("perf_event")
int on_profile(struct bpf_perf_event_data* ctx) {
	return hit(ctx, bpf_get_attach_cookie(ctx));
}

/* Of programs. */
SEC("kprobe")
int on_user_function(struct pt_regs* ctx) {
	return hit_in(ctx, bpf_get_attach_cookie(ctx), CONTEXT_PROGRAM);
}

SEC("kprobe")
int on_user_return(struct pt_regs* ctx) {
	return hit_in(ctx, bpf_get_attach_cookie(ctx), CONTEXT_PROGRAM_RETURN);
}

/* The same, with memory that has to be brought in first. */
SEC("uprobe.s")
int on_user_function_sleeps(struct pt_regs* ctx) {
	return hit_in(ctx, bpf_get_attach_cookie(ctx), CONTEXT_PROGRAM_SLEEPS);
}

SEC("uprobe.s")
int on_user_return_sleeps(struct pt_regs* ctx) {
	return hit_in(ctx, bpf_get_attach_cookie(ctx), CONTEXT_PROGRAM_RETURN_SLEEPS);
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
