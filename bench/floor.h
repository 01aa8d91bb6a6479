/* SPDX-License-Identifier: BSD-2-Clause */
/* What both sides of the flat floor know. */
#ifndef STROBE_BENCH_FLOOR_H
#define STROBE_BENCH_FLOOR_H

#include <linux/types.h>

/* A call between its entry and its exit. */
struct floor_call {
	__u64 entered;
	__s64 nr;
	__u64 args[6];
};

/* What any tracer must tell of a call: who, when, which, with what, how it ended. */
struct floor_record {
	__u64 task, number;
	__u64 time, duration;
	__u32 pid, tid;
	__u32 kind, size;
	__s64 nr;
	__u64 args[6];
	__s64 ret;
};
_Static_assert(sizeof(struct floor_record) == 112, "the size that the flat floor is known by");

#endif
