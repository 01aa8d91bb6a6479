// SPDX-License-Identifier: BSD-2-Clause
// says: not_a_map.bpf.c:11: 'return bpf_map_delete_elem(ctx, &key)' hands bpf_map_delete_elem something else than a map as argument 1
// hint: the address of a variable with SEC(".maps") is wanted: &map
#include "vmlinux.h"
#include <bpf/bpf_helpers.h>

SEC("tp/sched/sched_process_exec")
int on_exec(void* ctx) {
	u32 key = 0;

	return bpf_map_delete_elem(ctx, &key);
}
char LICENSE[] SEC("license") = "GPL";
