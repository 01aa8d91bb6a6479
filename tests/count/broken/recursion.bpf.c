// SPDX-License-Identifier: BSD-2-Clause
#include "vmlinux.h"
#include <bpf/bpf_helpers.h>

static __noinline int down(u32 n) {
	bpf_printk("%d", n);
	return n ? down(n - 1) * 3 : 0;
}

SEC("tp/sched/sched_process_exec")
int on_exec(void* ctx) {
	return down(bpf_get_prandom_u32());
}
char LICENSE[] SEC("license") = "GPL";
