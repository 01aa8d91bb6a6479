/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* The interpreter of fetch plans: copies user memory into the scratch buffer, piece by piece.
 *
 * One flat loop, one unit of work per step: an op without a parent reads one piece; an op with a parent walks the
 * pieces that its parent has left in the scratch buffer, element by element, and reads what each element points to. A
 * piece that runs into a bad page is read again page by page, one page per step. So vectors of vectors need no nested
 * loops, and every step is small enough for the verifier of 6.1.
 *
 * Per-CPU scratch is safe here: sys_enter and sys_exit programs run with preemption off, and no interrupt runs them. */
#ifndef STROBE_FETCH_BPF_H
#define STROBE_FETCH_BPF_H

#include "abi/plan.h"
#include "bpf/arch.bpf.h"
#include "bpf/task.bpf.h"

struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(max_entries, STROBE_PLANS);
	__type(key, __u32);
	__type(value, struct strobe_plan);
} plans SEC(".maps");

/* Offsets below this leave room for the largest piece. */
#define OFF_MASK (STROBE_SCRATCH_SIZE / 2 - 1)
#define PAYLOAD_END (sizeof(struct strobe_call) + STROBE_PAYLOAD_MAX)

struct fetch {
	__s64 ret;
	__u32 want;   /* bit per op: is still to run in this phase */
	__u32 failed; /* bit per root op: some piece of its family could not be read */
	__u32 off;    /* end of what is written */
	__u32 base;   /* first piece of this run */
	__u32 op;     /* current op: the lowest bit of want */
	__u32 cursor; /* with a parent: piece that is walked */
	__u32 elem;   /* and element within it */
	__u32 pieces;
	__u32 flags;       /* of the record */
	__u32 piece_flags; /* of each piece */
	__u64 budget;      /* STROBE_OP_BUDGET: bytes that are left */
	__u32 open;        /* offset of a piece that is being read page by page; 0: none */
};

/* The interpreter's state lives beside its output, in map memory: the verifier knows nothing of values loaded from
 * there, so the loop converges at once, where a state on the stack is followed value by value. Values of per-CPU maps
 * end at 32 KiB, so this is an array with an element per CPU (max_entries set before load). The output begins with a
 * strobe_call, whose arguments the interpreter reads; STROBE_ARG_STACK stands where `ret` will be. */
struct scratch {
	struct fetch f;
	__u8 bytes[STROBE_SCRATCH_SIZE];
};

struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(max_entries, 1);
	__type(key, __u32);
	__type(value, struct scratch);
} scratches SEC(".maps");

static __always_inline struct scratch* my_scratch(void) {
	__u32 cpu = bpf_get_smp_processor_id();

	return bpf_map_lookup_elem(&scratches, &cpu);
}

static __always_inline struct strobe_plan* plan_at(__u32 index) {
	return bpf_map_lookup_elem(&plans, &index);
}

_Static_assert(offsetof(struct strobe_call, ret) == offsetof(struct strobe_call, args[STROBE_ARG_STACK]) &&
				   offsetof(struct strobe_call, args[8]) <= sizeof(struct strobe_call),
			   "eight arguments may be read");

static __always_inline __u64 nth_arg(const __u8* b, __u64 i) {
	asm volatile("%0 &= 7" : "+r"(i));
	return ((const struct strobe_call*)b)->args[i];
}

/* What the ops of a phase may read of a call. */
static __always_inline void set_args(__u8* b, const struct task_state* st, bool stack) {
	struct strobe_call* c = (void*)b;

	__builtin_memcpy(c->args, st->args, sizeof(c->args));
	c->ret = stack ? arch_stack() : 0;
}

/* The verifier of 6.1 loses bounds through copies of a register; pin them where they are used. */
#define PIN(x, mask) asm volatile("%0 &= %1" : "+r"(x) : "i"(mask))

static __always_inline void finish_piece(struct fetch* f, struct strobe_piece* p, const struct strobe_op* o,
										 __u32 root) {
	f->open = 0;
	f->off = f->off + ((sizeof(*p) + p->len + 7) & ~7u);
	f->pieces++;
	/* a vector without a length is read as far as its page goes */
	if (p->status < 0 && !(p->len && o->kind == STROBE_OP_MEM && (o->flags & STROBE_OP_TO_NULL)))
		f->failed |= 1u << (root & 15);
}

