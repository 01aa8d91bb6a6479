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
	__u64 stack; /* an address in its frame: inner calls have lower ones */
	__u64 began;
	__u64 args[STROBE_CALL_ARGS];
};

/* Calls inside of each other, the outermost first. A return that was not seen leaves its call here until an outer one
 * begins or returns. */
struct calls {
	__u32 depth;
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

const volatile __u32 probes; /* how many */

#define IDLE_TASK 0x80000000u

/* The idle tasks of all CPUs have the tid 0. */
static __always_inline struct call_key key_of_call(const struct task_struct* task, __u32 probe) {
	struct call_key key = {.tid = task->pid, .probe = probe};

	if (!key.tid) key.tid = IDLE_TASK | bpf_get_smp_processor_id();
	return key;
}

/* Stacks of the kernel are of this size, and begin at multiples of it; interrupts have their own. */
#define KERNEL_STACK_BITS 14

/* Whether a call has returned when the stack has shrunk to `now`. */
static __always_inline bool has_returned(const struct call* call, __u64 now) {
	if (!is_of_process(now) && (call->stack ^ now) >> KERNEL_STACK_BITS) return false;
	return call->stack <= now;
}

/* The number of calls around one with this stack. */
static __always_inline __u32 calls_around(const struct calls* calls, __u64 stack) {
	__u32 n = 0;

#pragma unroll
	for (__u32 i = 0; i < STROBE_NESTED_CALLS; i++) {
		if (i >= calls->depth || has_returned(&calls->call[i], stack)) break;
		n++;
	}
	return n;
}

static __always_inline void fill_call(struct call* call, __u64 stack, struct pt_regs* regs) {
	call->stack = stack;
	call->began = bpf_ktime_get_ns();
	if (regs) arch_call_args(call->args, regs);
}

/* `regs`: of the entry; NULL: the arguments are not wanted. What is not noted is counted, since its return is no hit.
 */
static __always_inline void note_call(struct task_struct* task, __u32 probe, __u64 stack, struct pt_regs* regs) {
	struct call_key key = key_of_call(task, probe);
	struct calls *calls = bpf_map_lookup_elem(&entries, &key), first = {.depth = 1};
	__u64 at;

	if (!calls) {
		fill_call(&first.call[0], stack, regs);
		if (bpf_map_update_elem(&entries, &key, &first, BPF_ANY)) count(STROBE_CNT_MISSED, 1);
		return;
	}
	at = calls_around(calls, stack);
	if (at >= STROBE_NESTED_CALLS) {
		count(STROBE_CNT_MISSED, 1);
		return;
	}
	calls->depth = at + 1;
	PIN(at, STROBE_NESTED_CALLS - 1);
	fill_call(&calls->call[at], stack, regs);
}

/* Whether the entry of the call that returns was seen: its duration is the slot's, and, where wanted, its arguments. */
static __always_inline bool take_call(struct slot* s, struct task_struct* task, __u64 stack, bool with_args) {
	struct call_key key = key_of_call(task, s->probe);
	struct calls* calls = bpf_map_lookup_elem(&entries, &key);
	struct call* call;
	__u64 at;

	if (!calls) return false;
	at = calls_around(calls, stack);
	if (at >= calls->depth || at >= STROBE_NESTED_CALLS) return false;
	calls->depth = at;
	PIN(at, STROBE_NESTED_CALLS - 1);
	call = &calls->call[at];
	s->duration = bpf_ktime_get_ns() - call->began;
	if (with_args)
		for (__u32 i = 0; i < STROBE_CALL_ARGS; i++) s->words[i] = call->args[i];
	if (!at) bpf_map_delete_elem(&entries, &key);
	return true;
}

/* A task is gone, and with it the calls that never return (do_exit). */
struct forgetting {
	struct task_struct* task;
};

static long forget_step(__u32 probe, void* ctx) {
	const struct forgetting* f = ctx;
	struct call_key key = {.tid = f->task->pid, .probe = probe};

	bpf_map_delete_elem(&entries, &key);
	return 0;
}

static __always_inline void forget_calls(struct task_struct* task) {
	struct forgetting f = {task};

	bpf_loop(probes, forget_step, &f, 0);
}

#endif
