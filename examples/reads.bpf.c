// SPDX-License-Identifier: BSD-2-Clause
// How much each read gives, by function of the kernel (kprobes):
//
//     strobe run -f examples/reads.bpf.c -- grep -r main src
//     sizes {comm="grep"}:
//     [4K, 8K)           53 |@@@@@@@@@@@@@@                                    |
#include "vmlinux.h"

#include "strobe.bpf.h"

char LICENSE[] SEC("license") = "GPL";

struct reader {
	char comm[16];
};

struct histogram {
	__u64 slots[32]; // strobe shows an array of this name as a histogram
};

struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(max_entries, 1024);
	__type(key, struct reader);
	__type(value, struct histogram);
} sizes SEC(".maps");

SEC("kretprobe/vfs_read")
int BPF_KRETPROBE(has_read, long size) {
	static const struct histogram empty;
	struct reader reader = {};
	__u32 slot = 0;

	if (size < 0 || !strobe_traced()) return 0;
	bpf_get_current_comm(reader.comm, sizeof(reader.comm));
	bpf_map_update_elem(&sizes, &reader, &empty, BPF_NOEXIST);
	struct histogram* all = bpf_map_lookup_elem(&sizes, &reader);
	if (!all) return 0;
	for (__u64 left = size; left > 1 && slot < 31; left >>= 1) slot++;
	__sync_fetch_and_add(&all->slots[slot & 31], 1);
	return 0;
}
