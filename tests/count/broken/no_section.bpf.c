// SPDX-License-Identifier: BSD-2-Clause
#include "vmlinux.h"
#include <bpf/bpf_helpers.h>

int on_exec(void* ctx) {
	return 0;
}
char LICENSE[] SEC("license") = "GPL";
