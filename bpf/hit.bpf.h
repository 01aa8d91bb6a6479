/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* What happens when a probe is hit: scope, predicate, then a record or a count. */
#ifndef STROBE_HIT_BPF_H
#define STROBE_HIT_BPF_H

#include "bpf/call.bpf.h"
#include "bpf/filter.bpf.h"
#include "bpf/group.bpf.h"
#include "bpf/predicate.bpf.h"
#include "bpf/ring.bpf.h"
#include "bpf/stack.bpf.h"
#include "bpf/user_call.bpf.h"

/* What the context of a program is. */
enum context {
	CONTEXT_AS_IT_IS,
	CONTEXT_CALL,           /* registers where a function begins: its arguments are the words */
	CONTEXT_RETURN,         /* registers where it returns: the words are the arguments of its entry, and the result */
	CONTEXT_PROGRAM,        /* registers of a program */
	CONTEXT_PROGRAM_RETURN, /* likewise, where a function returns */
	/* likewise, and the eBPF program may sleep. Such a program may not even name maps of stacks and of cgroups. */
	CONTEXT_PROGRAM_SLEEPS,
	CONTEXT_PROGRAM_RETURN_SLEEPS,
};

static __always_inline bool may_sleep(enum context context) {
	return context == CONTEXT_PROGRAM_SLEEPS || context == CONTEXT_PROGRAM_RETURN_SLEEPS;
}

const volatile __u32 aggregate; /* hits are counted, not recorded */

/* Until the scope is set, and all probes are attached. */
__u32 paused;

/* Hits that found no room since the last one that did. */
__u32 unreported;

/* Decided at each hit: tasks outside of the scope have no state that could keep a verdict. */
static __always_inline bool hit_left_out(struct task_struct* task, enum context context) {
	if (by_uid && (__u32)bpf_get_current_uid_gid() != only_uid) return true;
	if (by_cgroup && !may_sleep(context) && bpf_current_task_under_cgroup(&cgroup, 0) != 1) return true;
	return by_comm && !comm_matches(task->comm);
}

/* Hits in interrupts count for the task that was interrupted. */
static __always_inline bool hit_in_scope(struct task_struct* task, const struct task_state* st, enum context context) {
	if (system_wide) {
		if ((__u32)task->tgid == self.tgid || (st && (st->flags & (TASK_EXCLUDED | TASK_HIDDEN)))) return false;
	} else if (!st || (st->flags & (TASK_IN_SCOPE | TASK_MUTED)) != TASK_IN_SCOPE) {
		return false;
	}
	return !hit_left_out(task, context);
}

static __always_inline void name_hit(struct slot* s, struct task_struct* task, const struct task_state* st) {
	if (st) {
		s->tid = st->ns_tid;
		s->pid = st->ns_pid;
	} else if (!self.level) {
		s->tid = task->pid;
		s->pid = task->tgid;
	} else {
		s->tid = id_in_own_ns(BPF_CORE_READ(task, thread_pid));
		s->pid = id_in_own_ns(BPF_CORE_READ(task, group_leader, thread_pid));
	}
}

/* ---- records ----------------------------------------------------------------------------------------------------- */

/* What a capture would take; less when it cannot be read. */
static __always_inline __u32 captured_size(const struct slot* s, const struct strobe_value* v) {
	__u32 size = 0;

	switch (v->source) {
	case STROBE_SRC_FIELD:
	case STROBE_SRC_MEMORY:
	case STROBE_SRC_CHARS:
	case STROBE_SRC_STRING: return v->size;
	case STROBE_SRC_DYNAMIC:
	case STROBE_SRC_RELATIVE: find_dynamic(s, v, &size); return size;
	case STROBE_SRC_COMM: return STROBE_COMM_LEN;
	default: return sizeof(__u64);
	}
}

/* Copies `len` bytes behind the head of a piece; 0 or an errno. */
static __always_inline long copy_capture(struct slot* s, const struct strobe_probe_plan* plan,
										 const struct strobe_value* v, void* to, __u64 len) {
	const struct strobe_walk* w;
	__u32 size;

	switch (v->source) {
	case STROBE_SRC_FIELD: return bpf_probe_read_kernel(to, len, (void*)(s->ctx + v->off));
	case STROBE_SRC_DYNAMIC:
	case STROBE_SRC_RELATIVE: return bpf_probe_read_kernel(to, len, (void*)find_dynamic(s, v, &size));
	case STROBE_SRC_MEMORY: w = walk_of(plan, v); return read_memory(to, len, walk_to_end(s, w), w->user);
	default: *(__u64*)to = number_of(s, plan, v); return 0;
	}
}

