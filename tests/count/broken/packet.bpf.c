// SPDX-License-Identifier: BSD-2-Clause
#include "vmlinux.h"
#include <bpf/bpf_helpers.h>

SEC("xdp")
int count_udp(struct xdp_md* ctx) {
	struct ethhdr* eth = (void*)(long)ctx->data;

	return eth->h_proto ? XDP_PASS : XDP_DROP;
}
char LICENSE[] SEC("license") = "GPL";
