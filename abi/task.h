/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Flags of a task's state. User space sets the first ones when it creates the state of the command it starts. */
#ifndef STROBE_ABI_TASK_H
#define STROBE_ABI_TASK_H

enum strobe_task_flags {
	TASK_IN_SCOPE = 1u << 0,
	TASK_MUTED = 1u << 1,       /* waits for the exec by which the command starts */
	TASK_JUST_BORN = 1u << 2,   /* its first sys_exit is the child's side of fork and stays silent */
	TASK_EXCLUDED = 1u << 3,    /* under system_wide: strobe itself and what it started, with their children */
	TASK_IN_FLIGHT = 1u << 4,   /* nr, args ... are those of a call that has begun */
	TASK_UNTRACED = 1u << 5,    /* in a call that is not selected */
	TASK_HAD_ENTRY = 1u << 6,   /* its entry record was written */
	TASK_ENTRY_LOST = 1u << 7,  /* its entry record did not fit */
	TASK_EXEC_OK = 1u << 8,     /* the call is an exec that has succeeded */
	TASK_NAMED = 1u << 9,       /* ids are filled in */
	TASK_HIDDEN = 1u << 10,     /* under system_wide: out of scope, unlike its children */
	TASK_OTHER_COMM = 1u << 11, /* its comm does not match */
	TASK_SPARE = 1u << 12,      /* this is the state that stands in when task storage refuses */
	TASK_ONLY_SPARE = 1u << 13, /* there is no other */
};

/* Values of the map of tids that user space names. */
enum strobe_target {
	TARGET_THREAD = 1,
	TARGET_PROCESS = 2,
	TARGET_EXCLUDED = 3, /* process, with its children */
	TARGET_HIDDEN = 4,   /* process alone */
};

#endif
