/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* What is known of a socket: its addresses, whether its events are wanted, whose it is. */
#ifndef STROBE_SOCKET_BPF_H
#define STROBE_SOCKET_BPF_H

#include "abi/net.h"
#include "bpf/cgroup.bpf.h"
#include "bpf/socket_types.bpf.h"
#include "bpf/task.bpf.h"

/* Set before load. */
const volatile __u32 net_events; /* bit n: strobe_net_event n is written */
const volatile struct strobe_net_filter net_filter;
const volatile __u32 by_socket_cgroup; /* only sockets made in this cgroup (v2) or below it */
const volatile __u64 cgroup_id;

/* What is remembered of a socket, as long as it lives. A connection that is accepted begins as a copy of what is known
 * of the listening socket. */
struct socket_state {
	__u32 pid, ns_pid; /* of the process that used it last; 0: not seen yet */
	char comm[STROBE_COMM_LEN];
	__u64 began; /* when its handshake did, ns; 0: not seen */
	__u64 since; /* when its present state did; 0: not seen */
	__u8 first;  /* strobe_closed_by: who sent the first FIN */
	__u8 pad[7];
};

struct {
	__uint(type, BPF_MAP_TYPE_SK_STORAGE);
	__uint(map_flags, BPF_F_NO_PREALLOC | BPF_F_CLONE);
	__type(key, int);
	__type(value, struct socket_state);
} sockets SEC(".maps");

/* ---- addresses --------------------------------------------------------------------------------------------------- */

/* Puts an IPv4 address that an IPv6 socket uses where IPv4 addresses are. */
static __always_inline void unmap(struct strobe_endpoint* e) {
	__u32* word = (__u32*)e->addr;

	if (word[0] || word[1] || word[2] != bpf_htonl(0xffff)) return;
	word[0] = word[3];
	word[1] = word[2] = word[3] = 0;
	e->family = AF_INET;
}

static __always_inline void name_ends(struct strobe_socket* to, const struct sock_common* c) {
	__u16 family = BPF_CORE_READ(c, skc_family);

	to->local.family = to->remote.family = family;
	to->local.port = BPF_CORE_READ(c, skc_num);
	to->remote.port = bpf_ntohs(BPF_CORE_READ(c, skc_dport));
	if (family == AF_INET) {
		*(__u32*)to->local.addr = BPF_CORE_READ(c, skc_rcv_saddr);
		*(__u32*)to->remote.addr = BPF_CORE_READ(c, skc_daddr);
	} else if (family == AF_INET6) {
		bpf_core_read(to->local.addr, sizeof(to->local.addr), &c->skc_v6_rcv_saddr);
		bpf_core_read(to->remote.addr, sizeof(to->remote.addr), &c->skc_v6_daddr);
		unmap(&to->local);
		unmap(&to->remote);
	}
}

/* All but the cookie. Of a request for a connection, c is its own part and sk the listening socket. */
static __always_inline void describe(struct strobe_socket* to, const struct sock* sk, const struct sock_common* c) {
	struct socket* held = BPF_CORE_READ(sk, sk_socket);

	__builtin_memset(to, 0, sizeof(*to));
	to->netns = BPF_CORE_READ(c, skc_net.net, ns.inum);
	to->state = BPF_CORE_READ(c, skc_state);
	to->protocol = BPF_CORE_READ(sk, sk_protocol);
	if (held && BPF_CORE_READ(held, file)) to->flags = STROBE_SOCKET_HELD;
	name_ends(to, c);
	/* a socket that closes has given its port back already */
	if (!to->local.port && (void*)c == (void*)sk)
		to->local.port = bpf_ntohs(BPF_CORE_READ((const struct inet_sock*)sk, inet_sport));
}

/* ---- filters ----------------------------------------------------------------------------------------------------- */

static __always_inline bool in_net(const struct strobe_endpoint* e) {
	const volatile __u32 *want = (const volatile __u32*)net_filter.addr, *mask = (const volatile __u32*)net_filter.mask;
	const __u32* a = (const __u32*)e->addr;

	if (e->family != net_filter.of) return false;
	for (int i = 0; i < 4; i++)
		if ((a[i] ^ want[i]) & mask[i]) return false;
	return true;
}

static __always_inline bool wanted_flow(const struct strobe_socket* s) {
	if (net_filter.family && s->local.family != net_filter.family) return false;
	if (net_filter.netns && s->netns != net_filter.netns) return false;
	if (net_filter.states && !(net_filter.states & (1u << (s->state & 31)))) return false;
	if (net_filter.port && s->local.port != net_filter.port && s->remote.port != net_filter.port) return false;
	if (net_filter.lport && s->local.port != net_filter.lport) return false;
	if (net_filter.rport && s->remote.port != net_filter.rport) return false;
	return !net_filter.of || in_net(&s->local) || in_net(&s->remote);
}

static __always_inline bool wanted_cgroup(const struct sock* sk) {
	return !by_socket_cgroup || is_in_cgroup(BPF_CORE_READ(sk, sk_cgrp_data.cgroup), cgroup_id);
}

/* ---- owners ------------------------------------------------------------------------------------------------------ */

static __always_inline void name_user(struct socket_state* st, struct task_struct* task) {
	st->pid = task->tgid;
	st->ns_pid = self.level ? id_in_own_ns(BPF_CORE_READ(task, group_leader, thread_pid)) : (__u32)task->tgid;
	BPF_CORE_READ_STR_INTO(&st->comm, task, group_leader, comm);
}

/* Only a task can own a socket's lock; interrupts leave packets of a socket that is owned for later. */
static __always_inline bool is_owned(const struct sock* sk) {
	return BPF_CORE_READ(sk, sk_lock.owned);
}

/* So whoever runs while it is owned is a user of the socket; but for strobe: the iterator over open files holds each
 * for a moment, and closes it when its process has let go of it meanwhile. */
static __always_inline void note_user(const struct sock* sk, struct socket_state* st) {
	struct task_struct* task = bpf_get_current_task_btf();

	if ((__u32)task->tgid == self.tgid || st->pid == (__u32)task->tgid) return;
	if (is_owned(sk)) name_user(st, task);
}

static __always_inline bool wants(__u32 event) {
	return net_events & (1u << event);
}

#endif
