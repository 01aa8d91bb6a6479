/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* The headers of a packet, as far as filters and sockets need them. */
#ifndef STROBE_PACKET_HEADERS_BPF_H
#define STROBE_PACKET_HEADERS_BPF_H

#include "abi/packet.h"
#include "bpf/socket.bpf.h"

/* include/uapi/linux/if_ether.h, in.h */
#define ETH_P_IP 0x0800
#define ETH_P_8021Q 0x8100
#define ETH_P_IPV6 0x86dd
#define ETH_P_8021AD 0x88a8
#define IPPROTO_UDP 17

/* Where a program runs: what its context is, and which helpers it has. A constant wherever it is asked. */
enum packet_hook {
	HOOK_TC_IN,
	HOOK_TC_OUT,
	HOOK_XDP,
	HOOK_SOCKET_IN, /* where a socket receives; the bytes begin with the network's header */
	HOOK_SOCKET_OUT,
};

/* Set before load. */
const volatile __u32 has_ethernet;  /* packets of the device have such a header */
const volatile __u32 device_netns;  /* inode of the device's network namespace */
const volatile __u32 only_protocol; /* IPPROTO_; 0: any */
const volatile __u32 sample;        /* 1 of so many of those that are wanted */

static __always_inline bool goes_out(enum packet_hook hook) {
	return hook == HOOK_TC_OUT || hook == HOOK_SOCKET_OUT;
}

static __always_inline bool at_socket(enum packet_hook hook) {
	return hook == HOOK_SOCKET_IN || hook == HOOK_SOCKET_OUT;
}

/* What is known of a packet. */
struct seen {
	struct strobe_socket socket; /* a family of 0: neither IPv4 nor IPv6 */
	struct socket_state owner;
	__u16 ethertype;
	__u8 ethernet; /* begins with such a header */
	__u8 has_ports;
	__u64 address; /* of the socket, or the one that listens for it */
};

static __always_inline struct strobe_endpoint* from_of(struct seen* p, enum packet_hook hook) {
	return goes_out(hook) ? &p->socket.local : &p->socket.remote;
}

static __always_inline struct strobe_endpoint* to_of(struct seen* p, enum packet_hook hook) {
	return goes_out(hook) ? &p->socket.remote : &p->socket.local;
}

static __always_inline long load_packet(void* ctx, enum packet_hook hook, __u32 from, void* to, __u32 len) {
	return hook == HOOK_XDP ? bpf_xdp_load_bytes(ctx, from, to, len) : bpf_skb_load_bytes(ctx, from, to, len);
}

static __always_inline __u32 packet_length(void* ctx, enum packet_hook hook) {
	return hook == HOOK_XDP ? bpf_xdp_get_buff_len(ctx) : ((struct __sk_buff*)ctx)->len;
}

static __always_inline void parse_ports(void* ctx, enum packet_hook hook, struct seen* p, __u32 at) {
	__u16 ports[2];

	if (p->socket.protocol != IPPROTO_TCP && p->socket.protocol != IPPROTO_UDP) return;
	if (load_packet(ctx, hook, at, ports, sizeof(ports))) return;
	from_of(p, hook)->port = bpf_ntohs(ports[0]);
	to_of(p, hook)->port = bpf_ntohs(ports[1]);
	p->has_ports = 1;
}

static __always_inline void parse_ipv4(void* ctx, enum packet_hook hook, struct seen* p, __u32 at) {
	__u8 h[20];

	if (load_packet(ctx, hook, at, h, sizeof(h)) || h[0] >> 4 != 4) return;
	p->socket.local.family = p->socket.remote.family = AF_INET;
	p->socket.protocol = h[9];
	__builtin_memcpy(from_of(p, hook)->addr, h + 12, 4);
	__builtin_memcpy(to_of(p, hook)->addr, h + 16, 4);
	if ((h[6] & 0x1f) || h[7]) return; /* a later fragment has no ports */
	parse_ports(ctx, hook, p, at + (h[0] & 15) * 4);
}

