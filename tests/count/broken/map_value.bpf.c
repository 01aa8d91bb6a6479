// SPDX-License-Identifier: BSD-2-Clause
// says: map_value.bpf.c:19: 'if (count) count[4]++' reaches byte 32 of a map's value, which is 32 bytes long
// hint: the value's type in the map tells its length
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

	if (count) count[4]++;
	return 0;
}
char LICENSE[] SEC("license") = "GPL";
