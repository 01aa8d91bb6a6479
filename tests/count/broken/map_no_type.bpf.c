// SPDX-License-Identifier: BSD-2-Clause
// says: map things is defined without a type
// hint: add: __uint(type, BPF_MAP_TYPE_HASH);
#include "vmlinux.h"
#include <bpf/bpf_helpers.h>

struct {
	__uint(max_entries, 4);
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
