// SPDX-License-Identifier: BSD-2-Clause
// says: licence.bpf.c:9: 'bpf_printk("exec")' calls bpf_trace_printk, which only programs with a licence compatible with the GPL may call
// hint: add: char LICENSE[] SEC("license") = "GPL";
#include "vmlinux.h"
#include <bpf/bpf_helpers.h>

SEC("tp/sched/sched_process_exec")
int on_exec(void* ctx) {
	bpf_printk("exec");
	return 0;
}
char LICENSE[] SEC("license") = "Proprietary";
