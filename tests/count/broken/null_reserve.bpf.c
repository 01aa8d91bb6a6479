// SPDX-License-Identifier: BSD-2-Clause
// says: null_reserve.bpf.c:21: 'e->pid = bpf_get_current_pid_tgid() >> 32' uses the result of bpf_ringbuf_reserve, which may be NULL
// hint: check it first: if (!e) return 0;
#include "vmlinux.h"
#include <bpf/bpf_helpers.h>

struct {
	__uint(type, BPF_MAP_TYPE_RINGBUF);
	__uint(max_entries, 65536);
} events SEC(".maps");

struct event {
	u32 pid;
	char comm[16];
};

SEC("tp/sched/sched_process_exec")
int on_exec(void* ctx) {
	struct event* e = bpf_ringbuf_reserve(&events, sizeof(*e), 0);

	e->pid = bpf_get_current_pid_tgid() >> 32;
	bpf_ringbuf_submit(e, 0);
	return 0;
}
char LICENSE[] SEC("license") = "GPL";
