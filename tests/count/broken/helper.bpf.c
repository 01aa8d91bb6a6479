// SPDX-License-Identifier: BSD-2-Clause
// says: helper.bpf.c:11: 'return bpf_read_mind(ctx)' calls helper 9999, which this kernel does not have
// hint: this kernel is older than the program
#include "vmlinux.h"
#include <bpf/bpf_helpers.h>

static long (*bpf_read_mind)(void*) = (void*)9999;

SEC("tp/sched/sched_process_exec")
int on_exec(void* ctx) {
	return bpf_read_mind(ctx);
}
char LICENSE[] SEC("license") = "GPL";
