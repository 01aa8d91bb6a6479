// SPDX-License-Identifier: BSD-2-Clause
// says: map things cannot be made: its keys have 8 bytes, those of an array have 4
// hint: see __uint() and __type() in its definition
#include "vmlinux.h"
#include <bpf/bpf_helpers.h>

struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(max_entries, 4);
	__type(key, u64);
	__type(value, u64);
} things SEC(".maps");

SEC("tp/sched/sched_process_exec")
int on_exec(void* ctx) {
	u32 key = 0;

	bpf_map_lookup_elem(&things, &key);
	return 0;
}
char LICENSE[] SEC("license") = "GPL";
