// SPDX-License-Identifier: BSD-2-Clause
// says: leak.bpf.c:19: what 'struct event* e = bpf_ringbuf_reserve(&events, sizeof(*e), 0)' got is not given back on every way out: not after line 23
// hint: call bpf_ringbuf_submit() or bpf_ringbuf_discard() before every return
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
	e->pid = bpf_get_current_pid_tgid() >> 32;
	if (e->pid == 1) return 0;
	bpf_ringbuf_submit(e, 0);
	return 0;
}
char LICENSE[] SEC("license") = "GPL";
