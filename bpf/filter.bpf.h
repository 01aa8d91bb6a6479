/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Which tasks are in scope. Rejection comes first and is cheap, since every call on the machine pays for it. */
#ifndef STROBE_FILTER_BPF_H
#define STROBE_FILTER_BPF_H

#include "bpf/cgroup.bpf.h"
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

/* The same of any task. */
static __always_inline bool task_left_out(const struct task_state* st, struct task_struct* task) {
	if (by_comm && (st->flags & TASK_OTHER_COMM)) return true;
	if (by_uid && BPF_CORE_READ(task, cred, uid.val) != only_uid) return true;
	return by_cgroup && !is_in_cgroup(BPF_CORE_READ(task, cgroups, dfl_cgrp), only_cgroup);
}

/* A call that ended in a way that is asked for. */
static __always_inline bool wanted_outcome(__s64 ret, __u64 duration) {
	bool failed = ret < 0 && ret >= -(__s64)STROBE_ERRNO_MAX;
	__u64 number = -ret & STROBE_ERRNO_MAX;

	if (!(failed ? want_failure : want_success) || duration < min_duration) return false;
	return !by_errno || (failed && (only_errnos[number / 64] & (1ull << (number % 64))));
}

/* As far as that can be said of a call that has not ended. */
static __always_inline bool wanted_without_end(const struct task_state* st) {
	return !by_errno && (!min_duration || bpf_ktime_get_ns() - st->entry_time >= min_duration);
}

#define TASK_LASTING (TASK_IN_SCOPE | TASK_MUTED | TASK_JUST_BORN | TASK_EXCLUDED | TASK_HIDDEN | TASK_OTHER_COMM)

/* A spare was used in place of the state that could not be reached. */
static __always_inline void mark_ahead(struct task_state* spare) {
	if (spare->flags & (TASK_ONLY_SPARE | TASK_AHEAD)) return;
	spare->flags |= TASK_AHEAD;
	__sync_fetch_and_add(&unsettled, 1);
}

/* After each change of what lasts. */
static __always_inline void keep_spare(struct task_state* st) {
	struct task_state spare = {
		.flags = (st->flags & TASK_LASTING) | TASK_SPARE,
		.tid = st->tid,
		.pid = st->pid,
		.ns_tid = st->ns_tid,
		.ns_pid = st->ns_pid,
		.nr = st->nr,
	};

	if (st->flags & TASK_SPARE)
		mark_ahead(st);
	else
		bpf_map_update_elem(&spares, &spare.tid, &spare, BPF_ANY);
}

/* A state that is reached again takes over what its spare has seen, a call in flight included. One that began in the
 * state and ended in the spare was reported as a call without an entry. */
static __always_inline void catch_up(struct task_state* st, __u32 tid) {
	struct task_state* spare = bpf_map_lookup_elem(&spares, &tid);
	__u32 lost = st->lost;

	if (!spare || !(spare->flags & TASK_AHEAD)) return;
	spare->flags &= ~TASK_AHEAD;
	__sync_fetch_and_sub(&unsettled, 1);
	*st = *spare;
	st->flags &= ~TASK_SPARE;
	st->lost += lost;
	spare->flags &= TASK_LASTING | TASK_SPARE;
	spare->lost = 0;
}

static __always_inline struct task_state* create_only_spare(struct task_struct* task, __u32 flags) {
	struct task_state spare = {.flags = flags | TASK_SPARE | TASK_ONLY_SPARE};

	name_task(&spare, task);
	if (bpf_map_update_elem(&spares, &spare.tid, &spare, BPF_NOEXIST)) return NULL;
	__sync_fetch_and_add(&unsettled, 1);
	return bpf_map_lookup_elem(&spares, &spare.tid);
}

static __always_inline void drop_spare(const struct task_state* st) {
	__u32 tid = st->tid;

	if (st->flags & (TASK_ONLY_SPARE | TASK_AHEAD)) __sync_fetch_and_sub(&unsettled, 1);
	bpf_map_delete_elem(&spares, &tid);
}

/* Storage follows a task that takes the leader's id. */
static __always_inline void move_spare(__u32 from, __u32 to) {
	struct task_state* st = from == to ? NULL : bpf_map_lookup_elem(&spares, &from);

	if (!st) return;
	bpf_map_update_elem(&spares, &to, st, BPF_ANY);
	bpf_map_delete_elem(&spares, &from);
}

static __always_inline struct task_state* create_state(struct task_struct* task, __u32 flags) {
	struct task_state* st = bpf_task_storage_get(&tasks, task, 0, BPF_LOCAL_STORAGE_GET_F_CREATE);

	if (!st) return create_only_spare(task, flags);
	st->flags = flags;
	name_task(st, task);
	keep_spare(st);
	return st;
}

/* State of any task that is known, or NULL. */
static __always_inline struct task_state* find_state(struct task_struct* task) {
	struct task_state* st = NULL;
	__u32 tid;

	/* a task without any storage is not ours: costs a neighbour no more than an empty program */
	if (!task->bpf_storage && !unsettled) return NULL;
	tid = task->pid;
	if (task->bpf_storage) st = bpf_task_storage_get(&tasks, task, 0, 0);
	if (!st) return bpf_map_lookup_elem(&spares, &tid);
	if (unsettled) catch_up(st, tid);
	return st;
}

/* State of the current task when it is in scope, else NULL. */
static __always_inline struct task_state* in_scope(struct task_struct* task) {
	struct task_state* st = find_state(task);

	if (!st) {
		if (!system_wide || detaching) return NULL;
		st = create_state(task, (__u32)task->tgid == self.tgid ? TASK_EXCLUDED : TASK_IN_SCOPE);
		if (!st) return NULL;
	}
	return st->flags & TASK_IN_SCOPE ? st : NULL;
}

#endif
