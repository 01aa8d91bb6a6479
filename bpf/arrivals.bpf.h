/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* The tasks that are in scope at start, for objects that know no calls. */
#ifndef STROBE_ARRIVALS_BPF_H
#define STROBE_ARRIVALS_BPF_H

#include "bpf/scope.bpf.h"

/* Under system_wide whoever has no state is in scope; only the others are marked. */
SEC("iter/task")
int each_task(struct bpf_iter__task* ctx) {
	struct task_struct* task = ctx->task;
	__u32 flags;

	if (!task) return 0;
	flags = wanted(task);
	if (!flags || (system_wide && (flags & TASK_IN_SCOPE))) return 0;
	arrive(task, flags);
	return 0;
}

#endif
