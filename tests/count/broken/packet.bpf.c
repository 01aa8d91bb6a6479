// SPDX-License-Identifier: BSD-2-Clause
// says: packet.bpf.c:11: 'return eth->h_proto ? XDP_PASS : XDP_DROP' reads 2 bytes at offset 12 of a packet that may end before
// hint: before it, compare with the end: if (data + offset + size > data_end) return; both from the context
#include "vmlinux.h"
#include <bpf/bpf_helpers.h>

SEC("xdp")
int count_udp(struct xdp_md* ctx) {
	struct ethhdr* eth = (void*)(long)ctx->data;

	return eth->h_proto ? XDP_PASS : XDP_DROP;
}
char LICENSE[] SEC("license") = "GPL";
