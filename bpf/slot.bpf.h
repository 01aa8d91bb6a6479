/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Scratch memory of one hit. Programs of probes can be preempted, and interrupted by others of the same run: so a CPU
 * has several slots, and each is taken with an atomic exchange. A counter of depth would not do: tasks that preempt
 * each other do not leave in the order of a stack. */
#ifndef STROBE_SLOT_BPF_H
#define STROBE_SLOT_BPF_H

#include "abi/probe.h"
#include "bpf/task.bpf.h"

/* A text is compared where a record is built later. The verifier of 6.1 takes a capture to have as many bytes as the
 * mask behind its bound allows. */
#define SLOT_BYTES (sizeof(struct strobe_hit) + STROBE_HIT_PAYLOAD + sizeof(struct strobe_piece) + 0x1fff)

/* The state of the interpreters lives here, in map memory: the verifier knows nothing of values loaded from there, so
 * loops converge at once. */
struct slot {
	__u32 taken;
	__u32 probe;
	__u64 ctx;
	__u32 pid, tid;                    /* of strobe's pid namespace */
	__u64 kstack, ustack;              /* as STROBE_SRC_KSTACK and STROBE_SRC_USTACK */
	__u64 duration;                    /* ns since the entry */
	__u64 words[STROBE_CALL_ARGS + 1]; /* the context, where the kernel has none that would do */

	__u32 pc, sp;
	__u64 stack[STROBE_STACK];
	__u32 matching; /* a match is under way: */
	__u32 text_at, pattern_at;
	__u32 star, resume; /* behind the last wildcard, and where the text was then; star 0: none yet */

	__u32 off; /* end of the record */
	__u32 capture;
	__u32 pieces;
	__u32 cut;
	__u8 key[STROBE_KEY_MAX + STROBE_KEY_TEXT]; /* slack for the verifier, as in bytes */
	__u8 bytes[17 * 1024];
};

_Static_assert(SLOT_BYTES <= sizeof(((struct slot*)0)->bytes), "a record and its slack fit");

struct {
	__uint(type, BPF_MAP_TYPE_PERCPU_ARRAY);
	__uint(max_entries, STROBE_HIT_SLOTS);
	__type(key, __u32);
	__type(value, struct slot);
} slots SEC(".maps");

static __always_inline struct slot* take_slot(void) {
	for (__u32 i = 0; i < STROBE_HIT_SLOTS; i++) {
		__u32 key = i;
		struct slot* s = bpf_map_lookup_elem(&slots, &key);

		if (s && !__sync_lock_test_and_set(&s->taken, 1)) return s;
	}
	return NULL;
}

static __always_inline void give_back(struct slot* s) {
	__sync_lock_test_and_set(&s->taken, 0);
}

/* The verifier of 6.1 loses bounds through copies of a register; pin them where they are used. */
#define PIN(x, mask) asm volatile("%0 &= %1" : "+r"(x) : "i"(mask))

/* Where a field of variable length lies, and how long it is. */
static __always_inline __u64 find_dynamic(const struct slot* s, const struct strobe_value* v, __u32* len) {
	__u32 where = 0;

	bpf_probe_read_kernel(&where, sizeof(where), (void*)(s->ctx + v->off));
	*len = where >> 16;
	return s->ctx + (where & 0xffff) + (v->source == STROBE_SRC_RELATIVE ? v->off + sizeof(where) : 0);
}

/* Functions of the kernel are handed addresses of both kinds; the kernel's own have the highest bit. */
static __always_inline bool is_of_process(__u64 address) {
	return (__s64)address >= 0;
}

/* Whatever lies at `from`: memory of the process, or what the address says. */
static __always_inline long read_memory(void* to, __u32 len, __u64 from, bool user) {
	return user || is_of_process(from) ? bpf_probe_read_user(to, len, (void*)from)
									   : bpf_probe_read_kernel(to, len, (void*)from);
}

