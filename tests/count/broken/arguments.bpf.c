// SPDX-License-Identifier: BSD-2-Clause
#include "vmlinux.h"
#include <bpf/bpf_helpers.h>

SEC("fentry/do_unlinkat")
int on_unlink(u64* ctx) {
	return ctx[5] != 0;
}
char LICENSE[] SEC("license") = "GPL";
