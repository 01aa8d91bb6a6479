// SPDX-License-Identifier: BSD-2-Clause
// says: this kernel has no tracepoint sched_process_exek
// hint: strobe probe -l 'rawtracepoint:*' lists them
#include "vmlinux.h"
#include <bpf/bpf_helpers.h>

SEC("tp_btf/sched_process_exek")
int on_exec(void* ctx) {
	return 0;
}
char LICENSE[] SEC("license") = "GPL";
