/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Fork, exec, exit and signals. Small records from the stack: these hooks may run on top of the call programs. */
#ifndef STROBE_LIFE_BPF_H
#define STROBE_LIFE_BPF_H

#include "bpf/arch.bpf.h"
#include "bpf/filter.bpf.h"
#include "bpf/ring.bpf.h"

/* include/trace/events/signal.h */
#define TRACE_SIGNAL_DELIVERED 0
#define TRACE_SIGNAL_IGNORED 1

#define SIGKILL 9
#define SIGNAL_GROUP_EXIT 0x00000004 /* include/linux/sched/signal.h */

static __always_inline void copy_comm(char* to, struct task_struct* task) {
	bpf_probe_read_kernel(to, STROBE_COMM_LEN, &task->comm);
}

/* State of any task that is followed, or NULL. */
static __always_inline struct task_state* state_of(struct task_struct* task) {
	struct task_state* st = find_state(task);

	return st && (st->flags & TASK_IN_SCOPE) ? st : NULL;
}

static __always_inline void life_header(struct strobe_event* h, const struct task_state* st, struct task_struct* task,
										__u8 kind, __u32 size) {
	header(h, st, kind, size, bpf_ktime_get_ns());
	if (task_left_out(st, task)) h->flags |= STROBE_F_LEFT_OUT;
}

static __always_inline void follow(struct task_struct* parent, struct task_struct* child) {
	struct task_state *up = find_state(parent), *st;
	struct strobe_fork r = {};

	if (!up) return;
	if ((up->flags & TASK_EXCLUDED) || ((up->flags & TASK_HIDDEN) && child->tgid == parent->tgid)) {
		create_state(child, up->flags & (TASK_EXCLUDED | TASK_HIDDEN));
		return;
	}
	if (!(up->flags & TASK_IN_SCOPE) || !follow_fork || detaching) return;
	st = create_state(child, TASK_IN_SCOPE | TASK_JUST_BORN | (up->flags & TASK_MUTED));
	if (!st) {
		count(STROBE_CNT_LOST_STORAGE, 1);
		return;
	}
	st->nr = arch_orig_nr((void*)bpf_task_pt_regs(child));
	keep_spare(st);
	entry_for_blocking = 1;
	if (up->flags & TASK_MUTED) return;
	life_header(&r.h, up, parent, STROBE_EV_FORK, sizeof(r));
	r.child_tid = st->tid;
	r.child_pid = st->pid;
	r.child_ns_tid = st->ns_tid;
	r.child_ns_pid = st->ns_pid;
	copy_comm(r.comm, child);
	write_life(up, &r, sizeof(r));
}

/* Storage follows the task; when a thread other than the leader calls exec, its tid becomes the leader's. */
static __always_inline void execed(struct task_struct* task, __u32 old_tid) {
	struct strobe_exec r = {};
	struct task_state* st;

	move_spare(old_tid, task->pid);
	st = state_of(task);
	if (!st) return;
	r.old_tid = old_tid;
	r.old_ns_tid = st->ns_tid;
	st->flags &= ~TASK_MUTED;
	if (st->flags & TASK_IN_FLIGHT) st->flags |= TASK_EXEC_OK;
	name_task(st, task);
	keep_spare(st);
	life_header(&r.h, st, task, STROBE_EV_EXEC, sizeof(r));
	copy_comm(r.comm, task);
	write_life(st, &r, sizeof(r));
}

static __always_inline void report_death(struct task_struct* task, struct task_state* st) {
	struct strobe_death r = {};
	__u32 lost;

	life_header(&r.h, st, task, STROBE_EV_DEATH, sizeof(r));
	r.code = task->exit_code;
	r.in_flight = (st->flags & TASK_IN_FLIGHT) && wanted_without_end(st);
	r.had_entry = !!(st->flags & TASK_HAD_ENTRY);
	r.nr = st->nr;
	r.live = BPF_CORE_READ(task, signal, live.counter);
	__builtin_memcpy(r.args, st->args, sizeof(r.args));
	lost = st->lost;
	/* a call that was to be reported by its exit alone is lost with it, when even this record does not fit */
	if (!write_life(st, &r, sizeof(r)) && lost) count(STROBE_CNT_LOST_DEAD, lost);
}

static __always_inline void died(struct task_struct* task) {
	struct task_state* st = find_state(task);

	if (!st) return;
	if (st->flags & TASK_IN_SCOPE) report_death(task, st);
	drop_spare(st);
	st->flags = 0;
}

static __always_inline bool wanted_signal(int sig) {
	return sig >= 1 && sig <= 64 && !count_only && (signal_mask & (1ull << ((sig - 1) & 63)));
}

static __always_inline void delivered(struct task_struct* task, int sig, struct kernel_siginfo* info,
									  struct k_sigaction* action) {
	struct task_state* st;
	struct strobe_signal r = {};

	/* SEND_SIG_NOINFO: not a signal of its own but how a task learns that its process dies */
	if (!wanted_signal(sig) || (sig == SIGKILL && !info)) return;
	st = state_of(task);
	if (!st || (st->flags & TASK_MUTED) || left_out(st)) return;
	header(&r.h, st, STROBE_EV_SIGNAL, sizeof(r), bpf_ktime_get_ns());
	r.signo = sig;
	if (!BPF_CORE_READ(action, sa.sa_handler)) /* SIG_DFL */
		r.special = STROBE_SIG_DEFAULT;
	bpf_probe_read_kernel(r.info, sizeof(r.info), info);
	write_life(st, &r, sizeof(r));
}

/* A signal that kills by default is not delivered: complete_signal() ends the process at once, with that signal as its
 * exit code, and sends every thread a SIGKILL. */
static __always_inline bool kills_at_once(struct task_struct* task, int sig, int result) {
	return result == TRACE_SIGNAL_DELIVERED && sig != SIGKILL &&
		   (BPF_CORE_READ(task, signal, flags) & SIGNAL_GROUP_EXIT) &&
		   BPF_CORE_READ(task, signal, group_exit_code) == sig;
}

/* Runs in hard interrupts too, on top of any other program of ours: stack only. An ignored signal is never delivered,
 * yet strace shows it, since a traced task gets ignored signals queued. */
static __always_inline void generated(struct task_struct* task, int sig, struct kernel_siginfo* info, int result) {
	struct strobe_signal r = {};
	struct task_state* st;

	if (!wanted_signal(sig)) return;
	st = state_of(task);
	if (!st || (st->flags & TASK_MUTED)) return;
	if (result != TRACE_SIGNAL_IGNORED && !kills_at_once(task, sig, result)) return;
	if (task_left_out(st, task)) return;
	header(&r.h, st, STROBE_EV_UNDELIVERED, sizeof(r), bpf_ktime_get_ns());
	if (st->flags & TASK_IN_FLIGHT) r.h.flags |= STROBE_F_IN_CALL | (by_outcome ? STROBE_F_MAY_BE_LEFT_OUT : 0);
	r.signo = sig;
	/* SEND_SIG_NOINFO and SEND_SIG_PRIV of include/linux/sched/signal.h are 0 and 1, not pointers */
	if ((__u64)info <= 1) {
		struct task_struct* sender = bpf_get_current_task_btf();

		r.special = (__u64)info ? STROBE_SIG_PRIV : STROBE_SIG_NOINFO;
		r.sender_ns_tid = id_in_own_ns(BPF_CORE_READ(sender, group_leader, thread_pid));
		r.sender_uid = bpf_get_current_uid_gid();
	} else {
		bpf_probe_read_kernel(r.info, sizeof(r.info), info);
	}
	write_life(st, &r, sizeof(r));
}

#endif
