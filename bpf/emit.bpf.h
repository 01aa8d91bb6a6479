/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Records of calls: the beginning, the end, and what happens when they do not fit. */
#ifndef STROBE_EMIT_BPF_H
#define STROBE_EMIT_BPF_H

#include "bpf/arch.bpf.h"
#include "bpf/fetch.bpf.h"
#include "bpf/ring.bpf.h"

/* What a record is made of. */
struct request {
	__u32 late; /* entry ops to run first, as late reads */
	__u32 want; /* ops of the phase */
	__s64 ret;
	__u64 time;
	__u64 duration;
	__u64 used; /* bytes in the ring before this record */
	__u16 flags;
	__u8 kind;
	bool stack; /* some op reads the stack */
	bool held;  /* inputs wait in a map */
};

/* All but the arguments. */
static __always_inline void fill_call(struct strobe_call* c, const struct task_state* st, const struct request* q,
									  __u32 size) {
	header(&c->h, st, q->kind, size, q->time);
	c->h.flags = q->flags;
	c->nr = st->nr;
	c->ret = q->ret;
	c->duration = q->duration;
}

static __always_inline void add_comm(struct fetch* f, __u8* b) {
	struct task_struct* task = bpf_get_current_task_btf();
	__u64 off = f->off & OFF_MASK;
	struct strobe_piece* p;

	asm volatile("" : "+r"(off));
	PIN(off, OFF_MASK);
	p = (void*)(b + off);
	__builtin_memset(p, 0, sizeof(*p));
	p->len = p->want = STROBE_COMM_LEN;
	p->flags = STROBE_PIECE_COMM;
	bpf_probe_read_kernel(b + off + sizeof(*p), STROBE_COMM_LEN, &task->comm);
	f->off += sizeof(*p) + STROBE_COMM_LEN;
	f->pieces++;
}

/* A record without pieces goes straight into the ring. */
static __always_inline bool write_flat(struct task_state* st, const struct request* q) {
	struct strobe_call* c;

	if (!call_fits(q->used, sizeof(*c))) return false;
	c = bpf_ringbuf_reserve(&ring, sizeof(*c), 0);
	if (!c) return false;
	fill_call(c, st, q, sizeof(*c));
	__builtin_memcpy(c->args, st->args, sizeof(c->args));
	bpf_ringbuf_submit(c, wake_flags());
	st->lost = 0;
	take_room(st, sizeof(*c));
	return true;
}

/* Inputs that wait for the outcome of their call: pieces as they stand in a record. */
struct held {
	struct strobe_call call; /* the arguments, for the interpreter */
	__u32 len, pieces, failed, pad;
	__u8 bytes[STROBE_HELD_MAX];
};

#define HELD_HEADER (sizeof(struct held) - STROBE_HELD_MAX)

struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(map_flags, BPF_F_NO_PREALLOC);
	__uint(max_entries, STROBE_HELD_CALLS);
	__type(key, __u32);
	__type(value, struct held);
} waiting SEC(".maps");

static __always_inline void hold_inputs(struct task_state* st, const struct strobe_plan* plan) {
	struct scratch* s = my_scratch();
	__u32 tid = (__u32)bpf_get_current_pid_tgid();
	struct held* h;
	struct fetch* f;

	if (!s) return;
	f = &s->f;
	h = (void*)s->bytes;
	set_args(s->bytes, st, plan->flags & STROBE_PLAN_STACK);
	f->off = HELD_HEADER;
	f->pieces = f->flags = f->failed = 0;
	f->want = plan->entry_ops;
	f->piece_flags = STROBE_PIECE_EXIT | STROBE_PIECE_LATE;
	f->budget = ~0ull;
	run_fetch(s, plan);
	h->len = f->off - HELD_HEADER;
	h->pieces = f->pieces;
	h->failed = f->failed;
	st->failed_ops = f->failed;
	if (h->len > STROBE_HELD_MAX || bpf_map_update_elem(&waiting, &tid, h, BPF_ANY)) st->flags |= TASK_ENTRY_LOST;
}

static __always_inline void drop_inputs(const struct strobe_plan* plan) {
	__u32 tid = (__u32)bpf_get_current_pid_tgid();

	if (plan->flags & STROBE_PLAN_HOLD) bpf_map_delete_elem(&waiting, &tid);
}

static __always_inline void move_inputs(__u32 from, __u32 to) {
	struct held* h = from == to ? NULL : bpf_map_lookup_elem(&waiting, &from);

	if (!h) return;
	bpf_map_update_elem(&waiting, &to, h, BPF_ANY);
	bpf_map_delete_elem(&waiting, &from);
}

