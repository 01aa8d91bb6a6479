/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Knobs, maps and the state of one task. */
#ifndef STROBE_TASK_BPF_H
#define STROBE_TASK_BPF_H

#include "abi/event.h"
#include "abi/plan.h"
#include "abi/task.h"
#include "bpf/core_types.bpf.h"

/* Set before load; the verifier removes what they switch off. */
const volatile __u32 follow_fork;  /* children and threads of a task in scope are in scope */
const volatile __u32 system_wide;  /* every task is in scope, but those that are excluded */
const volatile __u32 wait_on_full; /* spin for room at sys_exit */
const volatile __u32 count_calls;  /* add up calls, errors and times */
const volatile __u32 count_only;   /* and write no records of calls and signals */
const volatile __u32 count_wall;   /* counted time is wall time, not system time */
const volatile __u32 with_comm;    /* each record carries the task's comm */
const volatile __u64 signal_mask;  /* bit n-1: signal n is reported */
const volatile __u64 ring_size;    /* bytes */

/* Written by user space while tracing. */
__u32 entry_for_blocking; /* calls that may block write an entry record even without inputs */
__u32 reader_asleep;      /* the next record wakes the reader, and clears this */
__u32 detaching;          /* no new calls begin */

/* Written by whoami, in strobe's own context. */
struct {
	__u32 tgid;
	__u32 level;
	__u64 pid_ns;
} self;

/* User space creates the first one, with flags alone: flags come first. */
struct task_state {
	__u32 flags;
	__u32 tid, pid, ns_tid, ns_pid;
	__u32 lost;       /* calls lost since the last written record */
	__u32 plan;       /* index, variant applied */
	__u16 failed_ops; /* entry ops, by root, that could not be read */
	__u8 abi;
	__u8 pad;
	__u64 call;
	__u64 entry_time;
	__s64 nr;
	__u64 args[6];
	__u64 runtime, switches; /* at entry, for system time */
};

struct {
	__uint(type, BPF_MAP_TYPE_TASK_STORAGE);
	__uint(map_flags, BPF_F_NO_PREALLOC);
	__type(key, int);
	__type(value, struct task_state);
} tasks SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(max_entries, STROBE_PLANS);
	__type(key, __u32);
	__type(value, struct strobe_plan);
} plans SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(max_entries, STROBE_VARIANT_PLANS);
	__type(key, struct strobe_variant_key);
	__type(value, __u32);
} variants SEC(".maps");

/* Ids of strobe's pid namespace to trace or, under system_wide, to leave out; the value is a strobe_target. */
struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(max_entries, 4096);
	__type(key, __u32);
	__type(value, __u32);
} targets SEC(".maps");

/* Children whose state could not be created at fork; their first sys_enter tries again. */
struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(max_entries, 4096);
	__type(key, __u32);
	__type(value, __u32);
} orphans SEC(".maps");
__u32 orphan_count;

struct {
	__uint(type, BPF_MAP_TYPE_PERCPU_ARRAY);
	__uint(max_entries, STROBE_CNT_MAX);
	__type(key, __u32);
	__type(value, __u64);
} counters SEC(".maps");

static __always_inline void count(__u32 which, __u64 n) {
	__u64* c = bpf_map_lookup_elem(&counters, &which);

	if (c) __sync_fetch_and_add(c, n);
}

/* The id a task has in the pid namespace `self` describes; 0 when it is not visible there. */
static __always_inline __u32 id_in_own_ns(struct pid* pid) {
	struct upid upid = {};

	if (!pid || BPF_CORE_READ(pid, level) < self.level) return 0;
	bpf_core_read(&upid, sizeof(upid), &pid->numbers[0]);
	if (self.level)
		bpf_probe_read_kernel(&upid, sizeof(upid),
							  (char*)pid + bpf_core_field_offset(struct pid, numbers) +
								  self.level * bpf_core_type_size(struct upid));
	return (__u64)upid.ns == self.pid_ns ? (__u32)upid.nr : 0;
}

static __always_inline void name_task(struct task_state* st, struct task_struct* task) {
	st->tid = task->pid;
	st->pid = task->tgid;
	if (self.level == 0) {
		st->ns_tid = st->tid;
		st->ns_pid = st->pid;
	} else {
		st->ns_tid = id_in_own_ns(BPF_CORE_READ(task, thread_pid));
		st->ns_pid = id_in_own_ns(BPF_CORE_READ(task, group_leader, thread_pid));
	}
	st->flags |= TASK_NAMED;
}

static __always_inline void header(struct strobe_event* h, const struct task_state* st, __u8 kind, __u32 size,
								   __u64 time) {
	h->size = size;
	h->kind = kind;
	h->abi = st->abi;
	h->flags = 0;
	h->tid = st->tid;
	h->pid = st->pid;
	h->ns_tid = st->ns_tid;
	h->ns_pid = st->ns_pid;
	h->call = st->call;
	h->time = time;
	h->lost = st->lost;
	h->pieces = 0;
	h->cpu = bpf_get_smp_processor_id();
}

#endif
