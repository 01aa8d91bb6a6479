// SPDX-License-Identifier: BSD-2-Clause
// says: sleeping.bpf.c:11: 'bpf_copy_from_user(text, sizeof(text), (void*)16)' calls bpf_copy_from_user, which may sleep; this program may not
// hint: write SEC() with .s where that exists
#include "vmlinux.h"
#include <bpf/bpf_helpers.h>

SEC("tp/sched/sched_process_exec")
int on_exec(void* ctx) {
	char text[16];

	bpf_copy_from_user(text, sizeof(text), (void*)16);
	return text[0];
}
char LICENSE[] SEC("license") = "GPL";
