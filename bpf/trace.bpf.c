// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
/* The programs of a system call trace: entry points only, each subject is a header of its own. */
#include "bpf/core_types.bpf.h"

#include "bpf/filter.bpf.h"
#include "bpf/inflight.bpf.h"
#include "bpf/scope_programs.bpf.h"

char LICENSE[] SEC("license") = "Dual BSD/GPL";

SEC("tp_btf/sys_enter")
int BPF_PROG(on_sys_enter, struct pt_regs* regs, long nr) {
	struct task_struct* task = bpf_get_current_task_btf();
	struct task_state* st = in_scope(task);

	if (!st) return 0;
	take_registers(st, task, regs, nr);
	begin_call(st);
	return 0;
}

SEC("tp_btf/sys_exit")
int BPF_PROG(on_sys_exit, struct pt_regs* regs, long ret) {
	struct task_state* st = in_scope(bpf_get_current_task_btf());

	if (st) end_call(st, ret);
	return 0;
}

/* Before the new name is in place; an exec renames, too. */
SEC("tp_btf/task_rename")
int BPF_PROG(on_rename, struct task_struct* task, const char* comm) {
	struct task_state* st = state_of(task);

	if (st && by_comm) {
		judge_comm(st, comm);
		keep_spare(st);
	}
	return 0;
}

/* Only with a filter on the outcome: inputs wait under the id of their thread, of which an exec makes the leader's. */
SEC("tp_btf/sched_process_exec")
int BPF_PROG(on_exec_of_inputs, struct task_struct* task, pid_t old_tid) {
	move_inputs(old_tid, task->pid);
	return 0;
}

SEC("tp_btf/sched_process_exit")
int BPF_PROG(on_exit_of_inputs, struct task_struct* task) {
	__u32 tid = task->pid;

	bpf_map_delete_elem(&waiting, &tid);
	return 0;
}

SEC("tp_btf/signal_deliver")
int BPF_PROG(on_signal, int sig, struct kernel_siginfo* info, struct k_sigaction* action) {
	delivered(bpf_get_current_task_btf(), sig, info, action);
	return 0;
}

SEC("tp_btf/signal_generate")
int BPF_PROG(on_signal_generate, int sig, struct kernel_siginfo* info, struct task_struct* task, int group,
			 int result) {
	generated(task, sig, info, result);
	return 0;
}

/* Shows a call that strobe leaves before its end and that has not shown yet. */
static __always_inline void show_in_flight(struct task_struct* task) {
	struct request q = {.kind = STROBE_EV_ENTER, .flags = STROBE_F_IN_FLIGHT};
	struct task_state* st = state_of(task);

	if (!st || !(st->flags & TASK_IN_FLIGHT) || (st->flags & TASK_HAD_ENTRY) || !task->__state) return;
	if (!wanted_without_end(st)) return;
	q.time = st->entry_time;
	if (write_flat(st, &q)) st->flags |= TASK_HAD_ENTRY;
}

/* Marks the tasks that are in scope at start, and shows the calls they are in; run again at the end, the latter alone.
 */
SEC("iter/task")
int each_task(struct bpf_iter__task* ctx) {
	struct task_struct* task = ctx->task;
	struct request q = {.kind = STROBE_EV_ENTER, .flags = STROBE_F_IN_FLIGHT};
	struct strobe_plan* plan;
	struct task_state* st;
	struct pt_regs* regs;
	__u32 flags;
	__s64 nr;

	if (!task) return 0;
	if (detaching) {
		show_in_flight(task);
		return 0;
	}
	flags = wanted(task);
	if (!flags) return 0;
	st = arrive(task, flags);
	if (!st || system_wide) return 0;

	regs = (void*)bpf_task_pt_regs(task);
	nr = arch_orig_nr(regs);
	if (nr < 0 || !task->__state) /* in user mode, or about to return */
		return 0;
	take_registers(st, task, regs, nr);
	plan = take_call(st);
	if (!plan) {
		st->flags |= TASK_UNTRACED;
		return 0;
	}
	st->entry_time = call_time();
	st->flags |= TASK_IN_FLIGHT;
	q.time = st->entry_time;
	if (!count_only && !by_outcome && write_flat(st, &q)) st->flags |= TASK_HAD_ENTRY;
	st->failed_ops = 0xffff; /* its inputs are read at exit */
	return 0;
}
