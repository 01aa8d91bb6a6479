/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Events of the network. Each is a strobe_hit, whose probe is the event and whose task is the owner of the socket as
 * far as the kernel side knows it (tid and pid 0: it does not), with one piece: the body, from strobe_net_head on. */
#ifndef STROBE_ABI_NET_H
#define STROBE_ABI_NET_H

#include <linux/types.h>

#include "abi/event.h"

enum strobe_net_event { STROBE_NET_RETRANS = 0, STROBE_NET_EVENTS };

/* The piece's address is its own offset, so that offsets in a body count from the start of the record. */
struct strobe_net_head {
	struct strobe_hit hit;
	struct strobe_piece piece;
};

/* An IPv4 address takes the first 4 bytes, also that of an IPv6 socket which speaks IPv4. */
struct strobe_endpoint {
	__u8 addr[16];
	__u16 family; /* AF_INET, AF_INET6; 0: unknown */
	__u16 port;   /* in the machine's order */
};

enum strobe_socket_flags {
	STROBE_SOCKET_HELD = 1u << 0, /* an open file leads to it; without, no process can hold it */
};

/* Which socket: the start of every body. */
struct strobe_socket {
	__u64 cookie; /* 0: none */
	__u32 netns;  /* inode of the network namespace */
	__u16 flags;  /* strobe_socket_flags */
	__u8 state;   /* TCP_ESTABLISHED ... of linux/tcp.h's numbers */
	__u8 protocol;
	struct strobe_endpoint local, remote;
};

enum strobe_retrans_kind {
	STROBE_RETRANS_OTHER = 0,
	STROBE_RETRANS_FAST = 1,    /* acknowledgements told of the loss */
	STROBE_RETRANS_TIMEOUT = 2, /* nothing was heard; or part of the repair after that */
	STROBE_RETRANS_PROBE = 3,   /* tail loss probe */
	STROBE_RETRANS_SYN = 4,
	STROBE_RETRANS_SYNACK = 5,
};

struct strobe_retrans {
	struct strobe_net_head head;
	struct strobe_socket socket;
	__u32 kind;      /* strobe_retrans_kind */
	__u32 seq;       /* of the first byte */
	__u32 segments;  /* at once */
	__u32 bytes;     /* of data */
	__u32 in_flight; /* bytes sent that are not acknowledged */
	__u32 cwnd;      /* segments */
	__u64 srtt;      /* ns; 0: not measured yet */
	__u32 total;     /* segments retransmitted of this connection, these included */
	__u32 pad;
};

/* Which sockets' events are written. */
struct strobe_net_filter {
	__u32 family;  /* AF_INET, AF_INET6; 0: any */
	__u32 netns;   /* 0: any */
	__u32 states;  /* bit n: state n; 0: any */
	__u16 port;    /* at either side; 0: any */
	__u16 lport;   /* 0: any */
	__u16 rport;   /* 0: any */
	__u16 of;      /* family of addr; 0: any address */
	__u8 addr[16]; /* at either side; as in strobe_endpoint */
	__u8 mask[16];
};

/* What the iterator over open files tells of each that is a socket. */
struct strobe_holder {
	__u64 cookie;
	__u64 inode;
	__u32 pid, ns_pid; /* of the process; 0: not visible in strobe's pid namespace */
	__u32 fd;
	__u32 netns;
	char comm[STROBE_COMM_LEN];
};

STROBE_ASSERT(sizeof(struct strobe_net_head) == 96);
STROBE_ASSERT(sizeof(struct strobe_endpoint) == 20);
STROBE_ASSERT(sizeof(struct strobe_socket) == 56);
STROBE_ASSERT(sizeof(struct strobe_retrans) == 96 + 56 + 40);
STROBE_ASSERT(sizeof(struct strobe_net_filter) == 52);
STROBE_ASSERT(sizeof(struct strobe_holder) == 48);

#endif
