/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Knobs, maps and the state of one task. */
#ifndef STROBE_TASK_BPF_H
#define STROBE_TASK_BPF_H

#include "abi/event.h"
#include "abi/task.h"
#include "bpf/core_types.bpf.h"

/* Set before load; the verifier removes what they switch off. */
const volatile __u32 follow_fork;  /* children and threads of a task in scope are in scope */
const volatile __u32 system_wide;  /* every task is in scope, but those that are excluded */
const volatile __u32 wait_on_full; /* spin for room at sys_exit */
const volatile __u32 count_calls;  /* add up calls, errors and times */
const volatile __u32 count_only;   /* and write no records of calls and signals */
const volatile __u32 count_wall;   /* counted time is wall time, not system time */
const volatile __u32 timed;     /* records of calls carry their times; reading the clock is a third of a call's cost */
const volatile __u32 with_comm; /* each record carries the task's comm */
const volatile __u64 signal_mask; /* bit n-1: signal n is reported */
const volatile __u64 ring_size;   /* bytes */

const volatile __u32 by_comm; /* only tasks whose comm matches comm_glob */
const volatile __u32 by_uid;  /* only calls of tasks with this real uid */
const volatile __u32 only_uid;
const volatile __u32 by_cgroup;   /* only calls of tasks in the cgroup of the map, or below it */
const volatile __u64 only_cgroup; /* its id */
const volatile __u32 by_outcome;  /* a filter on the outcome: no record before it is known */
const volatile __u32 want_success, want_failure;
const volatile __u64 min_duration; /* ns */
const volatile __u32 by_errno;
const volatile __u64 only_errnos[(STROBE_ERRNO_MAX + 1) / 64];
const volatile char comm_glob[64];

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
	TASK_HIDDEN = 1u << 9,      /* under system_wide: out of scope, unlike its children */
	TASK_OTHER_COMM = 1u << 10, /* its comm does not match */
	TASK_SPARE = 1u << 11,      /* this is the state that stands in when task storage refuses */
	TASK_ONLY_SPARE = 1u << 12, /* there is no other */
	TASK_AHEAD = 1u << 13,      /* a spare that knows more than the state which could not be reached */
};

struct task_state {
	__u32 flags;
	__u32 tid, pid, ns_tid, ns_pid;
	__u32 lost;       /* calls lost since the last written record */
	__u32 plan;       /* index, variant applied */
	__u32 used, room; /* bytes in the ring when it looked; that it may write before it looks again */
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

/* Ids of strobe's pid namespace to trace or, under system_wide, to leave out; the value is a strobe_target. */
struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(max_entries, 4096);
	__type(key, __u32);
	__type(value, __u32);
} targets SEC(".maps");

/* What lasts of each task's state, again, by tid. Task storage takes a try-lock per CPU: a task of any other program
 * that is preempted while it holds the lock makes creation fail for all who run on that CPU meanwhile, and on 6.1
 * look-ups, too. */
struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(map_flags, BPF_F_NO_PREALLOC);
	__uint(max_entries, 65536);
	__type(key, __u32);
	__type(value, struct task_state);
} spares SEC(".maps");
__u32 unsettled; /* spares that are the only state, or ahead of it */

struct {
	__uint(type, BPF_MAP_TYPE_PERCPU_ARRAY);
	__uint(max_entries, STROBE_CNT_MAX);
	__type(key, __u32);
	__type(value, __u64);
} counters SEC(".maps");

static __always_inline __u64 call_time(void) {
	return timed ? bpf_ktime_get_ns() : 0;
}

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

struct glob {
	__u8 p, s;         /* positions in the pattern and in the comm */
	__u8 star, resume; /* behind the last *, and where the comm was then; star 0: none yet */
	__u8 matches, done;
	char comm[STROBE_COMM_LEN];
};

/* One step of matching with ? and *: on a mismatch the last * takes one character more. */
static long glob_step(__u32 i, void* ctx) {
	struct glob* g = ctx;
	__u32 p = g->p & 63, s = g->s & 15;
	char want = comm_glob[p], have = g->comm[s];

	if (want == '*') {
		g->star = p + 1;
		g->p = p + 1;
		g->resume = s;
		return 0;
	}
	if (have && (want == '?' || want == have)) {
		g->p = p + 1;
		g->s = s + 1;
		return 0;
	}
	if (!have && !want) g->matches = 1;
	if (!have || !g->star) return 1;
	g->resume++;
	g->s = g->resume;
	g->p = g->star;
	return 0;
}

/* The verifier of 6.1 looks at a loop's callback once, and takes what it finds on the stack for what is there in every
 * round: with a plain 0 it would remove what the last * leads to. */
__u32 unknown_zero;

static __always_inline bool comm_matches(const char* comm) {
	__u8 zero = *(volatile __u32*)&unknown_zero;
	struct glob g = {.p = zero, .s = zero, .star = zero, .resume = zero, .matches = zero, .done = zero};

	bpf_probe_read_kernel_str(g.comm, sizeof(g.comm), comm);
	bpf_loop(STROBE_COMM_LEN * 64, glob_step, &g, 0);
	return g.matches;
}

/* The verdict is kept: comms change at exec and rename only. */
static __always_inline void judge_comm(struct task_state* st, const char* comm) {
	if (!by_comm) return;
	if (comm_matches(comm))
		st->flags &= ~TASK_OTHER_COMM;
	else
		st->flags |= TASK_OTHER_COMM;
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
	judge_comm(st, task->comm);
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
