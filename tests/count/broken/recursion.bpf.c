// SPDX-License-Identifier: BSD-2-Clause
// says 6.1: recursion.bpf.c:12: 'bpf_printk("%d", n)' is part of a loop that may never end
// hint 6.1: give the loop a bound that the compiler sees, or move its body to a function for bpf_loop()
// says 6.12: recursion.bpf.c:13: 'return n ? down(n - 1) * 3 : 0' is part of a loop that may never end
// hint 6.12: give the loop a bound that the compiler sees, or move its body to a function for bpf_loop()
// says 6.18: recursion.bpf.c:13: on_exec is too long for the verifier, which followed it for 1000001 instructions, most of them in the loop around 'return n ? down(n - 1) * 3 : 0'
// hint 6.18: give the loop a bound that the compiler sees, or move its body to a function for bpf_loop()
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
