// SPDX-License-Identifier: BSD-2-Clause
// says: cannot attach on_lookup: libmissing.so.9 is neither a library that the loader finds nor a program in PATH
// hint: give the path of the file
#include "vmlinux.h"
#include <bpf/bpf_helpers.h>

SEC("uprobe/libmissing.so.9:getaddrinfo")
int on_lookup(struct pt_regs* ctx) {
	return 0;
}
char LICENSE[] SEC("license") = "GPL";
