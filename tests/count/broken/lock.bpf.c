// SPDX-License-Identifier: BSD-2-Clause
// says: lock.bpf.c:28: the end of the function comes while a lock is held
// hint: call bpf_spin_unlock() on every way out, and nothing else before it
#include "vmlinux.h"
#include <bpf/bpf_helpers.h>

struct guarded {
	struct bpf_spin_lock lock;
	u64 n;
};

struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(max_entries, 1);
	__type(key, u32);
	__type(value, struct guarded);
} counts SEC(".maps");

SEC("tc")
int on_packet(struct __sk_buff* skb) {
	u32 key = 0;
	struct guarded* g = bpf_map_lookup_elem(&counts, &key);

	if (!g) return 0;
	bpf_spin_lock(&g->lock);
	g->n++;
	return 0;
}
char LICENSE[] SEC("license") = "GPL";
