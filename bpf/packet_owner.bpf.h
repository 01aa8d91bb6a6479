/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Whose socket a packet is of. */
#ifndef STROBE_PACKET_OWNER_BPF_H
#define STROBE_PACKET_OWNER_BPF_H

#include "bpf/packet_headers.bpf.h"

#define PF_KTHREAD 0x00200000 /* include/linux/sched.h */

#pragma clang attribute push(__attribute__((preserve_access_index)), apply_to = record)

struct sock_common___cookie {
	struct {
		__s64 counter;
	} skc_cookie; /* atomic64_t */
};

struct task_struct___flags {
	unsigned int flags;
};

#pragma clang attribute pop

/* The current task makes the socket, or sends by it. */
static __always_inline void note_current(struct socket_state* st) {
	struct task_struct* task = bpf_get_current_task_btf();
	__u32 pid = BPF_CORE_READ(task, tgid);

	if (st->pid == pid || (BPF_CORE_READ((struct task_struct___flags*)task, flags) & PF_KTHREAD)) return;
	st->pid = pid;
	st->ns_pid = self.level ? id_in_own_ns(BPF_CORE_READ(task, group_leader, thread_pid)) : pid;
	bpf_probe_read_kernel(st->comm, sizeof(st->comm), &task->comm);
}

/* The socket as the kernel has it. As a number, since the verifier allows no arithmetic on a pointer to a socket. */
static __always_inline struct sock* kernel_socket(void* sk) {
	__u64 address = 0;

	bpf_probe_read_kernel(&address, sizeof(address), &sk);
	return (struct sock*)address;
}

static __always_inline void describe_held(struct seen* p, const struct sock* sk) {
	struct socket* held = BPF_CORE_READ(sk, sk_socket);

	if (held && BPF_CORE_READ(held, file)) p->socket.flags |= STROBE_SOCKET_HELD;
}

/* Not one of the small ones that stand for connections which have just begun, or are over. */
static __always_inline bool is_full(const struct sock* sk) {
	__u8 state = BPF_CORE_READ(sk, __sk_common.skc_state);

	return state != TCP_NEW_SYN_RECV && state != TCP_TIME_WAIT;
}

/* Of a connection that has just begun: the one that listens. */
static __always_inline struct bpf_sock* full_socket(struct bpf_sock* sk) {
	struct bpf_sock* full = bpf_sk_fullsock(sk);

	return full ? full : bpf_get_listener_sock(sk);
}

static __always_inline void take_owner(struct seen* p, const struct socket_state* st) {
	if (st) p->owner = *st;
}

/* The socket that will receive a packet which has just arrived. */
static __always_inline void find_receiver(void* ctx, enum packet_hook hook, struct seen* p) {
	bool v4 = p->socket.local.family == AF_INET;
	struct bpf_sock_tuple tuple = {};
	__u32 size = v4 ? sizeof(tuple.ipv4) : sizeof(tuple.ipv6);
	struct bpf_sock *sk, *full;

	if (!p->has_ports) return;
	if (v4) {
		__builtin_memcpy(&tuple.ipv4.saddr, p->socket.remote.addr, 4);
		__builtin_memcpy(&tuple.ipv4.daddr, p->socket.local.addr, 4);
		tuple.ipv4.sport = bpf_htons(p->socket.remote.port);
		tuple.ipv4.dport = bpf_htons(p->socket.local.port);
	} else {
		__builtin_memcpy(tuple.ipv6.saddr, p->socket.remote.addr, 16);
		__builtin_memcpy(tuple.ipv6.daddr, p->socket.local.addr, 16);
		tuple.ipv6.sport = bpf_htons(p->socket.remote.port);
		tuple.ipv6.dport = bpf_htons(p->socket.local.port);
	}
	if (p->socket.protocol == IPPROTO_TCP)
		sk = bpf_skc_lookup_tcp(ctx, &tuple, size, BPF_F_CURRENT_NETNS, 0);
	else
		sk = bpf_sk_lookup_udp(ctx, &tuple, size, BPF_F_CURRENT_NETNS, 0);
	if (!sk) return;
	/* no helper asks a socket that is not the context's for its cookie; 0: nobody has asked it yet */
	p->socket.cookie = BPF_CORE_READ((struct sock_common___cookie*)kernel_socket(sk), skc_cookie.counter);
	p->address = (__u64)kernel_socket(sk);
	if (is_full(kernel_socket(sk))) describe_held(p, kernel_socket(sk));
	full = hook == HOOK_XDP ? NULL : full_socket(sk);
	if (full) take_owner(p, bpf_sk_storage_get(&sockets, full, 0, 0));
	bpf_sk_release(sk);
}

/* The socket that the kernel has joined the packet with: it has sent it, or is about to receive it. */
static __always_inline void find_own(struct __sk_buff* skb, enum packet_hook hook, struct seen* p) {
	struct bpf_sock* sk = skb->sk;
	struct socket_state* st;
	bool sends;

	if (!sk) return;
	p->socket.cookie = bpf_get_socket_cookie(skb);
	sk = full_socket(sk);
	if (!sk) return;
	p->address = (__u64)kernel_socket(sk);
	describe_held(p, kernel_socket(sk));
	/* Datagrams pass here in the sender's own call. Behind that, and for TCP, it may be anybody's interrupt. */
	sends = hook == HOOK_SOCKET_OUT && p->socket.protocol == IPPROTO_UDP;
	st = bpf_sk_storage_get(&sockets, sk, 0, sends ? BPF_SK_STORAGE_GET_F_CREATE : 0);
	if (st && sends) note_current(st);
	take_owner(p, st);
}

static __always_inline void find_socket(void* ctx, enum packet_hook hook, struct seen* p) {
	if (hook == HOOK_TC_IN || hook == HOOK_XDP)
		find_receiver(ctx, hook, p);
	else
		find_own(ctx, hook, p);
}

/* A function of its own: what it reads takes much of a stack. */
static __noinline bool is_of_cgroup(__u64 address) {
	const struct sock* sk = (const struct sock*)address;

	return sk && is_full(sk) && wanted_cgroup(sk);
}

/* Of the device, or of the socket. */
static __always_inline __u32 netns_of(void* ctx, enum packet_hook hook) {
	struct bpf_sock* sk;

	if (!at_socket(hook)) return device_netns;
	sk = ((struct __sk_buff*)ctx)->sk;
	return sk ? BPF_CORE_READ(kernel_socket(sk), __sk_common.skc_net.net, ns.inum) : 0;
}

#endif
