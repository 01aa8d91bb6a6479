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

#endif
