// SPDX-License-Identifier: BSD-2-Clause
#include "vmlinux.h"
#include <bpf/bpf_helpers.h>

SEC("uprobe/libmissing.so.9:getaddrinfo")
int on_lookup(struct pt_regs* ctx) {
	return 0;
}
char LICENSE[] SEC("license") = "GPL";
