// SPDX-License-Identifier: BSD-2-Clause
// says: cannot compile syntax.bpf.c: see the compiler's messages
// shows: expected ';' at end of declaration
#include "vmlinux.h"
#include <bpf/bpf_helpers.h>

SEC("tp/sched/sched_process_exec")
int on_exec(void* ctx) {
	int n = 1 return 0;
}
char LICENSE[] SEC("license") = "GPL";
