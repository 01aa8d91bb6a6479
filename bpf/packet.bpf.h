/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* The headers of a packet, as far as filters and sockets need them. */
#ifndef STROBE_PACKET_BPF_H
#define STROBE_PACKET_BPF_H

#include <bpf/bpf_endian.h>

#include "abi/packet.h"
#include "bpf/core_types.bpf.h"

/* include/uapi/linux/if_ether.h, in.h, socket.h */
#define ETH_P_IP 0x0800
#define ETH_P_8021Q 0x8100
#define ETH_P_IPV6 0x86dd
#define ETH_P_8021AD 0x88a8
#define AF_INET 2
#define AF_INET6 10
#define IPPROTO_TCP 6
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
const volatile __u32 has_ethernet; /* packets of the device have such a header */
const volatile struct strobe_packet_filter packet_filter;

static __always_inline bool goes_out(enum packet_hook hook) {
	return hook == HOOK_TC_OUT || hook == HOOK_SOCKET_OUT;
}

static __always_inline bool at_socket(enum packet_hook hook) {
	return hook == HOOK_SOCKET_IN || hook == HOOK_SOCKET_OUT;
}

static __always_inline bool with_ethernet(enum packet_hook hook) {
	return !at_socket(hook) && has_ethernet;
}

struct parsed {
	__u8 from[16], to[16];
	__u16 from_port, to_port;
	__u16 ethertype;
	__u8 family; /* 0: neither IPv4 nor IPv6 */
	__u8 protocol;
	__u8 has_ports;
};

static __always_inline long load_packet(void* ctx, enum packet_hook hook, __u32 from, void* to, __u32 len) {
	return hook == HOOK_XDP ? bpf_xdp_load_bytes(ctx, from, to, len) : bpf_skb_load_bytes(ctx, from, to, len);
}

static __always_inline __u32 packet_length(void* ctx, enum packet_hook hook) {
	return hook == HOOK_XDP ? bpf_xdp_get_buff_len(ctx) : ((struct __sk_buff*)ctx)->len;
}

static __always_inline void parse_ports(void* ctx, enum packet_hook hook, struct parsed* p, __u32 at) {
	__u16 ports[2];

	if (p->protocol != IPPROTO_TCP && p->protocol != IPPROTO_UDP) return;
	if (load_packet(ctx, hook, at, ports, sizeof(ports))) return;
	p->from_port = bpf_ntohs(ports[0]);
	p->to_port = bpf_ntohs(ports[1]);
	p->has_ports = 1;
}

static __always_inline void parse_ipv4(void* ctx, enum packet_hook hook, struct parsed* p, __u32 at) {
	__u8 h[20];

	if (load_packet(ctx, hook, at, h, sizeof(h)) || h[0] >> 4 != 4) return;
	p->family = AF_INET;
	p->protocol = h[9];
	__builtin_memcpy(p->from, h + 12, 4);
	__builtin_memcpy(p->to, h + 16, 4);
	if ((h[6] & 0x1f) || h[7]) return; /* a later fragment has no ports */
	parse_ports(ctx, hook, p, at + (h[0] & 15) * 4);
}

/* Of IPv6, between the addresses and the transport: hop-by-hop, routing, fragment, authentication, destination. */
static __always_inline bool is_extension(__u8 protocol) {
	return protocol == 0 || protocol == 43 || protocol == 44 || protocol == 51 || protocol == 60;
}

static __always_inline void parse_ipv6(void* ctx, enum packet_hook hook, struct parsed* p, __u32 at) {
	__u8 h[40], e[4];

	if (load_packet(ctx, hook, at, h, sizeof(h)) || h[0] >> 4 != 6) return;
	p->family = AF_INET6;
	p->protocol = h[6];
	__builtin_memcpy(p->from, h + 8, 16);
	__builtin_memcpy(p->to, h + 24, 16);
	at += sizeof(h);
	for (__u32 i = 0; i < STROBE_EXTENSIONS && is_extension(p->protocol); i++) {
		bool fragment = p->protocol == 44, authentication = p->protocol == 51;

		if (load_packet(ctx, hook, at, e, sizeof(e))) return;
		p->protocol = e[0];
		if (fragment && (e[2] || (e[3] & 0xf8))) return;
		at += fragment ? 8 : authentication ? e[1] * 4 + 8 : e[1] * 8 + 8;
	}
	parse_ports(ctx, hook, p, at);
}

static __always_inline void parse_packet(void* ctx, enum packet_hook hook, struct parsed* p) {
	__u16 word;
	__u32 at = 0;

	if (with_ethernet(hook)) {
		if (load_packet(ctx, hook, 12, &word, sizeof(word))) return;
		at = 14;
		p->ethertype = bpf_ntohs(word);
		for (__u32 tags = 0; tags < 2 && (p->ethertype == ETH_P_8021Q || p->ethertype == ETH_P_8021AD); tags++) {
			if (load_packet(ctx, hook, at + 2, &word, sizeof(word))) return;
			at += 4;
			p->ethertype = bpf_ntohs(word);
		}
	} else if (hook != HOOK_XDP) {
		p->ethertype = bpf_ntohs(((struct __sk_buff*)ctx)->protocol);
	} else { /* devices without link headers carry IP only */
		__u8 first = 0;

		load_packet(ctx, hook, 0, &first, sizeof(first));
		p->ethertype = first >> 4 == 6 ? ETH_P_IPV6 : ETH_P_IP;
	}
	if (p->ethertype == ETH_P_IP) parse_ipv4(ctx, hook, p, at);
	if (p->ethertype == ETH_P_IPV6) parse_ipv6(ctx, hook, p, at);
}

/* ---- filters ----------------------------------------------------------------------------------------------------- */

/* Packets that have passed all but the sampling. */
__u64 passed;

static __always_inline bool in_net(const __u8* address) {
	for (__u32 i = 0; i < 16; i++)
		if ((address[i] & packet_filter.mask[i]) != packet_filter.address[i]) return false;
	return true;
}

static __always_inline bool wanted_ports(const struct parsed* p, bool out) {
	__u16 local = out ? p->from_port : p->to_port, remote = out ? p->to_port : p->from_port;

	if (!packet_filter.port && !packet_filter.local_port && !packet_filter.remote_port) return true;
	if (!p->has_ports) return false;
	if (packet_filter.port && local != packet_filter.port && remote != packet_filter.port) return false;
	if (packet_filter.local_port && local != packet_filter.local_port) return false;
	return !packet_filter.remote_port || remote == packet_filter.remote_port;
}

static __always_inline bool wanted_packet(const struct parsed* p, bool out) {
	if (packet_filter.family && p->family != packet_filter.family) return false;
	if (packet_filter.protocol && (!p->family || p->protocol != packet_filter.protocol)) return false;
	if (!wanted_ports(p, out)) return false;
	if (packet_filter.address_family &&
		(p->family != packet_filter.address_family || (!in_net(p->from) && !in_net(p->to))))
		return false;
	return packet_filter.sample < 2 || __sync_fetch_and_add(&passed, 1) % packet_filter.sample == 0;
}

#endif
