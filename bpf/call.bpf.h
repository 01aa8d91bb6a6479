/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Calls of probed functions between their entry and their return: when they began, and with what. */
#ifndef STROBE_CALL_BPF_H
#define STROBE_CALL_BPF_H

#include "bpf/arch.bpf.h"
#include "bpf/slot.bpf.h"

struct call_key {
	__u32 tid;
	__u32 probe;
};

struct call {
	__u64 began;
	__u64 args[STROBE_CALL_ARGS];
};

/* Calls inside of each other: a stack. What an interrupt calls ends before what it interrupted does. */
struct calls {
	__u32 depth; /* may be larger than there is room: these are not noted */
	__u32 pad;
	struct call call[STROBE_NESTED_CALLS];
};

struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(map_flags, BPF_F_NO_PREALLOC);
	__uint(max_entries, STROBE_ENTRIES);
	__type(key, struct call_key);
	__type(value, struct calls);
} entries SEC(".maps");

#define IDLE_TASK 0x80000000u

/* The idle tasks of all CPUs have the tid 0. */
static __always_inline struct call_key key_of_call(const struct task_struct* task, __u32 probe) {
	struct call_key key = {.tid = task->pid, .probe = probe};

	if (!key.tid) key.tid = IDLE_TASK | bpf_get_smp_processor_id();
	return key;
}

static __always_inline void fill_call(struct call* call, struct pt_regs* regs) {
	call->began = bpf_ktime_get_ns();
	if (regs) arch_call_args(call->args, regs);
}

/* `regs`: of the entry; NULL: the arguments are not wanted. What is not noted is counted, since its return is no hit.
 */
static __always_inline void note_call(struct task_struct* task, __u32 probe, struct pt_regs* regs) {
	struct call_key key = key_of_call(task, probe);
	struct calls *calls = bpf_map_lookup_elem(&entries, &key), first = {.depth = 1};
	__u64 at;

	if (!calls) {
		fill_call(&first.call[0], regs);
		if (bpf_map_update_elem(&entries, &key, &first, BPF_ANY)) count(STROBE_CNT_MISSED, 1);
		return;
	}
	at = calls->depth++;
	if (at >= STROBE_NESTED_CALLS) {
		count(STROBE_CNT_MISSED, 1);
		return;
	}
	PIN(at, STROBE_NESTED_CALLS - 1);
	fill_call(&calls->call[at], regs);
}

/* Whether the entry of the call that returns was seen: its duration is the slot's, and, where wanted, its arguments. */
static __always_inline bool take_call(struct slot* s, struct task_struct* task, bool with_args) {
	struct call_key key = key_of_call(task, s->probe);
	struct calls* calls = bpf_map_lookup_elem(&entries, &key);
	struct call* call;
	__u64 at;

	if (!calls || !calls->depth) return false;
	at = --calls->depth;
	if (at >= STROBE_NESTED_CALLS) return false;
	PIN(at, STROBE_NESTED_CALLS - 1);
	call = &calls->call[at];
	s->duration = bpf_ktime_get_ns() - call->began;
	if (with_args)
		for (__u32 i = 0; i < STROBE_CALL_ARGS; i++) s->words[i] = call->args[i];
	if (!at) bpf_map_delete_elem(&entries, &key);
	return true;
}

#endif
