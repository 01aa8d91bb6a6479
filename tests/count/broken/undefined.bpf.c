// SPDX-License-Identifier: BSD-2-Clause
// says: read_mind is declared, but defined nowhere
// hint: define it in the same file, or declare a function of the kernel with __ksym
#include "vmlinux.h"
#include <bpf/bpf_helpers.h>

extern int read_mind(void* ctx);

SEC("tp/sched/sched_process_exec")
int on_exec(void* ctx) {
	return read_mind(ctx);
}
char LICENSE[] SEC("license") = "GPL";
