/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Addresses of a packet that belongs to no socket. */
#ifndef STROBE_PACKET_BPF_H
#define STROBE_PACKET_BPF_H

#include "bpf/socket.bpf.h"

#define ETH_P_IP 0x0800
#define ETH_P_IPV6 0x86dd
#define IPPROTO_UDP 17

static __always_inline void read_ports(struct strobe_endpoint* from, struct strobe_endpoint* to, const void* at) {
	__be16 ports[2] = {};

	bpf_probe_read_kernel(ports, sizeof(ports), at);
	from->port = bpf_ntohs(ports[0]);
	to->port = bpf_ntohs(ports[1]);
}

static __always_inline __u8 read_ipv4(struct strobe_endpoint* from, struct strobe_endpoint* to, const void* at) {
	__u8 head[20];

	if (bpf_probe_read_kernel(head, sizeof(head), at) || head[0] >> 4 != 4) return 0;
	from->family = to->family = AF_INET;
	__builtin_memcpy(from->addr, head + 12, 4);
	__builtin_memcpy(to->addr, head + 16, 4);
	/* of the fragments only the first has ports */
	if ((head[9] == IPPROTO_TCP || head[9] == IPPROTO_UDP) && !((head[6] & 0x1f) | head[7]))
		read_ports(from, to, at + (head[0] & 15) * 4);
	return head[9];
}

static __always_inline __u8 read_ipv6(struct strobe_endpoint* from, struct strobe_endpoint* to, const void* at) {
	__u8 head[40];

	if (bpf_probe_read_kernel(head, sizeof(head), at) || head[0] >> 4 != 6) return 0;
	from->family = to->family = AF_INET6;
	__builtin_memcpy(from->addr, head + 8, 16);
	__builtin_memcpy(to->addr, head + 24, 16);
	if (head[6] == IPPROTO_TCP || head[6] == IPPROTO_UDP) read_ports(from, to, at + sizeof(head));
	return head[6];
}

/* `to` is cleared before. `arrived`: it came from elsewhere, so that its destination is the local end. */
static __always_inline void describe_packet(struct strobe_socket* to, const struct sk_buff* skb, bool arrived) {
	const void* at = BPF_CORE_READ(skb, head) + BPF_CORE_READ(skb, network_header);
	struct strobe_endpoint *source = arrived ? &to->remote : &to->local, *dest = arrived ? &to->local : &to->remote;
	__u16 kind = bpf_ntohs(BPF_CORE_READ(skb, protocol));

	__builtin_memset(to, 0, sizeof(*to));
	to->netns = BPF_CORE_READ(skb, dev, nd_net.net, ns.inum);
	if (kind == ETH_P_IP) to->protocol = read_ipv4(source, dest, at);
	if (kind == ETH_P_IPV6) to->protocol = read_ipv6(source, dest, at);
}

#endif
