/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* For eBPF programs that are run with `strobe run`: who is traced, events without a map of one's own, types that tell
 * how a number is to be read. A program built with it loads without strobe, too: then everybody is traced, and the
 * events are in the ring buffer strobe_events, each behind a strobe_event_head. */
#ifndef STROBE_BPF_H
#define STROBE_BPF_H

#if !defined(__VMLINUX_H__) && !defined(_UAPI__LINUX_BPF_H__) && !defined(__LINUX_BPF_H__)
#include "vmlinux.h"
#endif
#include <bpf/bpf_helpers.h>

#include <bpf/bpf_core_read.h>
#include <bpf/bpf_tracing.h>

/* ---- how a field is to be read; give it to members of events, to keys and to values of maps */
typedef __u64 strobe_time;     /* bpf_ktime_get_ns(): prints as the time of day */
typedef __u64 strobe_duration; /* ns: prints as 1.250ms */
typedef __u32 strobe_ip4;      /* as it is in packets: prints as 127.0.0.1 */
typedef __u16 strobe_port;     /* as it is in packets: prints as a number */
typedef struct {
	__u8 byte[16];
} strobe_ip6;                /* prints as ::1 */
typedef __u64 strobe_kernel; /* an address in the kernel, such as of bpf_get_stack(): prints as its symbol */
typedef __u64 strobe_user;   /* one of the process whose pid is in the same event's `pid` */
typedef __s32 strobe_error;  /* prints as -2 ENOENT when it is negative */

/* ---- who is traced: what -p, -f, -G, --comm, --uid, --cgroup and a command on the command line say */
const volatile __u32 strobe_scope_mask, strobe_scope_want; /* flags that a task's state has to have */
const volatile __u32 strobe_scope_limited;                 /* tasks without state are not traced */
const volatile __u32 strobe_scope_by_uid, strobe_scope_uid;
const volatile __u64 strobe_scope_cgroup; /* id; 0: any */

/* Flags of tasks by tid; strobe puts its own map in this place. */
struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(max_entries, 1);
	__type(key, __u32);
	__type(value, __u32);
} strobe_tasks SEC(".maps");

#define STROBE_CGROUP_DEPTH 32

/* The current task is in the cgroup, or below it. */
static __always_inline bool strobe_in_cgroup(void) {
	for (int level = 0; level < STROBE_CGROUP_DEPTH; level++) {
		__u64 id = bpf_get_current_ancestor_cgroup_id(level);

		if (id == strobe_scope_cgroup) return true;
		if (!id) return false;
	}
	return false;
}

/* The same for a task that need not be the current one, by its thread's id: for wakeups and switches. --uid and
 * --cgroup are known of the current task alone and do not count here. */
static __always_inline bool strobe_traced_tid(__u32 tid) {
	__u32* flags = bpf_map_lookup_elem(&strobe_tasks, &tid);

	return flags ? (*flags & strobe_scope_mask) == strobe_scope_want : !strobe_scope_limited;
}

/* Whether the current task is one of those that the command line names. Begin with it: `if (!strobe_traced()) return
 * 0;` For programs that run on behalf of a task: not tc, XDP and interrupts, whose task is whoever happened to run. */
static __always_inline bool strobe_traced(void) {
	if (!strobe_traced_tid((__u32)bpf_get_current_pid_tgid())) return false;
	if (strobe_scope_by_uid && (__u32)bpf_get_current_uid_gid() != strobe_scope_uid) return false;
	return !strobe_scope_cgroup || strobe_in_cgroup();
}

/* ---- events */

/* Before each event of strobe_events. */
struct strobe_event_head {
	__u64 time; /* CLOCK_MONOTONIC, ns */
	__u32 type; /* of what follows: its number in the object's BTF */
	__u32 cpu;
};

struct {
	__uint(type, BPF_MAP_TYPE_RINGBUF);
	__uint(max_entries, 4096); /* --ring-size, when something is emitted */
} strobe_events SEC(".maps");

__u64 strobe_lost; /* events that found no room */

static __always_inline void strobe_fill_head(struct strobe_event_head* head, __u32 type) {
	head->time = bpf_ktime_get_ns();
	head->type = type;
	head->cpu = bpf_get_smp_processor_id();
}

/* By words where that is few instructions: of many, and of bytes, clang makes a mess that needs more stack than there
 * is. bpf_probe_read_kernel() asks for a licence compatible with the GPL. */
#define strobe_copy(to, from, type)                                                                                    \
	(sizeof(type) <= 64 * _Alignof(type) ? (void)__builtin_memcpy(to, from, sizeof(type))                              \
										 : (void)bpf_probe_read_kernel(to, sizeof(type), from))

/* Makes clang have the event in memory before it is copied. clang 14 copies a structure that was initialised with
 * constants straight from these, and loses other stores on the way. */
#define strobe_settle(event) asm volatile("" : : "r"(event) : "memory")

/* strobe_emit(&event): hands a copy of a structure to strobe, which prints it by its type. */
#define strobe_emit(event)                                                                                             \
	({                                                                                                                 \
		struct {                                                                                                       \
			struct strobe_event_head head;                                                                             \
			typeof(*(event)) body;                                                                                     \
		}* _record = bpf_ringbuf_reserve(&strobe_events, sizeof(*_record), 0);                                         \
		if (_record) {                                                                                                 \
			strobe_fill_head(&_record->head, bpf_core_type_id_local(typeof(*(event))));                                \
			strobe_settle(event);                                                                                      \
			strobe_copy(&_record->body, (event), typeof(*(event)));                                                    \
			bpf_ringbuf_submit(_record, 0);                                                                            \
		} else {                                                                                                       \
			__sync_fetch_and_add(&strobe_lost, 1);                                                                     \
		}                                                                                                              \
	})

/* Larger events need no copy on the stack: struct event *e = strobe_reserve(struct event); if (!e) return 0; fill it
 * in, and strobe_submit(e) or strobe_discard(e) on every way out. */
#define strobe_reserve(type)                                                                                           \
	({                                                                                                                 \
		struct strobe_event_head* _head =                                                                              \
			bpf_ringbuf_reserve(&strobe_events, sizeof(struct strobe_event_head) + sizeof(type), 0);                   \
		if (_head)                                                                                                     \
			strobe_fill_head(_head, bpf_core_type_id_local(type));                                                     \
		else                                                                                                           \
			__sync_fetch_and_add(&strobe_lost, 1);                                                                     \
		_head ? (type*)(_head + 1) : (type*)0;                                                                         \
	})
#define strobe_submit(event) bpf_ringbuf_submit((struct strobe_event_head*)(void*)(event) - 1, 0)
#define strobe_discard(event) bpf_ringbuf_discard((struct strobe_event_head*)(void*)(event) - 1, 0)

/* ---- arguments of system calls, in programs at tracepoint/syscalls/sys_enter_* and tracepoint/raw_syscalls/sys_enter
 */

/* The number, from 0, of a call's argument. */
#define strobe_arg(ctx, n) ((__u64)(ctx)->args[n])
/* The string that it points to. Returns its length with the NUL, or a negative errno: -14 when nobody has touched the
 * page yet. `to`: an array of char. */
#define strobe_arg_str(to, ctx, n) bpf_probe_read_user_str(to, sizeof(to), (const void*)(ctx)->args[n])
/* The structure that it points to; 0 or a negative errno. */
#define strobe_arg_struct(to, ctx, n) bpf_probe_read_user(to, sizeof(*(to)), (const void*)(ctx)->args[n])

#endif
