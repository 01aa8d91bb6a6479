/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Functions of programs: their calls between entry and return, and their memory, which may have to be fetched first. */
#ifndef STROBE_USER_CALL_BPF_H
#define STROBE_USER_CALL_BPF_H

#include "bpf/arch.bpf.h"
#include "bpf/slot.bpf.h"

/* Where the frame begins tells calls inside of each other apart, also after a longjmp or an exception, when some never
 * return: what they leave behind is overwritten by the next call from there. */
struct user_call_key {
	__u32 tid;
	__u32 probe;
	__u64 stack;
};

struct user_call {
	__u64 began;
	__u64 args[STROBE_CALL_ARGS];
};

/* Calls that never return (execve, _exit, a task that dies) make room for others in time. Each CPU sets elements aside,
 * so user space adds to the size: the first STROBE_ENTRIES calls push no other one out. */
struct {
	__uint(type, BPF_MAP_TYPE_LRU_HASH);
	__uint(max_entries, STROBE_ENTRIES); /* set before load */
	__type(key, struct user_call_key);
	__type(value, struct user_call);
} user_calls SEC(".maps");

/* Calls that were noted, and whose return has not been seen. */
__u64 open_user_calls;

/* What is not noted is counted, since its return is no hit. */
static __always_inline void note_user_call(struct task_struct* task, __u32 probe, struct pt_regs* regs) {
	struct user_call_key key = {.tid = task->pid, .probe = probe, .stack = arch_stack_pointer(regs)};
	struct user_call call;

	arch_call_args(call.args, regs);
	call.began = bpf_ktime_get_ns();
	if (!bpf_map_update_elem(&user_calls, &key, &call, BPF_NOEXIST))
		__sync_fetch_and_add(&open_user_calls, 1);
	else if (bpf_map_update_elem(&user_calls, &key, &call, BPF_ANY))
		count(STROBE_CNT_MISSED, 1);
}

/* Whether the entry of the call that returns was seen: its duration is the slot's, and the words are its arguments and
 * its result. A call without one had begun before, unless others may have pushed it out: that is counted. */
static __always_inline bool take_user_call(struct slot* s, struct task_struct* task, struct pt_regs* regs) {
	struct user_call_key key = {.tid = task->pid, .probe = s->probe, .stack = arch_stack_pointer(regs) - sizeof(__u64)};
	struct user_call* call = bpf_map_lookup_elem(&user_calls, &key);

	if (!call) {
		if (open_user_calls >= STROBE_ENTRIES) count(STROBE_CNT_MISSED, 1);
		return false;
	}
	s->duration = bpf_ktime_get_ns() - call->began;
	for (__u32 i = 0; i < STROBE_CALL_ARGS; i++) s->words[i] = call->args[i];
	s->words[STROBE_CALL_RESULT] = arch_call_result(regs);
	if (!bpf_map_delete_elem(&user_calls, &key)) __sync_fetch_and_add(&open_user_calls, -1);
	return true;
}

/* ---- memory ------------------------------------------------------------------------------------------------------ */

struct fetching {
	const struct strobe_probe_plan* plan;
	__u64 ctx;
};

/* Once a byte of it is there, the page is. */
static __always_inline void fetch_page(__u64 address) {
	__u8 byte;

	if (bpf_probe_read_user(&byte, 1, (void*)address)) bpf_copy_from_user(&byte, 1, (void*)address);
}

static long fetch_step(__u32 i, void* ctx) {
	struct fetching* f = ctx;
	const struct strobe_walk* w = &f->plan->walk[i & (STROBE_WALKS - 1)];
	__u64 at = 0, next;

	if (i >= f->plan->walks) return 1;
	bpf_probe_read_kernel(&at, sizeof(at), (void*)(f->ctx + w->at));
	for (__u32 step = 0; step < STROBE_WALK_STEPS && step < w->steps; step++) {
		if (step) {
			next = 0;
			if (bpf_probe_read_user(&next, sizeof(next), (void*)at)) return 0;
			at = next;
		}
		at += w->step[step];
		if (at < 4096) return 0; /* a NULL pointer, and members behind it */
		fetch_page(at);
	}
	return 0;
}

/* Programs that may sleep can have pages brought in that the traced program has not touched yet: constants, mostly.
 * What is read later is there then. */
static __always_inline void fetch_memory(const struct strobe_probe_plan* plan, __u64 ctx) {
	struct fetching f = {plan, ctx};

	if (plan->walks) bpf_loop(STROBE_WALKS, fetch_step, &f, 0);
}

#endif
