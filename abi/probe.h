/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* What is done when a probe is hit: a predicate that decides, then either captures that go into a record or a key under
 * which the hit is counted. */
#ifndef STROBE_ABI_PROBE_H
#define STROBE_ABI_PROBE_H

#include <linux/types.h>

#include "abi/event.h"
#include "abi/limits.h"

/* Where a value comes from. Offsets are into the probe's context: the record of a tracepoint, the registers, or words
 * of 8 bytes: the arguments of a function, and behind them its result (STROBE_CALL_RESULT, unless the kernel itself
 * hands them over: then behind the last one). */
enum strobe_source {
	/* numbers */
	STROBE_SRC_CONST = 0, /* imm of the instruction; elsewhere strobe_constant() */
	STROBE_SRC_FIELD = 1, /* size bytes at off */
	STROBE_SRC_PID = 2,   /* of strobe's pid namespace */
	STROBE_SRC_TID = 3,
	STROBE_SRC_UID = 4,
	STROBE_SRC_CPU = 5,
	STROBE_SRC_PROBE = 6,    /* `named` of the plan */
	STROBE_SRC_DURATION = 7, /* ns since the entry of the function that returns */
	STROBE_SRC_MEMORY = 8,   /* size bytes at the end of the walk number off */
	STROBE_SRC_CGROUP = 9,   /* id of the cgroup (v2) of the task */
	STROBE_SRC_KSTACK = 13,  /* number of the kernel stack in the map of stacks; all bits set: there is none */
	STROBE_SRC_USTACK = 14,  /* of the user stack, in the low half; in the high one the pid */
	/* texts */
	STROBE_SRC_COMM = 16,
	STROBE_SRC_CHARS = 17,    /* up to size bytes at off, or up to a NUL */
	STROBE_SRC_DYNAMIC = 18,  /* a u32 at off: offset in its low half, length in its high half */
	STROBE_SRC_RELATIVE = 19, /* likewise, the offset counts from behind the u32 */
	STROBE_SRC_STRING = 20,   /* up to size bytes at the end of the walk number off, or up to a NUL */
};

struct strobe_value {
	__u8 source; /* strobe_source */
	__u8 is_signed;
	__u16 size;
	__u32 off;
};

/* Of STROBE_SRC_CONST: off, which has a sign; without one, as many bytes of it as size says. */
static inline __u64 strobe_constant(const struct strobe_value* v) {
	__u64 n = (__u64)(__s32)v->off;

	return v->is_signed || v->size >= sizeof(n) ? n : n & ((1ull << (8 * v->size)) - 1);
}

/* A way through memory: the 8 bytes at `at` of the context are an address; a step is added to it, and before each
 * further step the pointer there is followed. */
struct strobe_walk {
	__u32 at;
	__u8 steps; /* at least 1 */
	__u8 user;  /* through the memory of the process; 0: each address tells which memory it is of */
	__u16 pad;
	__s32 step[STROBE_WALK_STEPS];
};

/* A stack machine: instructions push numbers and replace them by results. The hit passes when the last one is not 0. */
enum strobe_insn_op {
	STROBE_INSN_PUSH = 0,
	STROBE_INSN_MATCH = 1, /* pushes whether the text matches the pattern `arg` */
	STROBE_INSN_NOT = 2,
	STROBE_INSN_AND = 3, /* bits */
	STROBE_INSN_EQ = 4,
	STROBE_INSN_NE = 5,
	STROBE_INSN_LT = 6, /* unsigned, unless the instruction's value is_signed */
	STROBE_INSN_LE = 7,
	STROBE_INSN_GT = 8,
	STROBE_INSN_GE = 9,
	STROBE_INSN_UNLESS = 10, /* &&: 0 on top stays and `arg` instructions are skipped; else it is popped */
	STROBE_INSN_IF = 11,     /* ||: the other way round */
};

