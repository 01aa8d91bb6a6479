// SPDX-License-Identifier: BSD-2-Clause
// says: this kernel has no function bpf_task_from_name that programs may call
// hint: declare it with __weak as well, and ask before the call: if (bpf_task_from_name)
#include "vmlinux.h"
#include <bpf/bpf_helpers.h>

extern struct task_struct* bpf_task_from_name(const char* name) __ksym;

SEC("tp_btf/sched_process_exec")
int on_exec(void* ctx) {
	return bpf_task_from_name("init") != 0;
}
char LICENSE[] SEC("license") = "GPL";
