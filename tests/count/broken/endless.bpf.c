// SPDX-License-Identifier: BSD-2-Clause
#include "vmlinux.h"
#include <bpf/bpf_helpers.h>

volatile u32 stop;

SEC("tp/sched/sched_process_exec")
int on_exec(void* ctx) {
	while (!stop);
	return 0;
}
char LICENSE[] SEC("license") = "GPL";
