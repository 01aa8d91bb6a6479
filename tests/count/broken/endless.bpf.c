// SPDX-License-Identifier: BSD-2-Clause
// says: endless.bpf.c:11: 'while (!stop)' is part of a loop that may never end
// hint: give the loop a bound that the compiler sees, or move its body to a function for bpf_loop()
#include "vmlinux.h"
#include <bpf/bpf_helpers.h>

volatile u32 stop;

SEC("tp/sched/sched_process_exec")
int on_exec(void* ctx) {
	while (!stop);
	return 0;
}
char LICENSE[] SEC("license") = "GPL";