/* Reads the next page of a piece whose first read failed. */
static __always_inline void next_page(struct fetch* f, __u8* b, const struct strobe_op* o, __u32 root) {
	__u64 off = f->off & OFF_MASK;
	struct strobe_piece* p;
	__u64 done, addr, chunk;

	asm volatile("" : "+r"(off));
	PIN(off, OFF_MASK);
	p = (void*)(b + off);
	done = p->len;
	if (done >= p->want || done >= STROBE_PIECE_MAX) {
		finish_piece(f, p, o, root);
		return;
	}
	addr = p->addr + done;
	chunk = 4096 - (addr & 4095);
	if (chunk > p->want - done) chunk = p->want - done;
	PIN(chunk, 0x1fff);
	PIN(done, 0xffff);
	if (bpf_probe_read_user(b + off + sizeof(*p) + done, chunk, (void*)addr)) {
		p->status = -14;
		finish_piece(f, p, o, root);
		return;
	}
	p->len = done + chunk;
}

static __always_inline void read_piece(struct fetch* f, __u8* b, const struct strobe_op* o, __u32 root, __u64 addr,
									   __u64 len) {
	__u64 off = f->off & OFF_MASK;
	struct strobe_piece* p;
	__u8* dst;
	long r;

	if (!addr || !len) return;
	if (len > STROBE_PIECE_MAX) len = STROBE_PIECE_MAX;
	if (f->off + sizeof(*p) + len + 8 > PAYLOAD_END) {
		f->flags |= STROBE_F_CUT;
		return;
	}
	asm volatile("" : "+r"(off));
	PIN(off, OFF_MASK);
	p = (void*)(b + off);
	dst = b + off + sizeof(*p);
	p->addr = addr;
	p->want = len;
	p->status = 0;
	p->op = f->op;
	p->flags = f->piece_flags;
	p->pad = 0;
	asm volatile("" : "+r"(len));
	PIN(len, 0xffff);
	if (o->kind == STROBE_OP_STR) {
		p->flags |= STROBE_PIECE_STR;
		r = bpf_probe_read_user_str(dst, len, (void*)addr);
		if (r < 0) {
			p->len = 0;
			p->status = r;
		} else {
			__u64 last = len - 1;

			if (r == 0) { /* how 6.1 and 6.12 tell an empty string; newer kernels count its NUL, too */
				dst[0] = 0;
				r = 1;
			}
			p->len = r;
			/* the helper ends a string that is too long with a NUL of its own: put the byte back */
			if ((__u64)r == len) {
				PIN(last, 0xffff);
				if (bpf_probe_read_user(dst + last, 1, (void*)(addr + last))) p->status = -14;
			}
		}
		finish_piece(f, p, o, root);
		return;
	}
	p->len = len;
	if (bpf_probe_read_user(dst, len, (void*)addr)) {
		p->len = 0;
		f->open = 1;
		return;
	}
	finish_piece(f, p, o, root);
}

/* Units of length before scale; `elem` is the parent's element in the scratch buffer. */
static __always_inline __u64 length_of(struct fetch* f, const struct strobe_op* o, __u8* b, __u64 elem) {
	__u64 v = 0, mask = ~0ull;

	switch (o->len_from) {
	case STROBE_LEN_CONST: return o->len_value;
	case STROBE_LEN_ARG:
		v = nth_arg(b, o->len_value);
		if (o->len_width < 8) mask = (1ull << ((o->len_width * 8) & 63)) - 1;
		return v & mask;
	case STROBE_LEN_RET: return f->ret > 0 ? f->ret : 0;
	case STROBE_LEN_PTR: {
		__u32 n = 0;

		bpf_probe_read_user(&n, sizeof(n), (void*)nth_arg(b, o->len_value));
		return n > 0x7fffffff ? 0 : n;
	}
	case STROBE_LEN_FIELD:
		elem += o->len_value;
		PIN(elem, OFF_MASK);
		if (o->len_width == 8) return *(__u64*)(b + elem);
		if (o->len_width == 4) return *(__u32*)(b + elem);
		if (o->len_width == 2) return *(__u16*)(b + elem);
		return *(b + elem);
	case STROBE_LEN_BITS:
		v = nth_arg(b, o->len_value);
		v = (__s32)v < 0 ? 0 : (__u32)v;
		return (v + 63) / 64 * 8;
	}
	return 0;
}

