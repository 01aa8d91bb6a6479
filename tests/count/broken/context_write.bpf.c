// SPDX-License-Identifier: BSD-2-Clause
// says: context_write.bpf.c:9: 'ctx->pid = 1' writes 4 bytes at offset 12 of the context, where it may not
// hint: the type of the function's argument must be that of the hook, see vmlinux.h
#include "vmlinux.h"
#include <bpf/bpf_helpers.h>

SEC("tp/sched/sched_process_exec")
int on_exec(struct trace_event_raw_sched_process_exec* ctx) {
	ctx->pid = 1;
	return 0;
}
char LICENSE[] SEC("license") = "GPL";
