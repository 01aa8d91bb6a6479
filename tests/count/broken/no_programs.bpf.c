// SPDX-License-Identifier: BSD-2-Clause
// says: no_programs.bpf.c holds no programs
// hint: a program is a function with SEC("...") before it
#include "vmlinux.h"
#include <bpf/bpf_helpers.h>

struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(max_entries, 1);
	__type(key, u32);
	__type(value, u64);
} counts SEC(".maps");
char LICENSE[] SEC("license") = "GPL";
