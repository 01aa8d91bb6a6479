// SPDX-License-Identifier: BSD-2-Clause
// says: size.bpf.c:13: 'bpf_probe_read_user(text, n, (void*)16)' hands bpf_probe_read_user a size without an upper bound
// hint: bound it just before the call: if (n > sizeof(buf)) n = sizeof(buf); with n unsigned
#include "vmlinux.h"
#include <bpf/bpf_helpers.h>

volatile u32 n;

SEC("tp/sched/sched_process_exec")
int on_exec(void* ctx) {
	char text[64];

	bpf_probe_read_user(text, n, (void*)16);
	return text[0];
}
char LICENSE[] SEC("license") = "GPL";
