// SPDX-License-Identifier: BSD-2-Clause
// says: record.bpf.c:22: 'bpf_get_current_comm(e->comm, sizeof(e->comm))' reaches 16 bytes from byte 4 on of memory that is 16 bytes long
// hint: reserve as much as is written: sizeof(*e)
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
	struct event* e = bpf_ringbuf_reserve(&events, 16, 0);

	if (!e) return 0;
	bpf_get_current_comm(e->comm, sizeof(e->comm));
	bpf_ringbuf_submit(e, 0);
	return 0;
}
char LICENSE[] SEC("license") = "GPL";
