// SPDX-License-Identifier: BSD-2-Clause
// says: SEC("tracepiont/sched/sched_process_exec") of on_exec is no hook
// hint: hooks are tp/CATEGORY/NAME, raw_tp/NAME, tp_btf/NAME, kprobe/FUNCTION, fentry/FUNCTION, uprobe/FILE:FUNCTION, usdt/FILE:PROVIDER:NAME, lsm/HOOK, perf_event, tc, xdp, cgroup_skb/egress, iter/KIND ...
#include "vmlinux.h"
#include <bpf/bpf_helpers.h>

SEC("tracepiont/sched/sched_process_exec")
int on_exec(void* ctx) {
	return 0;
}
char LICENSE[] SEC("license") = "GPL";
