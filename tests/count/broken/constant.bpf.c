// SPDX-License-Identifier: BSD-2-Clause
// says: constant.bpf.c:11: '*(volatile u32*)&target = 8' writes to a variable that is const
// hint: const volatile variables are set before the load: --set; leave const out for one that the program writes
#include "vmlinux.h"
#include <bpf/bpf_helpers.h>

const volatile u32 target = 7;

SEC("tp/sched/sched_process_exec")
int on_exec(void* ctx) {
	*(volatile u32*)&target = 8;
	return 0;
}
char LICENSE[] SEC("license") = "GPL";
