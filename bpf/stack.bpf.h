/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Stacks of a hit: numbered ones to group by, and copies to be unwound in user space. */
#ifndef STROBE_STACK_BPF_H
#define STROBE_STACK_BPF_H

#include "abi/event.h"
#include "bpf/arch.bpf.h"
#include "bpf/ring.bpf.h"
#include "bpf/slot.bpf.h"

const volatile __u32 group_kstack, group_ustack; /* parts of the key */
const volatile __u32 with_stacks;                /* each record of a hit is preceded by its stacks */

struct {
	__uint(type, BPF_MAP_TYPE_STACK_TRACE);
	__uint(max_entries, STROBE_STACKS); /* set before load */
	__uint(key_size, sizeof(__u32));
	__uint(value_size, STROBE_FRAMES * sizeof(__u64));
} stacks SEC(".maps");

#define NO_STACK 0xffffffffull
#define STACK_EEXIST (-17)

/* False: another stack has the place of this one. A task without a stack of that kind has none. */
static __always_inline bool number_stack(void* ctx, __u64 flags, __u64* number) {
	long id = bpf_get_stackid(ctx, &stacks, flags);

	*number = id < 0 ? NO_STACK : (__u64)id;
	return id != STACK_EEXIST;
}

static __always_inline bool number_stacks(void* ctx, struct slot* s) {
	if (group_kstack && !number_stack(ctx, 0, &s->kstack)) return false;
	if (group_ustack) {
		if (!number_stack(ctx, BPF_F_USER_STACK, &s->ustack)) return false;
		s->ustack |= (__u64)s->pid << 32;
	}
	return true;
}

#define STACK_CHUNK 1024u

/* Up to the end of what is mapped: no chunk spans two pages. */
static __always_inline __u32 copy_user_stack(__u8* to, __u64 from) {
	__u64 first = STACK_CHUNK - (from & (STACK_CHUNK - 1)), at;

	PIN(first, 2 * STACK_CHUNK - 1);
	if (first > STACK_CHUNK || bpf_probe_read_user(to, first, (void*)from)) return 0;
	at = first;
	for (__u32 i = 0; i < STROBE_STACK_BYTES / STACK_CHUNK - 1; i++) {
		asm volatile("" : "+r"(at));
		if (at > STROBE_STACK_BYTES - STACK_CHUNK) break;
		if (bpf_probe_read_user(to + at, STACK_CHUNK, (void*)(from + at))) break;
		at += STACK_CHUNK;
	}
	return at;
}

/* Without room for it the hit has no stacks, and says so. */
static __always_inline void record_stacks(void* ctx, struct task_struct* task, const struct slot* s, __u64 time) {
	struct strobe_stack* r;
	long size;

	if (!call_fits(ring_used(), sizeof(*r))) return;
	r = bpf_ringbuf_reserve(&ring, sizeof(*r), 0);
	if (!r) return;
	r->h.size = sizeof(*r);
	r->h.kind = STROBE_EV_STACK;
	r->h.abi = 0;
	r->h.flags = 0;
	r->h.tid = task->pid;
	r->h.pid = task->tgid;
	r->h.ns_tid = s->tid;
	r->h.ns_pid = s->pid;
	r->h.call = 0;
	r->h.time = time;
	r->h.lost = 0;
	r->h.pieces = 0;
	r->h.cpu = bpf_get_smp_processor_id();
	size = bpf_get_stack(ctx, r->frame, sizeof(r->frame), 0);
	r->frames = size > 0 ? size / sizeof(__u64) : 0;
	r->copied = 0;
	if (task->mm && !bpf_probe_read_kernel(r->registers, ARCH_REGISTERS * sizeof(__u64), (void*)bpf_task_pt_regs(task)))
		r->copied = copy_user_stack(r->bytes, r->registers[ARCH_REGISTER_SP]);
	bpf_ringbuf_submit(r, wake_flags());
}

#endif
