/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Packets: what is recorded of one, which are chosen, and how they are counted. Numbers are in the machine's order,
 * addresses as they were sent; an IPv4 address is the first 4 bytes of 16. */
#ifndef STROBE_ABI_PACKET_H
#define STROBE_ABI_PACKET_H

#include <linux/types.h>

#include "abi/event.h"
#include "abi/limits.h"

enum strobe_direction { STROBE_PACKET_IN = 0, STROBE_PACKET_OUT = 1 };

enum strobe_packet_flags {
	STROBE_PACKET_ETHERNET = 1u << 0, /* the bytes begin with an Ethernet header; else with the network's */
	STROBE_PACKET_TAGGED = 1u << 1,   /* `vlan` is that of a tag which is not in the bytes */
	STROBE_PACKET_SOCKET = 1u << 2,   /* a socket has sent it or will receive it */
};

/* A hit, whose task is the owner of the socket as far as the kernel side knows: who has created it or, of a datagram,
 * who has sent it; tid and pid 0: not known. Its one piece holds all from the cookie on, and behind that the packet. */
struct strobe_packet {
	struct strobe_hit hit;
	struct strobe_piece piece;
	__u64 cookie; /* of the socket; 0: not known */
	__u32 ifindex;
	__u32 length; /* of the whole packet, from the header on with which the bytes begin */
	__u32 copied; /* bytes behind this structure */
	__u32 mark;
	__u32 segments; /* packets that this one stands for on the wire, when the device cuts it or has joined it; else 0 */
	__u16 ethertype;
	__u16 vlan;
	__u8 direction; /* strobe_direction */
	__u8 flags;     /* strobe_packet_flags */
	__u16 pad[3];
};

/* Those that pass. A field that is 0 is not looked at; of a packet without ports no port passes. */
struct strobe_packet_filter {
	__u16 port, local_port, remote_port; /* port: either */
	__u8 family;                         /* AF_INET, AF_INET6 */
	__u8 protocol;
	__u8 address[16], mask[16]; /* either side, bits outside of the mask are 0 */
	__u8 address_family;        /* 0: any address */
	__u8 pad[3];
	__u32 sample; /* 1 of so many of those that pass the rest */
};

/* Packets that are counted together: either by addresses and ports, or by the socket's owner. */
struct strobe_flow_key {
	__u8 local[16], remote[16];
	__u16 local_port, remote_port;
	__u16 ethertype; /* when there are no addresses */
	__u8 family, protocol;
	__u64 cookie; /* of a socket whose owner is not known */
	__u32 pid;    /* of the owner, in the initial pid namespace */
	__u32 pad;
};

struct strobe_flow {
	__u64 packets[2], bytes[2]; /* by strobe_direction */
	__u64 cookie;               /* the last one that was seen */
	__u32 pid, ns_pid;          /* likewise, of the owner */
	char comm[STROBE_COMM_LEN];
};

/* Whoever has a socket: created it or, later, sent datagrams by it. */
struct strobe_socket_owner {
	__u32 pid, tid; /* of the initial pid namespace */
	__u32 ns_pid, ns_tid;
	char comm[STROBE_COMM_LEN];
};

STROBE_ASSERT(sizeof(struct strobe_packet) == 72 + 24 + 40);
STROBE_ASSERT(sizeof(struct strobe_packet_filter) == 48);
STROBE_ASSERT(sizeof(struct strobe_flow_key) == 56);
STROBE_ASSERT(sizeof(struct strobe_flow) == 64);
STROBE_ASSERT(sizeof(struct strobe_socket_owner) == 32);

#endif
