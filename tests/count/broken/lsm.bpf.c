// SPDX-License-Identifier: BSD-2-Clause
#include "vmlinux.h"
#include <bpf/bpf_helpers.h>

SEC("lsm/file_open")
int on_open(u64* ctx) {
	return 0;
}
char LICENSE[] SEC("license") = "GPL";