struct strobe_insn {
	__u8 op; /* strobe_insn_op */
	__u8 pad[3];
	__u32 arg;
	struct strobe_value value;
	__u64 imm;
};

/* In patterns, bytes that no text needs stand for the wildcards; so a pattern without them compares. */
#define STROBE_ANY_TEXT 1
#define STROBE_ANY_CHAR 2

/* Captures: STROBE_SRC_FIELD and STROBE_SRC_MEMORY copy size bytes, STROBE_SRC_DYNAMIC and STROBE_SRC_RELATIVE what
 * they refer to, texts the text without its NUL; other numbers take 8 bytes. The piece's op is the number of the
 * capture, its address the value's offset. */

/* A part of the key: its value, and where it stands. Numbers take 8 bytes, texts their size, padded with 0. */
struct strobe_key_part {
	struct strobe_value value;
	__u32 at;
	__u32 size;
};

/* A number of each hit, joined to what its group holds. Words of a group begin at 0, so the extremes are kept such that
 * 0 is less than all: a number with a sign has its sign bit turned, and a minimum is kept as the complement. */
enum strobe_column_op {
	STROBE_COLUMN_SUM = 0,
	STROBE_COLUMN_MIN = 1,
	STROBE_COLUMN_MAX = 2,
};

struct strobe_column {
	struct strobe_value value;
	__u8 op;        /* strobe_column_op */
	__u8 is_signed; /* the same for all probes of a run */
	__u8 pad[6];
};

/* A histogram is a group for each of its buckets: their number is the last part of the key. */
enum strobe_scale {
	STROBE_SCALE_NONE = 0,
	STROBE_SCALE_LOG2 = 1,   /* 0: negative; 1: 0; 2: 1; then n: 2^(n-2) and more */
	STROBE_SCALE_LINEAR = 2, /* 0: less than `low`; n: low + (n-1)*step and more; the last: the end, and more */
};

struct strobe_histogram {
	struct strobe_value value;
	__u32 scale; /* strobe_scale */
	__u32 at;    /* in the key, 8 bytes */
	__s64 low;
	__u64 step;
	__u64 steps; /* up to the end */
};

enum strobe_probe_flags {
	STROBE_PROBE_TIMED =
		1u << 0, /* an entry probe of the same number notes when the function begins; without, no hit */
	STROBE_PROBE_WHOLE =
		1u << 1, /* of a program's function: the context is words, arguments of the entry and the result */
};

/* A program that has no cookie loads its probe's number as this constant, which user space replaces in a copy of it. */
#define STROBE_OWN_NUMBER 0x7374726f6265UL

struct strobe_probe_plan {
	__u32 flags; /* strobe_probe_flags */
	__u32 named; /* index of the first plan of this name: a probe may be at several places */
	__u16 insns; /* 0: every hit passes */
	__u16 captures;
	__u16 keys; /* 0: one group */
	__u16 walks;
	struct strobe_walk walk[STROBE_WALKS];
	struct strobe_value capture[STROBE_PROBE_CAPTURES];
	struct strobe_key_part key[STROBE_KEYS];
	struct strobe_column column[STROBE_COLUMNS];
	struct strobe_histogram histogram;
	struct strobe_insn insn[STROBE_INSNS];
	__u8 pattern[STROBE_PATTERNS][STROBE_PATTERN_LEN];
};

STROBE_ASSERT(sizeof(struct strobe_value) == 8);
STROBE_ASSERT(sizeof(struct strobe_insn) == 24);
STROBE_ASSERT(sizeof(struct strobe_key_part) == 16);
STROBE_ASSERT(sizeof(struct strobe_column) == 16);
STROBE_ASSERT(sizeof(struct strobe_histogram) == 40);
STROBE_ASSERT(sizeof(struct strobe_walk) == 32);
STROBE_ASSERT(sizeof(struct strobe_probe_plan) == 16 + 16 * 32 + 16 * 8 + 4 * 16 + 4 * 16 + 40 + 64 * 24 + 8 * 64);

#endif
