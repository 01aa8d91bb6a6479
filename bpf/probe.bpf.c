// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
/* The programs of probes: one for each way to attach, whose cookie is the index of the probe's plan; those without a
 * cookie, which are copied for each probe; and those that keep the scope. */
#include "bpf/core_types.bpf.h"

#include "bpf/arrivals.bpf.h"
#include "bpf/hit.bpf.h"
#include "bpf/scope_programs.bpf.h"

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

/* Behind the last function that a task calls; loaded when calls are timed. */
SEC("tp_btf/sched_process_free")
int BPF_PROG(on_free, struct task_struct* task) {
	forget_calls(task);
	return 0;
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
