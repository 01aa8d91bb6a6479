/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* -c: calls, errors and times, added up in the kernel. */
#ifndef STROBE_COUNT_BPF_H
#define STROBE_COUNT_BPF_H

#include "bpf/task.bpf.h"

/* The last slot of an ABI collects the numbers beyond the tables. */
struct {
	__uint(type, BPF_MAP_TYPE_PERCPU_ARRAY);
	__uint(max_entries, 3 * STROBE_NR_MAX);
	__type(key, __u32);
	__type(value, struct strobe_count);
} counts SEC(".maps");

static __always_inline void count_start(struct task_state* st) {
	struct task_struct* task;

	if (!count_calls || count_wall) return;
	task = bpf_get_current_task_btf();
	st->runtime = task->se.sum_exec_runtime;
	st->switches = task->nvcsw + task->nivcsw;
}

/* The run time of a task is brought up to date when it is scheduled out; for a call that never was, the time on the CPU
 * is the call's duration. */
static __always_inline __u64 count_time(const struct task_state* st, __u64 duration) {
	struct task_struct* task;
	__u64 ran;

	if (count_wall) return duration;
	task = bpf_get_current_task_btf();
	if (st->switches == task->nvcsw + task->nivcsw) return duration;
	ran = task->se.sum_exec_runtime - st->runtime;
	return ran < duration ? ran : duration;
}

static __always_inline void count_call(const struct task_state* st, __s64 ret, __u64 duration, __u32 key) {
	struct strobe_count* c;
	__u64 t;

	if (key >= 3 * STROBE_NR_MAX) return;
	c = bpf_map_lookup_elem(&counts, &key);
	if (!c) return;
	t = count_time(st, duration);
	if (!c->calls || t < c->min) c->min = t;
	if (t > c->max) c->max = t;
	c->time += t;
	c->calls++;
	if (ret < 0 && ret >= -4095) c->errors++;
}

#endif
