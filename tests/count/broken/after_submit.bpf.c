// SPDX-License-Identifier: BSD-2-Clause
// says: after_submit.bpf.c:23: 'e->pid = 1' uses a record that has been given away by bpf_ringbuf_submit
// hint: submit or discard it last
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

	if (!e) return 0;
	bpf_ringbuf_submit(e, 0);
	e->pid = 1;
	return 0;
}
char LICENSE[] SEC("license") = "GPL";
