// SPDX-License-Identifier: BSD-2-Clause
#include "vmlinux.h"
#include <bpf/bpf_helpers.h>

SEC("tp/sched/sched_process_exec")
int on_exec(void* ctx) {
	u32 i = 0;

	while (i != 3) i = i ? i : 1;
	return 0;
}
char LICENSE[] SEC("license") = "GPL";
