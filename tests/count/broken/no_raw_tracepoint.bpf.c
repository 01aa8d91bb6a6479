// SPDX-License-Identifier: BSD-2-Clause
// says: cannot attach on_exec: there is no raw tracepoint sched_process_exek
// hint: strobe probe -l 'rawtracepoint:*' lists them
#include "vmlinux.h"
#include <bpf/bpf_helpers.h>

SEC("raw_tp/sched_process_exek")
int on_exec(void* ctx) {
	return 0;
}
char LICENSE[] SEC("license") = "GPL";
