// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
/* The scope alone: who is traced, for programs that users bring. They ask `spares` by tid, which any type of program
 * may do, and which holds what lasts of each task's state. */
#include "bpf/core_types.bpf.h"
#include "bpf/scope_programs.bpf.h"

char LICENSE[] SEC("license") = "Dual BSD/GPL";

_Static_assert(STROBE_SCOPE_WANT == TASK_IN_SCOPE, "abi/task.h names the flags of bpf/task.bpf.h");
_Static_assert(STROBE_SCOPE_MASK == (TASK_IN_SCOPE | TASK_MUTED | TASK_EXCLUDED | TASK_HIDDEN | TASK_OTHER_COMM),
			   "abi/task.h names the flags of bpf/task.bpf.h");

/* Before the new name is in place; an exec renames, too. */
SEC("tp_btf/task_rename")
int BPF_PROG(on_rename, struct task_struct* task, const char* comm) {
	struct task_state* st = state_of(task);

	if (!st || !by_comm) return 0;
	judge_comm(st, comm);
	keep_spare(st);
	return 0;
}

/* Marks the tasks that are in scope at start. Under system_wide whoever has no state is in scope, unless the state is
 * to tell of a comm. */
SEC("iter/task")
int each_task(struct bpf_iter__task* ctx) {
	struct task_struct* task = ctx->task;
	__u32 flags;

	if (!task) return 0;
	flags = wanted(task);
	if (!flags || (system_wide && !by_comm && (flags & TASK_IN_SCOPE))) return 0;
	arrive(task, flags);
	return 0;
}
