/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Packets: what is recorded of one, and how they are counted. Numbers are in the machine's order. */
#ifndef STROBE_ABI_PACKET_H
#define STROBE_ABI_PACKET_H

#include <linux/types.h>

#include "abi/limits.h"
#include "abi/net.h"

enum strobe_packet_direction { STROBE_PACKET_IN = 0, STROBE_PACKET_OUT = 1 };

enum strobe_packet_flags {
	STROBE_PACKET_ETHERNET = 1u << 0, /* the bytes begin with an Ethernet header; else with the network's */
	STROBE_PACKET_TAGGED = 1u << 1,   /* there is a tag of a VLAN that is not in the bytes */
};

/* An event of the socket that has sent it or will receive it, as far as there is one; its addresses are the packet's,
 * if it has such. The packet's first bytes follow, in the same piece. */
struct strobe_packet {
	struct strobe_net_head head;
	struct strobe_socket socket;
	__u32 ifindex;
	__u32 length; /* of the whole packet, from the header on with which the bytes begin */
	__u32 copied; /* bytes behind this structure */
	__u32 mark;
	__u32 segments; /* packets that this one stands for on the wire, when the device cuts it or has joined it; else 0 */
	__u16 ethertype;
	__u16 tag_type, tag; /* the ethertype of a tag that the device took off, and what else is in it */
	__u8 direction;      /* strobe_packet_direction */
	__u8 flags;          /* strobe_packet_flags */
	__u8 pad[4];
};

/* Packets that are counted together: either by addresses and ports, or by the socket's owner. */
struct strobe_flow_key {
	struct strobe_endpoint local, remote;
	__u16 ethertype; /* when there are no addresses */
	__u8 protocol;
	__u8 pad;
	__u32 pid;    /* of the owner, in the initial pid namespace */
	__u64 cookie; /* of a socket whose owner is not known */
};

struct strobe_flow {
	__u64 packets[2], bytes[2]; /* by strobe_packet_direction */
	__u64 cookie;               /* of the socket that was seen last */
	__u32 pid, ns_pid;          /* likewise, of its owner */
	char comm[STROBE_COMM_LEN];
};

STROBE_ASSERT(sizeof(struct strobe_packet) == 96 + 56 + 32);
STROBE_ASSERT(sizeof(struct strobe_flow_key) == 56);
STROBE_ASSERT(sizeof(struct strobe_flow) == 64);

#endif
