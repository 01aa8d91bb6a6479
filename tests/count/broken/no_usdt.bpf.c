// SPDX-License-Identifier: BSD-2-Clause
// says: cannot attach on_start: on_start was written without <bpf/usdt.bpf.h>
// hint: include it, and write int BPF_USDT(on_start, ...)
#include "vmlinux.h"
#include <bpf/bpf_helpers.h>

SEC("usdt//bin/true:maker:started")
int on_start(struct pt_regs* ctx) {
	return 0;
}
char LICENSE[] SEC("license") = "GPL";
