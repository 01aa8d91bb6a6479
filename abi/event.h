/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Records of the ring buffer: a header, a body by kind, then pieces of user memory, each 8-byte aligned. */
#ifndef STROBE_ABI_EVENT_H
#define STROBE_ABI_EVENT_H

#include <linux/types.h>

#include "abi/limits.h"

#define STROBE_ABI_VERSION 1u

enum strobe_kind {
	STROBE_EV_ENTER = 1,       /* strobe_call: a call begins; ret and duration are 0 */
	STROBE_EV_EXIT = 2,        /* strobe_call: a call ends */
	STROBE_EV_FORK = 3,        /* strobe_fork, header of the parent */
	STROBE_EV_EXEC = 4,        /* strobe_exec, header after the exec (tid may have changed) */
	STROBE_EV_DEATH = 5,       /* strobe_death */
	STROBE_EV_SIGNAL = 6,      /* strobe_signal: delivered */
	STROBE_EV_UNDELIVERED = 7, /* strobe_signal: generated but never delivered: ignored, or the process dies at once */
	STROBE_EV_ATTACH = 8,      /* strobe_task: found by the iterator at start */
	STROBE_EV_HIT = 9,         /* strobe_hit: a probe was hit; pieces are what its plan captures, see abi/probe.h */
	STROBE_EV_STACK = 10,      /* strobe_stack: of the hit that follows */
};

/* ABI of a call. */
enum strobe_abi { STROBE_ABI_X86_64 = 0, STROBE_ABI_I386 = 1, STROBE_ABI_X32 = 2 };

enum strobe_event_flags {
	STROBE_F_IN_FLIGHT = 1u << 0,       /* ENTER: found in flight by the iterator; pieces are missing */
	STROBE_F_NO_ENTRY = 1u << 1,        /* EXIT: never passed sys_enter (refused by seccomp, or attached in between) */
	STROBE_F_ENTRY_LOST = 1u << 2,      /* EXIT: the entry record did not fit; its ops ran at exit */
	STROBE_F_HAD_ENTRY = 1u << 3,       /* EXIT: an ENTER record of this call was written */
	STROBE_F_EXEC_OK = 1u << 4,         /* EXIT: of a successful exec */
	STROBE_F_CUT = 1u << 5,             /* some pieces did not fit the payload */
	STROBE_F_MUTE = 1u << 6,            /* EXIT: the exec by which the command starts has failed */
	STROBE_F_IN_CALL = 1u << 7,         /* UNDELIVERED: the receiver was inside a traced call */
	STROBE_F_MAY_BE_LEFT_OUT = 1u << 8, /* UNDELIVERED: and a filter on the outcome may leave its end out */
	STROBE_F_LEFT_OUT = 1u << 9,        /* a task's life: a filter on tasks leaves it out, it is only followed */
};

struct strobe_event {
	__u32 size; /* bytes, header included */
	__u8 kind;  /* strobe_kind */
	__u8 abi;   /* strobe_abi, of calls */
	__u16 flags;
	__u32 tid, pid;       /* of the initial pid namespace */
	__u32 ns_tid, ns_pid; /* of strobe's pid namespace; 0: not visible there */
	__u64 call;           /* number of the call within its task; calls lost leave a hole */
	__u64 time;           /* CLOCK_MONOTONIC, ns */
	__u32 lost;           /* calls of this task lost since its last written record */
	__u16 pieces;
	__u16 cpu;
};

struct strobe_call {
	struct strobe_event h; /* time: of the record itself */
	__s64 nr;
	__u64 args[6];
	__s64 ret;
	__u64 duration; /* EXIT: ns since sys_enter; 0 without an entry */
};

struct strobe_fork {
	struct strobe_event h;
	__u32 child_tid, child_pid, child_ns_tid, child_ns_pid;
	char comm[STROBE_COMM_LEN];
};

struct strobe_exec {
	struct strobe_event h;
	__u32 old_tid, old_ns_tid; /* differ from h.tid when a thread other than the leader called exec */
	char comm[STROBE_COMM_LEN];
};

struct strobe_death {
	struct strobe_event h;
	__u32 code;      /* as of wait(2): status << 8 | core << 7 | signal */
	__u32 in_flight; /* 1: the call below never reached sys_exit */
	__s64 nr;
	__u64 args[6];
	__u32 had_entry; /* 1: its ENTER record was written */
	__u32 live;      /* threads of the process that are still alive */
};

