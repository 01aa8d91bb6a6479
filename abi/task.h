/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* How user space tells the kernel side which tasks are meant. */
#ifndef STROBE_ABI_TASK_H
#define STROBE_ABI_TASK_H

/* Values of the map of tids that user space names. */
enum strobe_target {
	TARGET_THREAD = 1,
	TARGET_PROCESS = 2,
	TARGET_EXCLUDED = 3, /* process, with its children */
	TARGET_HIDDEN = 4,   /* process alone */
	TARGET_COMMAND = 5,  /* muted until it calls exec */
};

/* The state of a task begins with its flags. Programs that users bring take a task for traced when it has
 * STROBE_SCOPE_WANT of STROBE_SCOPE_MASK; bpf/run.bpf.c holds the two to the flags. */
#define STROBE_SCOPE_WANT 0x001u
#define STROBE_SCOPE_MASK 0x60bu

#endif
