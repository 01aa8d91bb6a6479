// SPDX-License-Identifier: BSD-2-Clause
// says: null_pointer.bpf.c:19: 'bpf_get_current_comm(name + 4, 12)' calculates with the result of bpf_map_lookup_elem, which may be NULL
// hint: check it first: if (!name) return 0;
#include "vmlinux.h"
#include <bpf/bpf_helpers.h>

struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(max_entries, 4);
	__type(key, u32);
	__type(value, char[16]);
} names SEC(".maps");

SEC("tp/sched/sched_process_exec")
int on_exec(void* ctx) {
	u32 key = 0;
	char* name = bpf_map_lookup_elem(&names, &key);

	bpf_get_current_comm(name + 4, 12);
	return 0;
}
char LICENSE[] SEC("license") = "GPL";
