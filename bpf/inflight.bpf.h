/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* A call from its beginning to its end. */
#ifndef STROBE_INFLIGHT_BPF_H
#define STROBE_INFLIGHT_BPF_H

#include "bpf/arch.bpf.h"
#include "bpf/count.bpf.h"
#include "bpf/emit.bpf.h"
#include "bpf/filter.bpf.h"

struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(max_entries, STROBE_VARIANT_PLANS);
	__type(key, struct strobe_variant_key);
	__type(value, __u32);
} variants SEC(".maps");

/* Slot of a call in the plan array and in the counts; numbers beyond the tables share an ABI's last slot. */
static __always_inline __u32 slot_of(__u8 abi, __s64 nr) {
	__u64 n = arch_nr(abi, nr);

	if (n >= STROBE_NR_MAX) n = STROBE_NR_MAX - 1;
	return (abi > STROBE_ABI_X32 ? 0 : abi) * STROBE_NR_MAX + n;
}

/* The plan for these arguments: a variant, when one is keyed by their values. */
static __always_inline struct strobe_plan* choose_variant(struct task_state* st, struct strobe_plan* plan) {
	struct strobe_variant_key key = {.plan = st->plan};
	struct strobe_plan* variant;
	__u32* index;

	if (count_only || !(plan->flags & STROBE_PLAN_VARIANTS)) return plan;
	if (plan->variant_arg[0] < 6) key.value[0] = (__u32)st->args[plan->variant_arg[0]] & plan->variant_mask;
	if (plan->variant_arg[1] < 6) key.value[1] = (__u32)st->args[plan->variant_arg[1]];
	index = bpf_map_lookup_elem(&variants, &key);
	if (!index) return plan;
	variant = plan_at(*index);
	if (!variant) return plan;
	st->plan = *index;
	return variant;
}

static __always_inline void take_registers(struct task_state* st, struct task_struct* task, struct pt_regs* regs,
										   __s64 nr) {
	st->abi = arch_abi(task, nr);
	st->nr = nr;
	if (!count_only) arch_args(st->args, regs, st->abi);
}

/* The plan of the call whose registers were taken; it counts from here. NULL: not selected. */
static __always_inline struct strobe_plan* take_call(struct task_state* st) {
	struct strobe_plan* plan;

	st->plan = slot_of(st->abi, st->nr);
	plan = plan_at(st->plan);
	if (!plan || !(plan->flags & STROBE_PLAN_TRACED)) return NULL;
	if ((st->flags & TASK_MUTED) && !(plan->flags & STROBE_PLAN_EXEC)) return NULL;
	st->call++;
	st->failed_ops = 0;
	return choose_variant(st, plan);
}

/* Global functions, so that the verifier goes through them once: state may lie in either of two maps. */
__noinline int begin_call(struct task_state* st) {
	struct strobe_plan* plan;

	if (!st) return 0;
	if (st->flags & TASK_SPARE) mark_ahead(st);
	st->flags &= ~(TASK_JUST_BORN | TASK_IN_FLIGHT | TASK_UNTRACED | TASK_HAD_ENTRY | TASK_ENTRY_LOST | TASK_EXEC_OK);
	plan = left_out(st) ? NULL : take_call(st);
	if (!plan || detaching) {
		st->flags |= TASK_UNTRACED;
		return 0;
	}
	st->flags |= TASK_IN_FLIGHT;
	st->entry_time = call_time();
	count_start(st);
	if (count_only) return 0;
	if (by_outcome) {
		if (plan->flags & STROBE_PLAN_HOLD) hold_inputs(st, plan);
		return 0;
	}
	if ((plan->flags & STROBE_PLAN_ENTRY) || (entry_for_blocking && (plan->flags & STROBE_PLAN_MAY_BLOCK)))
		emit_enter(st, plan);
	return 0;
}

__noinline int end_call(struct task_state* st, __s64 ret) {
	struct request q = {.ret = ret, .time = call_time()};
	struct strobe_plan* plan;

	if (!st) return 0;
	if (st->flags & TASK_SPARE) mark_ahead(st);
	if (st->flags & TASK_JUST_BORN) {
		st->flags &= ~TASK_JUST_BORN;
		if (ret == 0 && arch_orig_nr((void*)bpf_task_pt_regs(bpf_get_current_task_btf())) == st->nr)
			return 0; /* the child's side of the call that made it */
	}
	if (st->flags & TASK_UNTRACED) {
		st->flags &= ~TASK_UNTRACED;
		return 0;
	}
	if (st->flags & TASK_IN_FLIGHT) {
		st->flags &= ~TASK_IN_FLIGHT;
		plan = plan_at(st->plan);
		q.duration = q.time - st->entry_time;
	} else {
		/* refused by seccomp before sys_enter, or attached in between: the registers still hold the call */
		struct task_struct* task = bpf_get_current_task_btf();
		struct pt_regs* regs = (void*)bpf_task_pt_regs(task);
		__s64 nr = arch_orig_nr(regs);

		if (nr < 0 || left_out(st)) return 0;
		take_registers(st, task, regs, nr);
		plan = take_call(st);
		st->flags &= ~(TASK_HAD_ENTRY | TASK_ENTRY_LOST | TASK_EXEC_OK);
		q.flags |= STROBE_F_NO_ENTRY;
		count_start(st);
	}
	if (!plan) return 0;
	if (st->flags & TASK_MUTED) q.flags |= STROBE_F_MUTE; /* an exec that succeeds has lifted it */
	if (by_outcome && !wanted_outcome(ret, q.duration)) {
		count(STROBE_CNT_FILTERED, 1);
		drop_inputs(plan);
		return 0;
	}
	if (count_calls) {
		count_call(st, ret, q.duration, slot_of(st->abi, st->nr));
		if (count_only) return 0;
	}
	emit_exit(st, plan, &q);
	wait_for_room(q.used);
	return 0;
}

#endif
