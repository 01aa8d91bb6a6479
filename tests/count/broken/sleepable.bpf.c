// SPDX-License-Identifier: BSD-2-Clause
#include "vmlinux.h"
#include <bpf/bpf_helpers.h>

SEC("fentry.s/vfs_read")
int on_read(u64* ctx) {
	return 0;
}
char LICENSE[] SEC("license") = "GPL";
