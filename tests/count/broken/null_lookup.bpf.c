// SPDX-License-Identifier: BSD-2-Clause
// says: null_lookup.bpf.c:19: '*count += 1' uses the result of bpf_map_lookup_elem, which may be NULL
// hint: check it first: if (!count) return 0;
#include "vmlinux.h"
#include <bpf/bpf_helpers.h>

struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(max_entries, 1);
	__type(key, u32);
	__type(value, u64);
} counts SEC(".maps");

SEC("tp/sched/sched_process_exec")
int on_exec(void* ctx) {
	u32 key = 0;
	u64* count = bpf_map_lookup_elem(&counts, &key);

	*count += 1;
	return 0;
}
char LICENSE[] SEC("license") = "GPL";