/* Where a walk ends. What is behind a pointer that cannot be followed cannot be read either. */
#define NO_ADDRESS (~0ull)

static __noinline __u64 walk_to_end(const struct slot* s, const struct strobe_walk* w) {
	__u64 at = 0, next;

	bpf_probe_read_kernel(&at, sizeof(at), (void*)(s->ctx + w->at));
	for (__u32 i = 0; i < STROBE_WALK_STEPS && i < w->steps; i++) {
		if (i) {
			next = 0;
			if (read_memory(&next, sizeof(next), at, w->user)) return NO_ADDRESS;
			at = next;
		}
		at += w->step[i];
	}
	return at;
}

static __always_inline const struct strobe_walk* walk_of(const struct strobe_probe_plan* plan,
														 const struct strobe_value* v) {
	return &plan->walk[v->off & (STROBE_WALKS - 1)];
}

/* `size` bytes of memory, as the number they are. */
static __noinline __u64 load_number(__u64 from, const struct strobe_value* v, bool user) {
	__u64 n = 0;
	__u32 shift;

	switch (v->size) {
	case 1: read_memory(&n, 1, from, user); break;
	case 2: read_memory(&n, 2, from, user); break;
	case 4: read_memory(&n, 4, from, user); break;
	default: read_memory(&n, 8, from, user); return n;
	}
	if (!v->is_signed) return n;
	shift = (64 - 8 * v->size) & 63;
	return (__u64)((__s64)(n << shift) >> shift);
}

static __always_inline __u64 number_of(const struct slot* s, const struct strobe_probe_plan* plan,
									   const struct strobe_value* v) {
	const struct strobe_walk* w;

	switch (v->source) {
	case STROBE_SRC_FIELD: return load_number(s->ctx + v->off, v, false);
	case STROBE_SRC_MEMORY: w = walk_of(plan, v); return load_number(walk_to_end(s, w), v, w->user);
	case STROBE_SRC_PID: return s->pid;
	case STROBE_SRC_TID: return s->tid;
	case STROBE_SRC_UID: return (__u32)bpf_get_current_uid_gid();
	case STROBE_SRC_CPU: return bpf_get_smp_processor_id();
	case STROBE_SRC_PROBE: return plan->named;
	case STROBE_SRC_DURATION: return s->duration;
	case STROBE_SRC_CGROUP: return bpf_get_current_cgroup_id();
	case STROBE_SRC_KSTACK: return s->kstack;
	case STROBE_SRC_USTACK: return s->ustack;
	case STROBE_SRC_CONST: return strobe_constant(v);
	default: return 0;
	}
}

/* Copies a text with its NUL; room for `max` bytes, at most STROBE_CAPTURE_MAX. Its length with the NUL, or negative.
 */
static __always_inline long copy_text(const struct slot* s, const struct strobe_probe_plan* plan,
									  const struct strobe_value* v, void* to, __u64 max) {
	__u64 from = s->ctx + v->off, len = v->size + 1ul; /* an array of char need not end in a NUL: one is added */
	bool user = false;
	__u32 dynamic;
	long copied;

	if (v->source == STROBE_SRC_COMM) {
		bpf_get_current_comm(to, STROBE_COMM_LEN);
		return STROBE_COMM_LEN;
	}
	if (v->source == STROBE_SRC_STRING) {
		const struct strobe_walk* w = walk_of(plan, v);

		from = walk_to_end(s, w);
		user = w->user || is_of_process(from);
	} else if (v->source != STROBE_SRC_CHARS) {
		from = find_dynamic(s, v, &dynamic);
		len = dynamic + 1ul;
	}
	if (len > max) len = max;
	if (len > STROBE_CAPTURE_MAX) len = STROBE_CAPTURE_MAX;
	PIN(len, 0x1fff);
	copied = user ? bpf_probe_read_user_str(to, len, (void*)from) : bpf_probe_read_kernel_str(to, len, (void*)from);
	if (copied <= 0) *(char*)to = 0;
	return copied;
}

#endif
