/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* The ring buffer: when there is room, when the reader is woken, and how a traced task waits for room. */
#ifndef STROBE_RING_BPF_H
#define STROBE_RING_BPF_H

#include "bpf/task.bpf.h"

struct {
	__uint(type, BPF_MAP_TYPE_RINGBUF);
	__uint(max_entries, 64u << 20); /* resized before load */
} ring SEC(".maps");

const volatile __u32 realtime_kernel; /* PREEMPT_RT: no task may spin */

/* Room that call records leave free for fork, exec, exit and signal records. */
static __always_inline __u64 reserved_room(void) {
	__u64 part = ring_size / 16;

	return part > 64 * 1024 ? part : 64 * 1024;
}

/* A wake-up per record costs four times the call, so the reader polls; only a sleeping one is woken. */
static __always_inline __u64 wake_flags(void) {
	if (reader_asleep) {
		reader_asleep = 0;
		return BPF_RB_FORCE_WAKEUP;
	}
	return BPF_RB_NO_WAKEUP;
}

/* `size` bytes of a call record fit beside the `used` ones, and the reserve stays free. 8: the ring's own header. */
static __always_inline bool call_fits(__u64 used, __u32 size) {
	return used + size + 8 + reserved_room() <= ring_size;
}

static __always_inline __u64 ring_used(void) {
	return bpf_ringbuf_query(&ring, BPF_RB_AVAIL_DATA);
}

/* Small records of a task's life; they may use the reserve. */
static __always_inline bool write_life(struct task_state* st, void* record, __u32 size) {
	if (bpf_ringbuf_output(&ring, record, size, wake_flags())) {
		count(STROBE_CNT_LOST_LIFE, 1);
		return false;
	}
	st->lost = 0;
	return true;
}

/* Bytes in the ring, as the task saw it last; it lives on what that look allowed. A look costs a tenth of a record. As
 * many as a thousand tasks may do so before they have written half a ring that no one has looked at. The answer comes
 * from map memory either way: a constant would double what the verifier has to go through. */
static __always_inline __u64 look_for_room(struct task_state* st) {
	if (!st->room) {
		st->used = ring_used();
		if (st->used < ring_size / 2) st->room = ring_size / 2048;
	}
	return st->used;
}

static __always_inline void take_room(struct task_state* st, __u32 size) {
	st->room = st->room > size ? st->room - size : 0;
}

struct spin {
	__u64 start, bound;
};

static long spin_step(__u32 i, void* ctx) {
	struct spin* s = ctx;

	if (ring_used() < ring_size / 2) return 1;
	/* reading the clock each time would slow the look at the ring */
	return (i & 15) == 0 && bpf_ktime_get_ns() - s->start > s->bound;
}

/* Slows a task down instead of losing its events: bounded, because preemption is off meanwhile. Invisible to parents,
 * debuggers and EINTR, unlike SIGSTOP or the freezer. */
static __always_inline void wait_for_room(__u64 used) {
	struct spin s = {};

	if (!wait_on_full || realtime_kernel) return;
	if (used < ring_size / 2) return;
	if (bpf_get_current_task_btf()->prio < 100) /* include/linux/sched/prio.h: MAX_RT_PRIO */
		return;
	s.start = bpf_ktime_get_ns();
	s.bound = used < ring_size / 4 * 3 ? 20 * 1000 : 100 * 1000;
	bpf_loop(1u << 20, spin_step, &s, 0);
	count(STROBE_CNT_SPINS, 1);
	count(STROBE_CNT_SPIN_NS, bpf_ktime_get_ns() - s.start);
}

#endif
