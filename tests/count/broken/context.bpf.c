// SPDX-License-Identifier: BSD-2-Clause
// says: context.bpf.c:9: 'return ((u64*)ctx)[4096]' reads at offset 32768 of the context, where nothing is
// hint: the type of the function's argument must be that of the hook, see vmlinux.h
#include "vmlinux.h"
#include <bpf/bpf_helpers.h>

SEC("tp/sched/sched_process_exec")
int on_exec(struct trace_event_raw_sched_process_exec* ctx) {
	return ((u64*)ctx)[4096];
}
char LICENSE[] SEC("license") = "GPL";
