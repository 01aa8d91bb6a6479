// SPDX-License-Identifier: BSD-2-Clause
#include "vmlinux.h"
#include <bpf/bpf_helpers.h>

SEC("usdt//bin/true:maker:started")
int on_start(struct pt_regs* ctx) {
	return 0;
}
char LICENSE[] SEC("license") = "GPL";