static __always_inline void capture(struct slot* s, const struct strobe_probe_plan* plan, __u32 number) {
	const struct strobe_value* v = &plan->capture[number & (STROBE_PROBE_CAPTURES - 1)];
	__u64 off = s->off, len = captured_size(s, v);
	struct strobe_piece* p;
	long result;

	if (len > STROBE_CAPTURE_MAX) len = STROBE_CAPTURE_MAX;
	if (off + sizeof(*p) + len > sizeof(struct strobe_hit) + STROBE_HIT_PAYLOAD) {
		s->cut = 1;
		return;
	}
	asm volatile("" : "+r"(off));
	if (off > sizeof(struct strobe_hit) + STROBE_HIT_PAYLOAD) return;
	p = (void*)(s->bytes + off);
	p->addr = v->off;
	p->want = captured_size(s, v);
	p->op = number;
	p->flags = p->status = p->pad = 0;
	PIN(len, 0x1fff);
	if (v->source >= STROBE_SRC_COMM && v->source != STROBE_SRC_DYNAMIC && v->source != STROBE_SRC_RELATIVE) {
		result = copy_text(s, plan, v, p + 1, STROBE_CAPTURE_MAX);
		len = result > 0 ? result - 1 : 0; /* on 6.12 and before, an empty text of a program has the length 0 */
		p->want = v->source == STROBE_SRC_STRING && len >= v->size ? len + 1 : len; /* more of it than was taken */
	} else {
		result = len ? copy_capture(s, plan, v, p + 1, len) : 0;
	}
	if (result < 0) {
		p->status = -14;
		len = 0;
		/* printed in its place */
		if (v->source == STROBE_SRC_STRING || v->source == STROBE_SRC_MEMORY)
			p->addr = walk_to_end(s, walk_of(plan, v));
	}
	p->len = len;
	s->off = off + ((sizeof(*p) + len + 7) & ~7ull);
	s->pieces++;
}

static long capture_step(__u32 i, void* ctx) {
	struct run* r = ctx;

	if (i >= r->plan->captures || i >= STROBE_PROBE_CAPTURES) return 1;
	capture(r->s, r->plan, i);
	return 0;
}

static __always_inline void fill_header(struct slot* s, struct task_struct* task, __u64 time) {
	struct strobe_hit* r = (void*)s->bytes;

	r->h.size = s->off;
	r->h.kind = STROBE_EV_HIT;
	r->h.abi = 0;
	r->h.flags = s->cut ? STROBE_F_CUT : 0;
	r->h.tid = task->pid;
	r->h.pid = task->tgid;
	r->h.ns_tid = s->tid;
	r->h.ns_pid = s->pid;
	r->h.call = 0;
	r->h.time = time;
	r->h.lost = 0;
	r->h.pieces = s->pieces;
	r->h.cpu = bpf_get_smp_processor_id();
	r->probe = s->probe;
	r->pad = 0;
	bpf_get_current_comm(r->comm, sizeof(r->comm));
}

static __always_inline void record(void* ctx, struct slot* s, struct strobe_probe_plan* plan,
								   struct task_struct* task) {
	struct strobe_hit* r = (void*)s->bytes;
	struct run run = {s, plan};
	__u64 time = bpf_ktime_get_ns(), size;

	if (with_stacks) record_stacks(ctx, task, s, time);
	s->off = sizeof(*r);
	s->pieces = s->cut = 0;
	bpf_loop(STROBE_PROBE_CAPTURES, capture_step, &run, 0);
	fill_header(s, task, time);
	if (unreported) r->h.lost = __sync_lock_test_and_set(&unreported, 0);
	size = s->off;
	if (size > SLOT_BYTES) return;
	PIN(size, 0x3fff);
	if (call_fits(ring_used(), size) && !bpf_ringbuf_output(&ring, r, size, wake_flags())) return;
	__sync_fetch_and_add(&unreported, r->h.lost + 1);
	count(STROBE_CNT_LOST_RING, 1);
}

/* ---- the whole --------------------------------------------------------------------------------------------------- */

