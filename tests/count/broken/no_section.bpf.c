// SPDX-License-Identifier: BSD-2-Clause
// says: on_exec has no SEC(), so nothing would call it
// hint: a program is a function with SEC("HOOK") before it; functions that programs call are static
#include "vmlinux.h"
#include <bpf/bpf_helpers.h>

int on_exec(void* ctx) {
	return 0;
}
char LICENSE[] SEC("license") = "GPL";
