// SPDX-License-Identifier: BSD-2-Clause
// says: records of events have 16 bytes, struct event has 32
// hint: the map is declared with a type, or --event names one, that the program does not send
// ends: 0
#include "vmlinux.h"
#include <bpf/bpf_helpers.h>

struct event {
	u64 pid;
	char comm[16];
	u64 began;
};

struct {
	__uint(type, BPF_MAP_TYPE_RINGBUF);
	__uint(max_entries, 65536);
	__type(value, struct event);
} events SEC(".maps");

SEC("tp/sched/sched_process_exec")
int on_exec(void* ctx) {
	u64 numbers[2] = {1, 2};

	bpf_ringbuf_output(&events, numbers, sizeof(numbers), 0);
	return 0;
}
char LICENSE[] SEC("license") = "GPL";
