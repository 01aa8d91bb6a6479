/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Events of the network. Each is a strobe_hit, whose probe is the event and whose task is the owner of the socket as
 * far as the kernel side knows it (tid and pid 0: it does not), with one piece: the body, from strobe_net_head on. */
#ifndef STROBE_ABI_NET_H
#define STROBE_ABI_NET_H

#include <linux/types.h>

#include "abi/event.h"

enum strobe_net_event {
	STROBE_NET_RETRANS = 0,
	STROBE_NET_CONNECT = 1,
	STROBE_NET_ACCEPT = 2,
	STROBE_NET_LIFE = 3,
	STROBE_NET_STATE = 4,
	STROBE_NET_RESET = 5,
	STROBE_NET_DROP = 6,
	STROBE_NET_RTT = 7, /* counted, never written */
	STROBE_NET_EVENTS
};

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

/* The handshake of a connection that this side began is over. */
struct strobe_connect {
	struct strobe_net_head head;
	struct strobe_socket socket;
	__s32 result;      /* 0, or a negative errno; STROBE_RESULT_UNKNOWN */
	__u32 syn_retrans; /* SYNs that were sent again */
	__u64 latency;     /* ns since the first SYN; 0: it was sent before strobe looked */
};

#define STROBE_RESULT_UNKNOWN 1

/* The handshake of a connection that the other side began has succeeded. */
struct strobe_accept {
	struct strobe_net_head head;
	struct strobe_socket socket;
	__u64 latency;        /* ns since the first SYN-ACK; 0: not measured */
	__u32 synack_retrans; /* SYN-ACKs that were sent again */
	__u32 pad;
};

enum strobe_closed_by {
	STROBE_CLOSED_UNKNOWN = 0,
	STROBE_CLOSED_LOCAL = 1,      /* this side sent the first FIN */
	STROBE_CLOSED_REMOTE = 2,     /* the other one did */
	STROBE_CLOSED_LOCAL_RST = 3,  /* ended by a reset from this side, whatever FINs came before */
	STROBE_CLOSED_REMOTE_RST = 4, /* ... from the other side */
	STROBE_CLOSED_TIMEOUT = 5,    /* nothing was heard of the other side */
	STROBE_CLOSED_ERROR = 6,      /* otherwise: no route, no memory */
};

/* A connection that was established is over. */
struct strobe_life {
	struct strobe_net_head head;
	struct strobe_socket socket;      /* state: the last one */
	__u64 duration;                   /* ns since its handshake began; 0: that was before strobe looked */
	__u64 bytes_sent, bytes_received; /* of data, each byte once */
	__u32 segs_sent, segs_received;
	__u32 retrans;       /* segments */
	__u32 closed;        /* strobe_closed_by */
	__u64 srtt, min_rtt; /* ns; 0: never measured */
};

struct strobe_state {
	struct strobe_net_head head;
	struct strobe_socket socket; /* state: the new one */
	__u32 from;                  /* the old one */
	__u32 pad;
	__u64 duration; /* ns in the old state; 0: not known */
};

enum strobe_direction { STROBE_SENT = 0, STROBE_RECEIVED = 1 };

/* One that is sent may belong to no socket: the answer to a packet for which there was none. */
struct strobe_reset {
	struct strobe_net_head head;
	struct strobe_socket socket;
	__u32 direction; /* strobe_direction */
	__u32 reason;    /* of what is sent, enum sk_rst_reason of the running kernel; STROBE_REASON_UNKNOWN */
};

#define STROBE_REASON_UNKNOWN (~0u)

/* A packet that the kernel discards. */
struct strobe_drop {
	struct strobe_net_head head;
	struct strobe_socket socket; /* without one only addresses and protocol */
	__u64 place;                 /* in the kernel's code */
	__u32 reason;                /* enum skb_drop_reason of the running kernel */
	__u32 length;                /* bytes */
	char device[16];             /* IFNAMSIZ; empty: none */
};

/* Drops are counted under this key; what finds no room, in STROBE_CNT_OTHER. */
struct strobe_drop_key {
	__u64 reason;
	__u64 place;
};

enum strobe_rtt_measure {
	STROBE_RTT_SMOOTHED = 0,  /* srtt, with each packet that arrives */
	STROBE_RTT_HANDSHAKE = 1, /* once a connection */
};

/* Round trips are counted under this key; what finds no room, in STROBE_CNT_OTHER. */
struct strobe_rtt_key {
	__u8 addr[16]; /* as in strobe_endpoint; family 0: any */
	__u32 family;
	__u32 pid, ns_pid; /* 0: any, or not known */
	char comm[STROBE_COMM_LEN];
	__u32 measure; /* strobe_rtt_measure */
	__u64 bucket;  /* as of STROBE_SCALE_LOG2, of ns */
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
STROBE_ASSERT(sizeof(struct strobe_connect) == 96 + 56 + 16);
STROBE_ASSERT(sizeof(struct strobe_accept) == 96 + 56 + 16);
STROBE_ASSERT(sizeof(struct strobe_life) == 96 + 56 + 56);
STROBE_ASSERT(sizeof(struct strobe_state) == 96 + 56 + 16);
STROBE_ASSERT(sizeof(struct strobe_reset) == 96 + 56 + 8);
STROBE_ASSERT(sizeof(struct strobe_drop) == 96 + 56 + 32);
STROBE_ASSERT(sizeof(struct strobe_rtt_key) == 56);
STROBE_ASSERT(sizeof(struct strobe_net_filter) == 52);
STROBE_ASSERT(sizeof(struct strobe_holder) == 48);

#endif