/* Of IPv6, between the addresses and the transport: hop-by-hop, routing, fragment, authentication, destination. */
static __always_inline bool is_extension(__u8 protocol) {
	return protocol == 0 || protocol == 43 || protocol == 44 || protocol == 51 || protocol == 60;
}

static __always_inline void parse_ipv6(void* ctx, enum packet_hook hook, struct seen* p, __u32 at) {
	__u8 h[40], e[4], protocol;

	if (load_packet(ctx, hook, at, h, sizeof(h)) || h[0] >> 4 != 6) return;
	p->socket.local.family = p->socket.remote.family = AF_INET6;
	protocol = h[6];
	__builtin_memcpy(from_of(p, hook)->addr, h + 8, 16);
	__builtin_memcpy(to_of(p, hook)->addr, h + 24, 16);
	at += sizeof(h);
	for (__u32 i = 0; i < STROBE_EXTENSIONS && is_extension(protocol); i++) {
		bool fragment = protocol == 44, authentication = protocol == 51;

		if (load_packet(ctx, hook, at, e, sizeof(e))) return;
		protocol = e[0];
		p->socket.protocol = protocol;
		if (fragment && (e[2] || (e[3] & 0xf8))) return;
		at += fragment ? 8 : authentication ? e[1] * 4 + 8 : e[1] * 8 + 8;
	}
	p->socket.protocol = protocol;
	parse_ports(ctx, hook, p, at);
}

static __always_inline bool is_ip(__u16 ethertype) {
	return ethertype == ETH_P_IP || ethertype == ETH_P_IPV6;
}

/* Reads the header of Ethernet; `at` becomes what is behind it. */
static __always_inline void parse_ethernet(void* ctx, enum packet_hook hook, struct seen* p, __u32* at) {
	__u16 word, known;

	if (at_socket(hook) || !has_ethernet || load_packet(ctx, hook, 12, &word, sizeof(word))) return;
	if (hook != HOOK_XDP) {
		/* behind generic XDP of 6.18 packets come without their header */
		known = bpf_ntohs(((struct __sk_buff*)ctx)->protocol);
		if (is_ip(known) && known != bpf_ntohs(word)) return;
	}
	p->ethernet = 1;
	p->ethertype = bpf_ntohs(word);
	*at = 14;
	for (__u32 tags = 0; tags < 2 && (p->ethertype == ETH_P_8021Q || p->ethertype == ETH_P_8021AD); tags++) {
		if (load_packet(ctx, hook, *at + 2, &word, sizeof(word))) return;
		*at += 4;
		p->ethertype = bpf_ntohs(word);
	}
}

static __always_inline void parse_packet(void* ctx, enum packet_hook hook, struct seen* p) {
	__u32 at = 0;

	parse_ethernet(ctx, hook, p, &at);
	if (!p->ethernet && hook != HOOK_XDP) {
		p->ethertype = bpf_ntohs(((struct __sk_buff*)ctx)->protocol);
	} else if (!p->ethernet && !has_ethernet) { /* such devices carry IP only */
		__u8 first = 0;

		load_packet(ctx, hook, 0, &first, sizeof(first));
		p->ethertype = first >> 4 == 6 ? ETH_P_IPV6 : ETH_P_IP;
	}
	if (p->ethertype == ETH_P_IP) parse_ipv4(ctx, hook, p, at);
	if (p->ethertype == ETH_P_IPV6) parse_ipv6(ctx, hook, p, at);
}

/* Packets that have passed all but the sampling. */
__u64 passed;

static __always_inline bool wanted_packet(const struct seen* p) {
	bool by_ports = net_filter.port || net_filter.lport || net_filter.rport;

	if (only_protocol && (!p->socket.local.family || p->socket.protocol != only_protocol)) return false;
	if ((by_ports && !p->has_ports) || !wanted_flow(&p->socket)) return false;
	return sample < 2 || __sync_fetch_and_add(&passed, 1) % sample == 0;
}

#endif
