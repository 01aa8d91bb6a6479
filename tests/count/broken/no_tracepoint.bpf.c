// SPDX-License-Identifier: BSD-2-Clause
// says: cannot attach on_exec: there is no tracepoint sched:sched_process_exek
// hint: strobe probe -l 'tracepoint:sched:*' lists them
#include "vmlinux.h"
#include <bpf/bpf_helpers.h>

SEC("tp/sched/sched_process_exek")
int on_exec(void* ctx) {
	return 0;
}
char LICENSE[] SEC("license") = "GPL";
