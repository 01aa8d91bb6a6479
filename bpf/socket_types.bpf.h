/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* The kernel's types of sockets and packets, cut down like those of core_types.bpf.h. */
#ifndef STROBE_SOCKET_TYPES_BPF_H
#define STROBE_SOCKET_TYPES_BPF_H

#include "bpf/core_types.bpf.h"

#include <bpf/bpf_endian.h>

#define AF_INET 2
#define AF_INET6 10
#define IPPROTO_TCP 6

/* include/net/tcp_states.h: part of the ABI, through tcp_info */
enum tcp_state_number {
	TCP_ESTABLISHED = 1,
	TCP_SYN_SENT = 2,
	TCP_SYN_RECV = 3,
	TCP_FIN_WAIT1 = 4,
	TCP_FIN_WAIT2 = 5,
	TCP_TIME_WAIT = 6,
	TCP_CLOSE = 7,
	TCP_CLOSE_WAIT = 8,
	TCP_LAST_ACK = 9,
	TCP_LISTEN = 10,
	TCP_CLOSING = 11,
	TCP_NEW_SYN_RECV = 12,
};

/* enum tcp_ca_state of the uapi header linux/tcp.h */
#define CA_RECOVERY 3
#define CA_LOSS 4

/* include/net/inet_connection_sock.h: the timer that is pending */
#define TIMER_LOSS_PROBE 5

/* include/net/sock.h */
enum sock_flags {
	SOCK_DONE = 1,
};
#define SHUTDOWN_MASK 3

#pragma clang attribute push(__attribute__((preserve_access_index)), apply_to = record)

struct ns_common {
	unsigned int inum;
};

struct net {
	struct ns_common ns;
};

typedef struct {
	struct net* net;
} possible_net_t;

struct in6_addr {
	union {
		__u8 u6_addr8[16];
	} in6_u;
};

typedef struct {
	__s64 counter;
} atomic64_t;

struct sock_common {
	__be32 skc_daddr;
	__be32 skc_rcv_saddr;
	__be16 skc_dport;
	__u16 skc_num;
	unsigned short skc_family;
	volatile unsigned char skc_state;
	possible_net_t skc_net;
	struct in6_addr skc_v6_daddr;
	struct in6_addr skc_v6_rcv_saddr;
	atomic64_t skc_cookie;
	unsigned long skc_flags;
};

typedef struct {
	int owned;
} socket_lock_t;

struct sock_cgroup_data {
	struct cgroup* cgroup;
};

struct inode {
	unsigned long i_ino;
	unsigned short i_mode;
};

struct file {
	struct inode* f_inode;
	void* private_data;
};

struct fdtable {
	unsigned int max_fds;
	struct file** fd;
};

struct files_struct {
	struct fdtable* fdt;
};

struct sock;

struct socket {
	struct sock* sk;
	struct file* file;
};

struct sock {
	struct sock_common __sk_common;
	socket_lock_t sk_lock;
	int sk_err;
	__u8 sk_shutdown;
	__u16 sk_protocol;
	struct socket* sk_socket;
	struct sock_cgroup_data sk_cgrp_data;
};

struct inet_sock {
	struct sock sk;
	__be16 inet_sport;
};

struct request_sock {
	struct sock_common __req_common;
	__u8 num_retrans;
};

struct inet_request_sock {
	struct request_sock req;
};

struct tcp_request_sock {
	struct inet_request_sock req;
	__u64 snt_synack; /* when the first SYN-ACK was sent, us, CLOCK_MONOTONIC */
};

struct inet_connection_sock {
	__u8 icsk_ca_state : 5;
	__u8 icsk_pending;
};

struct minmax_sample {
	__u32 v;
};

struct minmax {
	struct minmax_sample s[3];
};

struct tcp_sock {
	struct inet_connection_sock inet_conn;
	__u32 snd_nxt;
	__u32 snd_una;
	__u32 snd_cwnd;
	__u32 srtt_us; /* eight times the smoothed round trip, us */
	__u32 total_retrans;
	__u64 bytes_sent;
	__u64 bytes_retrans;
	__u64 bytes_received;
	__u32 segs_in;
	__u32 segs_out;
	struct minmax rtt_min;
};

struct tcp_skb_cb {
	__u32 seq;
	__u16 tcp_gso_segs;
};

struct net_device {
	char name[16];
	possible_net_t nd_net;
};

struct sk_buff {
	struct net_device* dev;
	struct sock* sk;
	char cb[48];
	unsigned int len;
	int skb_iif; /* 0: it has not arrived by any device */
	__be16 protocol;
	__u16 network_header;
	unsigned char* head;
};

struct bpf_iter__task_file {
	struct bpf_iter_meta* meta;
	struct task_struct* task;
	__u32 fd;
	struct file* file;
};

#pragma clang attribute pop

#endif
