// SPDX-License-Identifier: BSD-2-Clause
#include "vmlinux.h"
#include <bpf/bpf_helpers.h>

SEC("tp/sched/sched_process_exec")
int on_exec(void* ctx) {
	char comm[16];

	bpf_get_current_comm(comm, 64);
	return comm[0];
}
char LICENSE[] SEC("license") = "GPL";