/* Puts them in front of what the exit reads. */
static __always_inline void take_inputs(struct fetch* f, __u8* b) {
	__u32 tid = (__u32)bpf_get_current_pid_tgid();
	struct held* h = bpf_map_lookup_elem(&waiting, &tid);
	__u64 len;

	if (!h) return;
	len = h->len;
	if (len > STROBE_HELD_MAX) return;
	PIN(len, 0x7fff);
	bpf_probe_read_kernel(b + sizeof(struct strobe_call), len, h->bytes);
	f->off += len;
	f->pieces += h->pieces;
	bpf_map_delete_elem(&waiting, &tid);
}

static __always_inline bool write_fetched(struct task_state* st, const struct strobe_plan* plan,
										  const struct request* q) {
	struct scratch* s = my_scratch();
	struct strobe_call* c;
	struct fetch* f;
	__u64 size;

	if (!s) return false;
	f = &s->f;
	c = (void*)s->bytes;
	set_args(s->bytes, st, q->stack);
	f->ret = q->ret;
	f->off = sizeof(*c);
	f->pieces = 0;
	f->flags = q->flags;
	f->failed = 0;
	if (q->held) take_inputs(f, s->bytes);
	if (q->late) {
		f->want = q->late;
		f->piece_flags = STROBE_PIECE_EXIT | STROBE_PIECE_LATE;
		f->budget = ~0ull;
		run_fetch(s, plan);
	}
	f->want = q->want;
	f->piece_flags = 0;
	f->budget = ~0ull;
	if (q->kind == STROBE_EV_EXIT) {
		f->piece_flags = STROBE_PIECE_EXIT;
		f->budget = q->ret > 0 ? q->ret : 0;
	}
	run_fetch(s, plan);
	if (q->kind == STROBE_EV_EXIT && f->failed) count(STROBE_CNT_UNREADABLE, 1);
	st->failed_ops = f->failed;
	if (with_comm) add_comm(f, s->bytes);
	size = f->off;
	if (size > PAYLOAD_END + 64) size = PAYLOAD_END + 64;
	if (!call_fits(q->used, size)) return false;
	fill_call(c, st, q, size);
	c->h.flags = f->flags;
	c->h.pieces = f->pieces;
	PIN(size, 0x1ffff);
	if (bpf_ringbuf_output(&ring, c, size, wake_flags())) return false;
	st->lost = 0;
	take_room(st, size);
	return true;
}

static __always_inline void emit_enter(struct task_state* st, const struct strobe_plan* plan) {
	struct request q = {.want = plan->entry_ops,
						.time = st->entry_time,
						.used = look_for_room(st),
						.kind = STROBE_EV_ENTER,
						.stack = plan->flags & STROBE_PLAN_STACK};
	bool ok;

	if (q.want || with_comm)
		ok = write_fetched(st, plan, &q);
	else
		ok = write_flat(st, &q);
	st->flags |= ok ? TASK_HAD_ENTRY : TASK_ENTRY_LOST;
}

static __always_inline void emit_exit(struct task_state* st, const struct strobe_plan* plan, struct request* q) {
	bool failed = q->ret < 0 && q->ret >= -4095, ok;

	q->held = by_outcome && (plan->flags & STROBE_PLAN_HOLD);
	if ((q->flags & STROBE_F_NO_ENTRY) || (by_outcome && !q->held))
		q->late = plan->entry_ops;
	else if (st->flags & TASK_ENTRY_LOST)
		q->late = plan->retry_ops;
	else if (st->failed_ops)
		q->late = ops_to_retry(plan, st->failed_ops);
	if (st->flags & TASK_HAD_ENTRY) q->flags |= STROBE_F_HAD_ENTRY;
	if (st->flags & TASK_ENTRY_LOST) q->flags |= STROBE_F_ENTRY_LOST;
	if (st->flags & TASK_EXEC_OK) {
		q->flags |= STROBE_F_EXEC_OK;
		q->late = 0; /* the memory these ops would read is gone */
	}
	q->want = failed ? plan->exit_failed_ops : plan->exit_ok_ops;
	q->kind = STROBE_EV_EXIT;
	q->used = look_for_room(st);
	if (q->want || q->late || q->held || with_comm)
		ok = write_fetched(st, plan, q);
	else
		ok = write_flat(st, q);
	if (!ok) {
		st->lost++;
		count(STROBE_CNT_LOST_RING, 1);
	}
}

#endif
