// SPDX-License-Identifier: BSD-2-Clause
// How long tasks wait for a processor after they have been woken, in microseconds:
//
//     strobe run examples/runqlat.bpf.c --duration 10s
//     waits:
//     [2, 4)            120 |@@@@@@@@@@@@@                                     |
#include "vmlinux.h"

#include "strobe.bpf.h"

char LICENSE[] SEC("license") = "GPL";

struct {
	__uint(type, BPF_MAP_TYPE_LRU_HASH);
	__uint(max_entries, 16384);
	__type(key, __u32);
	__type(value, __u64);
} woken SEC(".maps");

struct histogram {
	__u64 slots[32]; // strobe shows an array of this name as a histogram
};

struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(max_entries, 1);
	__type(key, __u32);
	__type(value, struct histogram);
} waits SEC(".maps");

SEC("tp_btf/sched_wakeup")
int BPF_PROG(on_wakeup, struct task_struct* task) {
	__u32 tid = task->pid;
	__u64 now = bpf_ktime_get_ns();

	if (strobe_traced_tid(tid)) bpf_map_update_elem(&woken, &tid, &now, BPF_ANY);
	return 0;
}

SEC("tp_btf/sched_switch")
int BPF_PROG(on_switch, bool preempted, struct task_struct* from, struct task_struct* to) {
	__u32 tid = to->pid, zero = 0, slot = 0;
	__u64* since = bpf_map_lookup_elem(&woken, &tid);
	struct histogram* all = bpf_map_lookup_elem(&waits, &zero);

	if (!since || !all) return 0;
	for (__u64 us = (bpf_ktime_get_ns() - *since) / 1000; us > 1 && slot < 31; us >>= 1) slot++;
	__sync_fetch_and_add(&all->slots[slot & 31], 1);
	bpf_map_delete_elem(&woken, &tid);
	return 0;
}
