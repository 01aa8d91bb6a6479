// SPDX-License-Identifier: BSD-2-Clause
// says: argument.bpf.c:16: 'bpf_map_delete_elem(&counts, (void*)1234)' hands bpf_map_delete_elem a number as argument 2, where a pointer is wanted
// hint: the address of a variable on the stack, of a map's value or of a record is wanted
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
	bpf_map_delete_elem(&counts, (void*)1234);
	return 0;
}
char LICENSE[] SEC("license") = "GPL";
