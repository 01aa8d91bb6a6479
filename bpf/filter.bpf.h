/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Which tasks are in scope. Rejection comes first and is cheap, since every call on the machine pays for it. */
#ifndef STROBE_FILTER_BPF_H
#define STROBE_FILTER_BPF_H

#include "bpf/task.bpf.h"

struct {
	__uint(type, BPF_MAP_TYPE_CGROUP_ARRAY);
	__uint(max_entries, 1);
	__type(key, __u32);
	__type(value, __u32);
} cgroup SEC(".maps");

/* Calls of the current task are left out, though the task is followed. */
static __always_inline bool left_out(const struct task_state* st) {
	if (st->flags & TASK_OTHER_COMM) return true;
	if (by_uid && (__u32)bpf_get_current_uid_gid() != only_uid) return true;
	return by_cgroup && bpf_current_task_under_cgroup(&cgroup, 0) != 1;
}

/* A call that ended in a way that is asked for. */
static __always_inline bool wanted_outcome(__s64 ret, __u64 duration) {
	bool failed = ret < 0 && ret >= -(__s64)STROBE_ERRNO_MAX;
	__u64 number = -ret & STROBE_ERRNO_MAX;

	if (!(failed ? want_failure : want_success) || duration < min_duration) return false;
	return !by_errno || (failed && (only_errnos[number / 64] & (1ull << (number % 64))));
}

static __always_inline struct task_state* create_state(struct task_struct* task, __u32 flags) {
	struct task_state* st = bpf_task_storage_get(&tasks, task, 0, BPF_LOCAL_STORAGE_GET_F_CREATE);

	if (!st) return NULL;
	st->flags = flags;
	name_task(st, task);
	return st;
}

/* A child whose state could not be created at fork. */
static __always_inline struct task_state* adopt_orphan(struct task_struct* task) {
	__u32 tid = task->pid;
	struct task_state* st;
	__u32* flags;

	if (!orphan_count) return NULL;
	flags = bpf_map_lookup_elem(&orphans, &tid);
	if (!flags) return NULL;
	st = create_state(task, *flags);
	if (st) {
		bpf_map_delete_elem(&orphans, &tid);
		__sync_fetch_and_sub(&orphan_count, 1);
	}
	return st;
}

/* State of the current task when it is in scope, else NULL. */
static __always_inline struct task_state* in_scope(struct task_struct* task) {
	struct task_state* st = NULL;

	/* a task without any storage is not ours: costs a neighbour no more than an empty program */
	if (task->bpf_storage) st = bpf_task_storage_get(&tasks, task, 0, 0);
	if (!st) {
		st = adopt_orphan(task);
		if (!st && system_wide && !detaching)
			st = create_state(task, (__u32)task->tgid == self.tgid ? TASK_EXCLUDED : TASK_IN_SCOPE);
		if (!st) return NULL;
	}
	if (!(st->flags & TASK_IN_SCOPE)) return NULL;
	if (!(st->flags & TASK_NAMED)) name_task(st, task);
	return st;
}

#endif
