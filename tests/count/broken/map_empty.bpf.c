// SPDX-License-Identifier: BSD-2-Clause
// says: map things cannot be made: it has no max_entries
// hint: see __uint() and __type() in its definition
#include "vmlinux.h"
#include <bpf/bpf_helpers.h>

struct {
	__uint(type, BPF_MAP_TYPE_HASH);
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
