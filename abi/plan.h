/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* The fetch plan: what the kernel side copies for one call. Written by src/plan, executed by bpf/fetch.bpf.h. */
#ifndef STROBE_ABI_PLAN_H
#define STROBE_ABI_PLAN_H

#include <linux/types.h>

#include "abi/limits.h"

/* What a step copies. */
enum strobe_op_kind {
	STROBE_OP_END = 0,
	STROBE_OP_STR = 1, /* up to `max` bytes or the NUL, whichever comes first */
	STROBE_OP_MEM = 2, /* `len` bytes; on a bad page, those before it */
};

/* Where the number of bytes comes from, before `scale` and `max`. */
enum strobe_len_from {
	STROBE_LEN_CONST = 0, /* `len_value` */
	STROBE_LEN_ARG = 1,   /* argument `len_value` */
	STROBE_LEN_RET = 2,   /* the return value */
	STROBE_LEN_PTR = 3,   /* the u32 behind argument `len_value` */
	STROBE_LEN_FIELD = 4, /* `len_width` bytes at offset `len_value` of the parent's element */
	STROBE_LEN_BITS = 5,  /* argument `len_value`, in bits, rounded up to 8 bytes (fd_set) */
};

enum strobe_op_flags {
	STROBE_OP_ENTRY = 1u << 0,   /* run at sys_enter */
	STROBE_OP_EXIT = 1u << 1,    /* run at sys_exit */
	STROBE_OP_OK_ONLY = 1u << 2, /* at exit only when the call did not fail */
	STROBE_OP_RETRY = 1u << 3,   /* an entry op that may run again at exit when it failed (DESIGN.md D4) */
	STROBE_OP_BUDGET = 1u << 4,  /* all pieces of this op together hold no more than the return value (readv) */
	STROBE_OP_TO_NULL =
		1u << 5, /* an array of pointers that ends at NULL: what lies behind is neither followed nor missed */
};

#define STROBE_NO_PARENT 0xffu
#define STROBE_ARG_STACK 6u

struct strobe_op {
	__u8 kind;      /* strobe_op_kind */
	__u8 flags;     /* strobe_op_flags */
	__u8 parent;    /* op whose pieces hold the pointer, or STROBE_NO_PARENT: the pointer is argument `arg` */
	__u8 arg;       /* 0..5, or STROBE_ARG_STACK: the stack pointer */
	__u8 len_from;  /* strobe_len_from */
	__u8 len_width; /* 1, 2, 4 or 8 bytes: LEN_FIELD's width, LEN_ARG's significant bytes */
	__u16 stride;   /* parent: bytes per element; 0: the piece is one element */
	__u16 ptr_off;  /* parent: offset of the pointer in the element; else added to the argument */
	__u16 len_value;
	__u32 scale;     /* bytes per unit of length */
	__u32 max;       /* bytes, at most STROBE_PIECE_MAX */
	__u32 count_max; /* elements of the parent's piece that are followed */
};

enum strobe_plan_flags {
	STROBE_PLAN_TRACED = 1u << 0,    /* the call is selected */
	STROBE_PLAN_ENTRY = 1u << 1,     /* has entry ops, or shows at entry for another reason */
	STROBE_PLAN_MAY_BLOCK = 1u << 2, /* entry record whenever more than one task is traced */
	STROBE_PLAN_EXEC = 1u << 3,      /* replaces the program: no late reads after success; starts a muted task */
	STROBE_PLAN_NO_RETURN = 1u << 4, /* never reaches sys_exit */
	STROBE_PLAN_VARIANTS = 1u << 5,  /* a variant by the values of two arguments may replace this plan */
	STROBE_PLAN_EXIT = 1u << 6,      /* has exit ops */
	STROBE_PLAN_STACK = 1u << 7,     /* some op reads the stack */
	STROBE_PLAN_HOLD = 1u << 8, /* inputs do not outlive the call: they are read at entry even if the record waits */
};

struct strobe_plan {
	__u32 flags; /* strobe_plan_flags */
	__u8 n_ops;
	__u8 variant_arg[2]; /* arguments that make the variant's key; 0xff: unused, 0 in the key */
	__u8 pad;
	__u32 variant_mask; /* applied to the first argument before the look-up (futex: without the flag bits) */
	/* Bit per op: what runs when. Made from the ops' flags, so that the kernel side tests one bit. */
	__u16 entry_ops, exit_ok_ops, exit_failed_ops, retry_ops;
	__u16 family[STROBE_PLAN_OPS]; /* root op -> bits of the ops of its family: failed vectors are read again whole */
	__u8 root_of[STROBE_PLAN_OPS]; /* op -> its root op */
	__u32 pad2;
	struct strobe_op op[STROBE_PLAN_OPS];
};

/* Key of the variant map; the value is an index of the plan array. */
struct strobe_variant_key {
	__u32 plan;
	__u32 value[2];
};

#ifdef __cplusplus
static_assert(sizeof(strobe_op) == 24, "strobe_op is part of the contract with the kernel side");
static_assert(sizeof(strobe_plan) == 72 + 24 * STROBE_PLAN_OPS, "strobe_plan is part of the contract");
static_assert(sizeof(strobe_variant_key) == 12, "hash keys have no padding");
#else
_Static_assert(sizeof(struct strobe_op) == 24, "strobe_op is part of the contract with user space");
_Static_assert(sizeof(struct strobe_plan) == 72 + 24 * STROBE_PLAN_OPS, "strobe_plan is part of the contract");
_Static_assert(sizeof(struct strobe_variant_key) == 12, "hash keys have no padding");
#endif

#endif
