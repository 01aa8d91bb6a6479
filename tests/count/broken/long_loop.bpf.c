// SPDX-License-Identifier: BSD-2-Clause
// says: long_loop.bpf.c:11: on_exec is too long for the verifier, which followed it for 1000001 instructions, most of them in the loop around 'for (u32 i = 0; i < 2000000; i++) sum += i ^ bpf_ktime_get_ns()'
// hint: give the loop a bound that the compiler sees, or move its body to a function for bpf_loop()
#include "vmlinux.h"
#include <bpf/bpf_helpers.h>

u64 sum;

SEC("tp/sched/sched_process_exec")
int on_exec(void* ctx) {
	for (u32 i = 0; i < 2000000; i++) sum += i ^ bpf_ktime_get_ns();
	return 0;
}
char LICENSE[] SEC("license") = "GPL";
