// SPDX-License-Identifier: BSD-2-Clause
/* Drops every NTH packet of TCP that arrives, for net.py. */
#include <linux/bpf.h>
#include <linux/types.h>

#include <bpf/bpf_endian.h>
#include <bpf/bpf_helpers.h>

char LICENSE[] SEC("license") = "Dual BSD/GPL";

struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(max_entries, 1);
	__type(key, __u32);
	__type(value, __u64);
} seen SEC(".maps");

SEC("tc")
int drop_some(struct __sk_buff* skb) {
	__u32 zero = 0;
	__u64* n = bpf_map_lookup_elem(&seen, &zero);
	__u8 protocol = 0;

	if (skb->protocol == bpf_htons(0x0800)) bpf_skb_load_bytes(skb, 14 + 9, &protocol, 1);
	if (skb->protocol == bpf_htons(0x86dd)) bpf_skb_load_bytes(skb, 14 + 6, &protocol, 1);
	if (!n || protocol != 6) return 0;
	return __sync_fetch_and_add(n, 1) % NTH == NTH - 1 ? 2 : 0; /* TC_ACT_SHOT, TC_ACT_OK */
}
