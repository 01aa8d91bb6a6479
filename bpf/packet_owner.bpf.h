/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Whose socket a packet is of. */
#ifndef STROBE_PACKET_OWNER_BPF_H
#define STROBE_PACKET_OWNER_BPF_H

#include "bpf/packet.bpf.h"
#include "bpf/task.bpf.h"

#define PF_KTHREAD 0x00200000 /* include/linux/sched.h */

/* Freed with the socket; what accept makes of a listening socket takes over the listener's. */
struct {
	__uint(type, BPF_MAP_TYPE_SK_STORAGE);
	__uint(map_flags, BPF_F_NO_PREALLOC | BPF_F_CLONE);
	__type(key, int);
	__type(value, struct strobe_socket_owner);
} socket_owners SEC(".maps");

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
static __always_inline void note_owner(struct strobe_socket_owner* owner) {
	struct task_struct* task = bpf_get_current_task_btf();
	__u32 pid = BPF_CORE_READ(task, tgid), tid = BPF_CORE_READ(task, pid);

	if (owner->tid == tid && owner->pid == pid) return;
	if (BPF_CORE_READ((struct task_struct___flags*)task, flags) & PF_KTHREAD) return;
	owner->tid = tid;
	owner->pid = pid;
	owner->ns_tid = self.level ? id_in_own_ns(BPF_CORE_READ(task, thread_pid)) : tid;
	owner->ns_pid = self.level ? id_in_own_ns(BPF_CORE_READ(task, group_leader, thread_pid)) : pid;
	bpf_probe_read_kernel(owner->comm, sizeof(owner->comm), &task->comm);
}

/* What is known of the socket. */
struct socket {
	__u64 cookie;
	bool found;
	struct strobe_socket_owner owner;
};

static __always_inline void take_owner(struct socket* s, const struct strobe_socket_owner* owner) {
	if (owner) s->owner = *owner;
}

/* The cookie of a socket that is not the context's own; 0: it has none yet. */
static __always_inline __u64 read_cookie(void* sk) {
	__u64 cookie = 0, address = 0;

	/* as a number: the verifier allows no arithmetic on a socket */
	bpf_probe_read_kernel(&address, sizeof(address), &sk);
	bpf_probe_read_kernel(&cookie, sizeof(cookie),
						  (void*)(address + bpf_core_field_offset(struct sock_common___cookie, skc_cookie)));
	return cookie;
}

/* The socket that will receive a packet which has just arrived. */
static __always_inline void find_receiver(void* ctx, enum packet_hook hook, const struct parsed* p, struct socket* s) {
	struct bpf_sock_tuple tuple = {};
	__u32 size = p->family == AF_INET ? sizeof(tuple.ipv4) : sizeof(tuple.ipv6);
	struct bpf_sock* sk;

	if (!p->has_ports) return;
	if (p->family == AF_INET) {
		__builtin_memcpy(&tuple.ipv4.saddr, p->from, 4);
		__builtin_memcpy(&tuple.ipv4.daddr, p->to, 4);
		tuple.ipv4.sport = bpf_htons(p->from_port);
		tuple.ipv4.dport = bpf_htons(p->to_port);
	} else {
		__builtin_memcpy(tuple.ipv6.saddr, p->from, 16);
		__builtin_memcpy(tuple.ipv6.daddr, p->to, 16);
		tuple.ipv6.sport = bpf_htons(p->from_port);
		tuple.ipv6.dport = bpf_htons(p->to_port);
	}
	if (p->protocol == IPPROTO_TCP)
		sk = bpf_skc_lookup_tcp(ctx, &tuple, size, BPF_F_CURRENT_NETNS, 0);
	else
		sk = bpf_sk_lookup_udp(ctx, &tuple, size, BPF_F_CURRENT_NETNS, 0);
	if (!sk) return;
	s->found = true;
	s->cookie = read_cookie(sk);
	if (hook != HOOK_XDP) take_owner(s, bpf_sk_storage_get(&socket_owners, sk, 0, 0));
	bpf_sk_release(sk);
}

/* The socket that the kernel has joined the packet with: it has sent it, or is about to receive it. */
static __always_inline void find_own(struct __sk_buff* skb, enum packet_hook hook, const struct parsed* p,
									 struct socket* s) {
	struct bpf_sock* sk = skb->sk;
	struct strobe_socket_owner* owner;
	bool sends;

	if (!sk) return;
	s->found = true;
	s->cookie = bpf_get_socket_cookie(skb);
	sk = bpf_sk_fullsock(sk);
	if (!sk) return;
	/* Datagrams pass here in the sender's own call. Behind that, and for TCP, it may be anybody's interrupt. */
	sends = hook == HOOK_SOCKET_OUT && p->protocol == IPPROTO_UDP;
	owner = bpf_sk_storage_get(&socket_owners, sk, 0, sends ? BPF_SK_STORAGE_GET_F_CREATE : 0);
	if (owner && sends) note_owner(owner);
	take_owner(s, owner);
}

static __always_inline void find_socket(void* ctx, enum packet_hook hook, const struct parsed* p, struct socket* s) {
	if (hook == HOOK_TC_IN || hook == HOOK_XDP)
		find_receiver(ctx, hook, p, s);
	else
		find_own(ctx, hook, p, s);
}

#endif
