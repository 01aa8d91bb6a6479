/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Who is in scope at start: what user space names, and who strobe itself is. */
#ifndef STROBE_SCOPE_BPF_H
#define STROBE_SCOPE_BPF_H

#include "bpf/life.bpf.h"

/* What shows strobe's lines (`-o '|grep x | less'`) is a tree of processes below the one that strobe has started. */
#define EXCLUDED_DEPTH 8

static __always_inline bool descends_from_excluded(struct task_struct* task) {
	for (int i = 0; i < EXCLUDED_DEPTH; i++) {
		struct pid* leader = BPF_CORE_READ(task, group_leader, thread_pid);
		__u32 pid = self.level ? id_in_own_ns(leader) : (__u32)BPF_CORE_READ(task, tgid), *target;

		target = bpf_map_lookup_elem(&targets, &pid);
		if (target && *target == TARGET_EXCLUDED) return true;
		task = BPF_CORE_READ(task, real_parent);
		if (!task) return false;
	}
	return false;
}

/* Flags of a task that runs at start; 0: out of scope. */
static __always_inline __u32 wanted(struct task_struct* task) {
	__u32 tid = self.level ? id_in_own_ns(BPF_CORE_READ(task, thread_pid)) : (__u32)task->pid;
	__u32 pid = self.level ? id_in_own_ns(BPF_CORE_READ(task, group_leader, thread_pid)) : (__u32)task->tgid;
	__u32 *thread = bpf_map_lookup_elem(&targets, &tid), *process = bpf_map_lookup_elem(&targets, &pid);

	if (task->exit_state) return 0; /* has ended, and waits to be reaped */
	if (system_wide && descends_from_excluded(task)) return TASK_EXCLUDED;
	if (process && *process == TARGET_HIDDEN) return TASK_HIDDEN;
	if (process && *process == TARGET_COMMAND) return TASK_IN_SCOPE | TASK_MUTED;
	if (system_wide || thread || (process && *process == TARGET_PROCESS)) return TASK_IN_SCOPE;
	return 0;
}

/* Makes the state of a task that runs at start, and tells of it. NULL: none of its calls or hits are shown from here.
 */
static __always_inline struct task_state* arrive(struct task_struct* task, __u32 flags) {
	struct task_state* st = create_state(task, flags);
	struct strobe_task r = {};

	if (!st) {
		count(STROBE_CNT_LOST_STORAGE, 1);
		return NULL;
	}
	if (!(flags & TASK_IN_SCOPE) || (flags & TASK_MUTED)) return NULL;
	life_header(&r.h, st, task, STROBE_EV_ATTACH, sizeof(r));
	copy_comm(r.comm, task);
	write_life(st, &r, sizeof(r));
	return st;
}

/* Run once, in strobe's own context. */
static __always_inline void learn_self(void) {
	struct task_struct* task = bpf_get_current_task_btf();
	struct pid* pid = BPF_CORE_READ(task, thread_pid);
	struct upid upid = {};

	self.tgid = task->tgid;
	self.level = BPF_CORE_READ(pid, level);
	bpf_probe_read_kernel(&upid, sizeof(upid),
						  (char*)pid + bpf_core_field_offset(struct pid, numbers) +
							  self.level * bpf_core_type_size(struct upid));
	self.pid_ns = (__u64)upid.ns;
}

#endif
