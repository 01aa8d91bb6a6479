// SPDX-License-Identifier: BSD-2-Clause
// says: cannot compile big_stack.bpf.c: see the compiler's messages
// shows: error: Looks like the BPF stack limit
#include "vmlinux.h"
#include <bpf/bpf_helpers.h>

SEC("tp/sched/sched_process_exec")
int on_exec(void* ctx) {
	char path[4096];

	bpf_probe_read_user_str(path, sizeof(path), (void*)16);
	return path[0];
}
char LICENSE[] SEC("license") = "GPL";
