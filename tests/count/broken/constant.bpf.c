// SPDX-License-Identifier: BSD-2-Clause
#include "vmlinux.h"
#include <bpf/bpf_helpers.h>

const volatile u32 target = 7;

SEC("tp/sched/sched_process_exec")
int on_exec(void* ctx) {
	*(volatile u32*)&target = 8;
	return 0;
}
char LICENSE[] SEC("license") = "GPL";
