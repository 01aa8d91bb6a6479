// SPDX-License-Identifier: BSD-2-Clause
// Requests to disks that take long, and who made them; --set min_us=0 shows all:
//
//     strobe run examples/block.bpf.c --set min_us=20000
//     comm="dd", pid=12345, major=8, minor=0, sector=409600, bytes=65536, took=31.250ms
#include "vmlinux.h"

#include "strobe.bpf.h"

char LICENSE[] SEC("license") = "GPL";

const volatile __u64 min_us = 1000; // shorter ones are not shown

struct issue {
	__u64 began;
	__u32 pid;
	char comm[16];
};

struct slow {
	char comm[16];
	__u32 pid, major, minor;
	__u64 sector;
	__u32 bytes;
	strobe_duration took;
};

struct {
	__uint(type, BPF_MAP_TYPE_LRU_HASH);
	__uint(max_entries, 16384);
	__type(key, __u64); // the sector
	__type(value, struct issue);
} in_flight SEC(".maps");

SEC("tracepoint/block/block_rq_issue")
int issued(struct trace_event_raw_block_rq* ctx) {
	__u64 sector = ctx->sector;
	struct issue r = {.began = bpf_ktime_get_ns(), .pid = bpf_get_current_pid_tgid() >> 32};

	if (!strobe_traced() || !ctx->nr_sector) return 0;
	bpf_get_current_comm(r.comm, sizeof(r.comm));
	bpf_map_update_elem(&in_flight, &sector, &r, BPF_ANY);
	return 0;
}

SEC("tracepoint/block/block_rq_complete")
int completed(struct trace_event_raw_block_rq_completion* ctx) {
	__u64 sector = ctx->sector;
	struct issue* r = bpf_map_lookup_elem(&in_flight, &sector);

	if (!r) return 0;
	struct slow s = {.pid = r->pid, .major = ctx->dev >> 20, .minor = ctx->dev & 0xfffff, .sector = sector};
	s.bytes = ctx->nr_sector * 512;
	s.took = bpf_ktime_get_ns() - r->began;
	__builtin_memcpy(s.comm, r->comm, sizeof(s.comm));
	if (s.took >= min_us * 1000) strobe_emit(&s);
	bpf_map_delete_elem(&in_flight, &sector);
	return 0;
}
