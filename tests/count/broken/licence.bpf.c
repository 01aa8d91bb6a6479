// SPDX-License-Identifier: BSD-2-Clause
#include "vmlinux.h"
#include <bpf/bpf_helpers.h>

SEC("tp/sched/sched_process_exec")
int on_exec(void* ctx) {
	bpf_printk("exec");
	return 0;
}
char LICENSE[] SEC("license") = "Proprietary";
