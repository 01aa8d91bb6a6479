// SPDX-License-Identifier: BSD-2-Clause
/* The second floor: the least a tracer of whole calls does. One task is marked; its entry waits in task storage, its
 * exit writes one record of fixed size, without following a pointer and without waking the reader. */
#include <linux/bpf.h>
#include <linux/types.h>

#include <bpf/bpf_helpers.h>

#include <bpf/bpf_core_read.h>
#include <bpf/bpf_tracing.h>

#include "bench/floor.h"

#pragma clang attribute push(__attribute__((preserve_access_index)), apply_to = record)

struct pt_regs {
	unsigned long r10, r9, r8, dx, si, di;
};

struct task_struct {
	int pid, tgid;
	__u64 start_time;
};

#pragma clang attribute pop

char LICENSE[] SEC("license") = "Dual BSD/GPL";

struct {
	__uint(type, BPF_MAP_TYPE_TASK_STORAGE);
	__uint(map_flags, BPF_F_NO_PREALLOC);
	__type(key, int);
	__type(value, struct floor_call);
} calls SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_RINGBUF);
	__uint(max_entries, 64u << 20);
} ring SEC(".maps");

__u64 number;
__u64 lost;

SEC("tp_btf/sys_enter")
int BPF_PROG(enter, struct pt_regs* regs, long nr) {
	struct floor_call* call = bpf_task_storage_get(&calls, bpf_get_current_task_btf(), 0, 0);

	if (!call) return 0;
	call->entered = bpf_ktime_get_ns();
	call->nr = nr;
	call->args[0] = regs->di;
	call->args[1] = regs->si;
	call->args[2] = regs->dx;
	call->args[3] = regs->r10;
	call->args[4] = regs->r8;
	call->args[5] = regs->r9;
	return 0;
}

SEC("tp_btf/sys_exit")
int BPF_PROG(leave, struct pt_regs* regs, long ret) {
	struct task_struct* task = bpf_get_current_task_btf();
	struct floor_call* call = bpf_task_storage_get(&calls, task, 0, 0);
	struct floor_record* r;

	if (!call) return 0;
	r = bpf_ringbuf_reserve(&ring, sizeof(*r), 0);
	if (!r) {
		lost++;
		return 0;
	}
	r->task = task->start_time;
	r->number = number++; /* of one task only, so never of two at once */
	r->time = bpf_ktime_get_ns();
	r->duration = r->time - call->entered;
	r->pid = task->tgid;
	r->tid = task->pid;
	r->kind = 1;
	r->size = sizeof(*r);
	r->nr = call->nr;
	__builtin_memcpy(r->args, call->args, sizeof(r->args));
	r->ret = ret;
	bpf_ringbuf_submit(r, BPF_RB_NO_WAKEUP);
	return 0;
}
