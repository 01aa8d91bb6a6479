/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Resets of TCP. */
#ifndef STROBE_RESET_BPF_H
#define STROBE_RESET_BPF_H

#include "bpf/net_event.bpf.h"
#include "bpf/packet.bpf.h"

/* b533fb9cf4f7 ("rstreason: make it work in trace world"), 6.10 */
const volatile __u32 resets_have_reasons;

/* What stands for a connection that is not yet, or not any more, has the addresses of one, and little else. */
static __always_inline bool is_full(const struct sock* sk) {
	__u8 state = BPF_CORE_READ(sk, __sk_common.skc_state);

	return state != TCP_TIME_WAIT && state != TCP_NEW_SYN_RECV;
}

static __always_inline void write_reset(const struct strobe_socket* s, const struct socket_state* st, __u32 direction,
										__u32 reason) {
	struct strobe_reset* r = reserve_event(sizeof(*r));

	if (!r) return;
	head_event(&r->head, STROBE_NET_RESET, sizeof(*r), st);
	r->socket = *s;
	r->direction = direction;
	r->reason = reason;
	bpf_ringbuf_submit(r, wake_flags());
}

/* A listening socket answers for connections that it does not have: their addresses are the packet's. */
static __always_inline void sent_reset(struct sock* sk, struct sk_buff* skb, __u32 reason) {
	struct socket_state* st = NULL;
	struct strobe_socket s;

	if (paused || detaching) return;
	if (sk && is_full(sk)) {
		describe(&s, sk, &sk->__sk_common);
		s.cookie = bpf_get_socket_cookie(sk);
		st = bpf_sk_storage_get(&sockets, sk, 0, 0);
		if (!wanted_cgroup(sk)) return;
		if (s.state == TCP_LISTEN && skb) {
			struct strobe_socket of_packet;

			describe_packet(&of_packet, skb, true);
			s.local = of_packet.local;
			s.remote = of_packet.remote;
		}
	} else if (by_socket_cgroup) {
		return;
	} else if (sk) {
		__builtin_memset(&s, 0, sizeof(s));
		s.netns = BPF_CORE_READ(sk, __sk_common.skc_net.net, ns.inum);
		s.state = BPF_CORE_READ(sk, __sk_common.skc_state);
		s.protocol = IPPROTO_TCP;
		name_ends(&s, &sk->__sk_common);
	} else {
		if (!skb) return;
		describe_packet(&s, skb, true);
	}
	if (wanted_flow(&s)) write_reset(&s, st, STROBE_SENT, reason);
}

static __always_inline void received_reset(struct sock* sk) {
	struct strobe_socket s;

	if (paused || detaching) return;
	describe(&s, sk, &sk->__sk_common);
	if (!wanted_flow(&s) || !wanted_cgroup(sk)) return;
	s.cookie = bpf_get_socket_cookie(sk);
	write_reset(&s, bpf_sk_storage_get(&sockets, sk, 0, 0), STROBE_RECEIVED, STROBE_REASON_UNKNOWN);
}

#endif
