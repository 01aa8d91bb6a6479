// SPDX-License-Identifier: BSD-2-Clause
// says: no_licence.bpf.c:9: 'return bpf_get_current_task() & 1' calls bpf_get_current_task, which only programs with a licence compatible with the GPL may call
// hint: add: char LICENSE[] SEC("license") = "GPL";
#include "vmlinux.h"
#include <bpf/bpf_helpers.h>

SEC("tp/sched/sched_process_exec")
int on_exec(void* ctx) {
	return bpf_get_current_task() & 1;
}