/* False: it is no hit. `ctx` is the slot's, as a pointer that the verifier knows. */
static __always_inline bool prepare_context(struct slot* s, struct strobe_probe_plan* plan, struct task_struct* task,
											void* ctx, enum context context) {
	__u64 stack;

	s->duration = 0;
	if (context == CONTEXT_PROGRAM || context == CONTEXT_PROGRAM_SLEEPS) return true;
	if (context == CONTEXT_PROGRAM_RETURN || context == CONTEXT_PROGRAM_RETURN_SLEEPS) {
		if (!take_user_call(s, task, ctx)) return false;
		if (plan->flags & STROBE_PROBE_WHOLE) s->ctx = (__u64)s->words;
		if (may_sleep(context)) fetch_memory(plan, s->ctx);
		return true;
	}
	if (context == CONTEXT_CALL || context == CONTEXT_RETURN) s->ctx = (__u64)s->words;
	if (context == CONTEXT_CALL) arch_call_args(s->words, ctx);
	if (context == CONTEXT_RETURN) s->words[STROBE_CALL_RESULT] = arch_call_result(ctx);
	if (!(plan->flags & STROBE_PROBE_TIMED)) return true;
	/* a trampoline has one frame for entry and return; where registers tell, the return address has been taken off */
	stack = context == CONTEXT_AS_IT_IS ? *(volatile __u64*)&s->ctx : arch_stack_pointer(ctx) - 1;
	return take_call(s, task, stack, context == CONTEXT_RETURN);
}

static __always_inline int hit_of(void* ctx, __u64 cookie, enum context context, struct task_struct* task,
								  struct task_state* st) {
	struct strobe_probe_plan* plan;
	struct slot* s;
	__u32 probe = cookie;

	plan = bpf_map_lookup_elem(&probe_plans, &probe);
	if (!plan) return 0;
	if (context == CONTEXT_PROGRAM_SLEEPS) fetch_memory(plan, (__u64)ctx); /* before others wait for the slot */
	s = take_slot();
	if (!s) {
		count(STROBE_CNT_MISSED, 1);
		return 0;
	}
	s->ctx = (__u64)ctx;
	s->probe = probe;
	name_hit(s, task, st);
	if (prepare_context(s, plan, task, ctx, context) && passes(s, plan)) {
		if (!aggregate)
			record(ctx, s, plan, task);
		else if (may_sleep(context) || number_stacks(ctx, s))
			count_hit(s, plan);
		else
			count(STROBE_CNT_OTHER, 1);
	}
	give_back(s);
	return 0;
}

static __always_inline int hit_in(void* ctx, __u64 cookie, enum context context) {
	struct task_struct* task = bpf_get_current_task_btf();
	struct task_state* st;

	if (paused || detaching) return 0;
	st = find_state(task);
	return hit_in_scope(task, st, context) ? hit_of(ctx, cookie, context, task, st) : 0;
}

static __always_inline int hit(void* ctx, __u64 cookie) {
	return hit_in(ctx, cookie, CONTEXT_AS_IT_IS);
}

/* Of timers: they are due whoever runs. */
static __always_inline int hit_of_anyone(void* ctx, __u64 cookie) {
	struct task_struct* task = bpf_get_current_task_btf();

	return paused || detaching ? 0 : hit_of(ctx, cookie, CONTEXT_AS_IT_IS, task, find_state(task));
}

/* Where a function of a program begins whose return is the hit. */
static __always_inline int entered_in_program(struct pt_regs* ctx, __u64 cookie) {
	struct task_struct* task = bpf_get_current_task_btf();

	if (!paused && !detaching && hit_in_scope(task, find_state(task), CONTEXT_PROGRAM))
		note_user_call(task, cookie, ctx);
	return 0;
}

/* Where a function begins whose return is the hit. */
static __always_inline int entered(void* ctx, __u64 cookie, enum context context) {
	struct task_struct* task = bpf_get_current_task_btf();
	__u64 stack = 0;

	if (paused || detaching || !hit_in_scope(task, find_state(task), context)) return 0;
	if (context == CONTEXT_AS_IT_IS)
		bpf_probe_read_kernel(&stack, sizeof(stack), &ctx); /* as a number, not as the verifier's pointer */
	else
		stack = arch_stack_pointer(ctx);
	note_call(task, cookie, stack, context == CONTEXT_CALL ? ctx : NULL);
	return 0;
}

#endif
