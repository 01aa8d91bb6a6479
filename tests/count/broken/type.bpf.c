// SPDX-License-Identifier: BSD-2-Clause
// says: type.bpf.c:14: this kernel's struct imaginary has no field number, or there is no such type
// hint: ask before reading it: if (bpf_core_field_exists(...))
#include "vmlinux.h"
#include <bpf/bpf_core_read.h>
#include <bpf/bpf_helpers.h>

struct imaginary {
	int number;
} __attribute__((preserve_access_index));

SEC("tp/sched/sched_process_exec")
int on_exec(void* ctx) {
	struct imaginary* it = (void*)bpf_get_current_task();

	return BPF_CORE_READ(it, number);
}
char LICENSE[] SEC("license") = "GPL";
