// SPDX-License-Identifier: BSD-2-Clause
#include "vmlinux.h"
#include <bpf/bpf_helpers.h>

volatile u32 n;
u64 sum;

SEC("tp/sched/sched_process_exec")
int on_exec(void* ctx) {
	for (u32 i = 0; i < n; i++) sum += bpf_ktime_get_ns();
	return 0;
}
char LICENSE[] SEC("license") = "GPL";
