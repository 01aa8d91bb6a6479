// SPDX-License-Identifier: BSD-2-Clause
// says: map things has no field max_entrys to define
// hint: fields are type, key, value, key_size, value_size, max_entries, map_flags, map_extra, pinning, numa_node, values
#include "vmlinux.h"
#include <bpf/bpf_helpers.h>

struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(max_entrys, 4);
	__type(key, u32);
	__type(value, u64);
} things SEC(".maps");

SEC("tp/sched/sched_process_exec")
int on_exec(void* ctx) {
	u32 key = 0;

	bpf_map_lookup_elem(&things, &key);
	return 0;
}
char LICENSE[] SEC("license") = "GPL";
