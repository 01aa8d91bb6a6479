// SPDX-License-Identifier: BSD-2-Clause
// says: map_index.bpf.c:19: 'if (count) count[bpf_get_prandom_u32()]++' can reach behind a map's value of 32 bytes: nothing bounds the index
// hint: check the index just before: if (i >= N) return 0; or mask it: i & (N - 1)
#include "vmlinux.h"
#include <bpf/bpf_helpers.h>

struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(max_entries, 1);
	__type(key, u32);
	__type(value, u64[4]);
} counts SEC(".maps");

SEC("tp/sched/sched_process_exec")
int on_exec(void* ctx) {
	u32 key = 0;
	u64* count = bpf_map_lookup_elem(&counts, &key);

	if (count) count[bpf_get_prandom_u32()]++;
	return 0;
}
char LICENSE[] SEC("license") = "GPL";
