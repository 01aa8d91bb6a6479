// SPDX-License-Identifier: BSD-2-Clause
// says: cannot attach on_lookup: /lib/x86_64-linux-gnu/libc.so.6 has no function getaddrinfoo
// hint: strobe probe -l 'uprobe:FILE:*' lists them
#include "vmlinux.h"
#include <bpf/bpf_helpers.h>

SEC("uprobe/libc.so.6:getaddrinfoo")
int on_lookup(struct pt_regs* ctx) {
	return 0;
}
char LICENSE[] SEC("license") = "GPL";
