// SPDX-License-Identifier: BSD-2-Clause
// says: cannot attach on_exec: it reads behind the last field of SEC("tp/sched/sched_process_exec")
// hint: its context may belong to another tracepoint: take the struct from vmlinux.h
#include "vmlinux.h"
#include <bpf/bpf_helpers.h>

SEC("tp/sched/sched_process_exec")
int on_exec(struct trace_event_raw_sched_process_exec* ctx) {
	return ((u64*)ctx)[64];
}
char LICENSE[] SEC("license") = "GPL";