static __always_inline __u64 bytes_of(struct fetch* f, const struct strobe_op* o, __u8* b, __u64 elem) {
	__u64 n = length_of(f, o, b, elem);

	if (o->flags & STROBE_OP_BUDGET) {
		if (n > f->budget) n = f->budget;
		f->budget -= n;
	}
	if (n > STROBE_PIECE_MAX) /* before the product, which must not wrap */
		n = STROBE_PIECE_MAX;
	n *= o->scale;
	return n > o->max ? o->max : n;
}

static __always_inline void begin_op(struct fetch* f, __u32 want) {
	__u32 op = 0;

	f->want = want;
	f->cursor = f->base;
	f->elem = 0;
	f->op = 0;
	if (want & 1) return;
	/* count trailing zeros of 16 bits */
	if (!(want & 0xff)) op += 8, want >>= 8;
	if (!(want & 0xf)) op += 4, want >>= 4;
	if (!(want & 3)) op += 2, want >>= 2;
	f->op = op + !(want & 1);
}

static __always_inline void next_op(struct fetch* f) {
	__u32 want = f->want & (f->want - 1);

	if (want)
		begin_op(f, want);
	else
		f->want = 0;
}

/* On the stack, where the verifier keeps track of it: pointers alone, which no step changes. */
struct fetch_context {
	struct scratch* s;
	const struct strobe_plan* plan;
};

static __noinline long fetch_step(__u32 i, void* ctx) {
	struct scratch* s = ((struct fetch_context*)ctx)->s;
	const struct strobe_plan* plan = ((struct fetch_context*)ctx)->plan;
	const struct strobe_op* o;
	struct strobe_piece* p;
	__u64 op, cursor, at, addr;
	struct fetch* f;
	__u32 root;
	__u8* b;

	f = &s->f;
	b = s->bytes;
	op = f->op;
	PIN(op, STROBE_PLAN_OPS - 1);
	o = &plan->op[op];
	root = plan->root_of[op];
	if (f->open) {
		next_page(f, b, o, root);
		if (!f->open && o->parent == STROBE_NO_PARENT) next_op(f);
		return !f->want;
	}
	if (o->parent == STROBE_NO_PARENT) {
		addr = nth_arg(b, o->arg);
		read_piece(f, b, o, root, addr ? addr + o->ptr_off : 0, bytes_of(f, o, b, 0));
		if (!f->open) next_op(f);
		return !f->want;
	}

	cursor = f->cursor;
	if (cursor >= f->off) {
		next_op(f);
		return !f->want;
	}
	PIN(cursor, OFF_MASK);
	p = (void*)(b + cursor);
	at = (__u64)f->elem * o->stride;
	if (p->op != o->parent || f->elem >= o->count_max || (o->stride == 0 && f->elem) || at + o->ptr_off + 8 > p->len ||
		at + o->stride > p->len) {
		f->cursor = cursor + ((sizeof(*p) + p->len + 7) & ~7u);
		f->elem = 0;
		return 0;
	}
	f->elem++;
	at += cursor + sizeof(*p);
	cursor = at + o->ptr_off;
	PIN(cursor, OFF_MASK);
	addr = *(__u64*)(b + cursor);
	if (!addr && (o->flags & STROBE_OP_TO_NULL)) {
		f->elem = o->count_max; /* the end of the vector */
		return 0;
	}
	read_piece(f, b, o, root, addr, bytes_of(f, o, b, at));
	return 0;
}

/* Entry ops that may run again at exit because some piece of their family failed. */
static __always_inline __u32 ops_to_retry(const struct strobe_plan* plan, __u32 failed_roots) {
	__u32 want = 0;

	for (__u32 i = 0; i < STROBE_PLAN_OPS; i++)
		if (failed_roots & (1u << i)) want |= plan->family[i];
	return want & plan->retry_ops;
}

/* Appends the pieces of one phase behind f->off. */
__noinline int run_fetch(struct scratch* s, const struct strobe_plan* plan) {
	struct fetch_context context = {s, plan};
	struct fetch* f;

	if (!s || !plan) return 0;
	f = &s->f;
	if (!f->want) return 0;
	f->base = f->off;
	f->open = 0;
	begin_op(f, f->want);
	if (fetch_step(0, &context)) return 0; /* most calls have one piece, which takes one step */
	bpf_loop(STROBE_FETCH_STEPS, fetch_step, &context, 0);
	return 0;
}

#endif
