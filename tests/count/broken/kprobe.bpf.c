// SPDX-License-Identifier: BSD-2-Clause
#include "vmlinux.h"
#include <bpf/bpf_helpers.h>

SEC("kprobe/do_unlinkat")
int on_unlink(struct pt_regs* ctx) {
	return 0;
}
char LICENSE[] SEC("license") = "GPL";
