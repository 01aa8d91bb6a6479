// SPDX-License-Identifier: BSD-2-Clause
// says: map_ring.bpf.c:16: 'bpf_map_lookup_elem(&things, &key)' hands bpf_map_lookup_elem memory of 0 bytes
// hint: a map without keys has none to look up
#include "vmlinux.h"
#include <bpf/bpf_helpers.h>

struct {
	__uint(type, BPF_MAP_TYPE_RINGBUF);
	__uint(max_entries, 5000);
} things SEC(".maps");

SEC("tp/sched/sched_process_exec")
int on_exec(void* ctx) {
	u32 key = 0;

	bpf_map_lookup_elem(&things, &key);
	return 0;
}
char LICENSE[] SEC("license") = "GPL";
