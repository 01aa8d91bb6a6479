/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* --where: the stack machine that decides about a hit. One flat loop: an instruction per step, and a step per character
 * while a text is matched. */
#ifndef STROBE_PREDICATE_BPF_H
#define STROBE_PREDICATE_BPF_H

#include "bpf/slot.bpf.h"

struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(max_entries, 1); /* set before load */
	__type(key, __u32);
	__type(value, struct strobe_probe_plan);
} probe_plans SEC(".maps");

struct run {
	struct slot* s;
	struct strobe_probe_plan* plan;
};

static __always_inline void push(struct slot* s, __u64 v) {
	s->stack[s->sp & (STROBE_STACK - 1)] = v;
	s->sp++;
}

static __always_inline __u64 pop(struct slot* s) {
	s->sp--;
	return s->stack[s->sp & (STROBE_STACK - 1)];
}

static __always_inline void end_match(struct slot* s, bool matches) {
	s->matching = 0;
	push(s, matches);
}

/* One character of the text against one of the pattern; on a mismatch the last wildcard takes one character more. */
static __always_inline void match_step(struct slot* s, const __u8* pattern) {
	__u8 want = pattern[s->pattern_at & (STROBE_PATTERN_LEN - 1)];
	__u8 have = s->bytes[s->text_at & (STROBE_CAPTURE_MAX - 1)];

	if (want == STROBE_ANY_TEXT) {
		s->star = ++s->pattern_at;
		s->resume = s->text_at;
	} else if (have && (want == STROBE_ANY_CHAR || want == have)) {
		s->pattern_at++;
		s->text_at++;
	} else if (!have) {
		end_match(s, !want);
	} else if (s->star) {
		s->text_at = ++s->resume;
		s->pattern_at = s->star;
	} else {
		end_match(s, false);
	}
}

static __always_inline void begin_match(struct slot* s, const struct strobe_probe_plan* plan,
										const struct strobe_value* text) {
	copy_text(s, plan, text, s->bytes, STROBE_CAPTURE_MAX);
	s->matching = 1;
	s->text_at = s->pattern_at = s->star = 0;
}

static __always_inline __u64 compare(__u8 op, __u8 is_signed, __u64 a, __u64 b) {
	/* moves the signed numbers onto the unsigned ones, in order */
	__u64 flip = is_signed ? 1ull << 63 : 0;

	a ^= flip;
	b ^= flip;
	switch (op) {
	case STROBE_INSN_EQ: return a == b;
	case STROBE_INSN_NE: return a != b;
	case STROBE_INSN_LT: return a < b;
	case STROBE_INSN_LE: return a <= b;
	case STROBE_INSN_GT: return a > b;
	default: return a >= b;
	}
}

static long predicate_step(__u32 i, void* ctx) {
	struct run* r = ctx;
	struct slot* s = r->s;
	struct strobe_probe_plan* plan = r->plan;
	const struct strobe_insn* o = &plan->insn[s->pc & (STROBE_INSNS - 1)];
	__u64 a, b;

	if (s->matching) {
		match_step(s, plan->pattern[o->arg & (STROBE_PATTERNS - 1)]);
		if (!s->matching) s->pc++;
		return 0;
	}
	if (s->pc >= plan->insns) return 1;
	switch (o->op) {
	case STROBE_INSN_PUSH: push(s, o->value.source == STROBE_SRC_CONST ? o->imm : number_of(s, plan, &o->value)); break;
	case STROBE_INSN_MATCH: begin_match(s, plan, &o->value); return 0;
	case STROBE_INSN_NOT: push(s, !pop(s)); break;
	case STROBE_INSN_UNLESS:
	case STROBE_INSN_IF:
		a = pop(s);
		if (!a == (o->op == STROBE_INSN_UNLESS)) {
			push(s, a);
			s->pc += o->arg;
		}
		break;
	default:
		b = pop(s);
		a = pop(s);
		push(s, o->op == STROBE_INSN_AND ? a & b : compare(o->op, o->value.is_signed, a, b));
	}
	s->pc++;
	return 0;
}

static __always_inline bool passes(struct slot* s, struct strobe_probe_plan* plan) {
	struct run r = {s, plan};

	if (!plan->insns) return true;
	s->pc = s->sp = s->matching = 0;
	bpf_loop(STROBE_PREDICATE_STEPS, predicate_step, &r, 0);
	if (s->pc < plan->insns) {
		count(STROBE_CNT_MISSED, 1); /* too long a text for too many wildcards */
		return false;
	}
	return s->sp == 1 && s->stack[0];
}

#endif