enum strobe_signal_special {
	STROBE_SIG_NOINFO = 1,  /* UNDELIVERED: SEND_SIG_NOINFO, sent by a user; no siginfo exists */
	STROBE_SIG_PRIV = 2,    /* UNDELIVERED: SEND_SIG_PRIV, sent by the kernel; no siginfo exists */
	STROBE_SIG_DEFAULT = 3, /* SIGNAL: its action is the default one */
};

struct strobe_signal {
	struct strobe_event h; /* of the receiver */
	__u32 signo;
	__u32 special; /* strobe_signal_special */
	__u32 sender_ns_tid;
	__u32 sender_uid;
	__u8 info[48]; /* struct kernel_siginfo */
};

struct strobe_task {
	struct strobe_event h;
	char comm[STROBE_COMM_LEN];
};

struct strobe_hit {
	struct strobe_event h; /* lost: hits of any task and probe since the last hit that was written; call is 0 */
	__u32 probe;           /* index of its plan */
	__u32 pad;
	char comm[STROBE_COMM_LEN];
};

enum strobe_piece_flags {
	STROBE_PIECE_STR = 1u << 0,  /* a NUL-terminated string; the NUL is included unless it was cut */
	STROBE_PIECE_LATE = 1u << 1, /* an entry piece that was read at exit */
	STROBE_PIECE_EXIT = 1u << 2, /* read at exit */
	STROBE_PIECE_COMM = 1u << 3, /* not memory: the task's comm */
};

/* Status: 0, or a negative errno when fewer than `want` bytes could be read; `len` bytes are valid either way. */
struct strobe_piece {
	__u64 addr; /* user address */
	__u32 len;  /* bytes that follow, before padding to 8 */
	__u32 want; /* bytes asked for */
	__s16 status;
	__u8 op;
	__u8 flags; /* strobe_piece_flags */
	__u32 pad;
};

/* Counters of one CPU; the kernel side adds, user space sums. */
enum strobe_counter {
	STROBE_CNT_LOST_RING,    /* calls lost: no room in the ring */
	STROBE_CNT_LOST_LIFE,    /* fork, exec, exit and signal records lost: no room in the ring */
	STROBE_CNT_LOST_STORAGE, /* tasks that could not be followed: no memory for their state */
	STROBE_CNT_LOST_DEAD,    /* calls lost by tasks which then died without a record */
	STROBE_CNT_UNREADABLE,   /* pieces that no read could get */
	STROBE_CNT_SPINS,        /* waits for room */
	STROBE_CNT_SPIN_NS,
	STROBE_CNT_FILTERED, /* calls dropped by a filter on the outcome */
	STROBE_CNT_MISSED,   /* hits of probes that found no scratch memory: too many at once on one CPU */
	STROBE_CNT_OTHER,    /* hits that were counted, but whose group found no room in the table */
	STROBE_CNT_MAX
};

/* Comes before the hit of the same tid and time. */
struct strobe_stack {
	struct strobe_event h;
	__u32 frames; /* of the kernel; innermost first */
	__u32 copied; /* bytes of the user stack, from its pointer on; 0: there is none */
	__u64 frame[STROBE_FRAMES];
	__u64 registers[STROBE_REGISTERS]; /* in user mode: struct pt_regs of the architecture */
	__u8 bytes[STROBE_STACK_BYTES];
};

/* `-c`: one cell per ABI, number and CPU. Times in ns. */
struct strobe_count {
	__u64 calls, errors;
	__u64 time; /* sum, as -c shows it: system time or, with -w, wall time */
	__u64 min, max;
};

#ifdef __cplusplus
#define STROBE_ASSERT(c) static_assert(c, "record layout is part of the contract with the kernel side")
#else
#define STROBE_ASSERT(c) _Static_assert(c, "record layout is part of the contract with user space")
#endif
STROBE_ASSERT(sizeof(struct strobe_event) == 48);
STROBE_ASSERT(sizeof(struct strobe_call) == 48 + 72);
STROBE_ASSERT(sizeof(struct strobe_fork) == 80);
STROBE_ASSERT(sizeof(struct strobe_exec) == 72);
STROBE_ASSERT(sizeof(struct strobe_death) == 120);
STROBE_ASSERT(sizeof(struct strobe_signal) == 112);
STROBE_ASSERT(sizeof(struct strobe_task) == 64);
STROBE_ASSERT(sizeof(struct strobe_hit) == 72);
STROBE_ASSERT(sizeof(struct strobe_stack) == 56 + 127 * 8 + 34 * 8 + 16384);
STROBE_ASSERT(sizeof(struct strobe_piece) == 24);

#endif
