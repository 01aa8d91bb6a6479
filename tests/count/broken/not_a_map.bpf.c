// SPDX-License-Identifier: BSD-2-Clause
#include "vmlinux.h"
#include <bpf/bpf_helpers.h>

SEC("tp/sched/sched_process_exec")
int on_exec(void* ctx) {
	u32 key = 0;

	return bpf_map_delete_elem(ctx, &key);
}
char LICENSE[] SEC("license") = "GPL";
