/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Retransmissions of TCP. */
#ifndef STROBE_RETRANS_BPF_H
#define STROBE_RETRANS_BPF_H

#include "bpf/connection.bpf.h"

/* What made TCP send again. A pending timer for a probe is one that is running right now, unless a repair has begun:
 * then it was armed before that. */
static __always_inline __u32 retrans_kind(const struct tcp_sock* t, __u8 state) {
	__u32 repair = BPF_CORE_READ_BITFIELD_PROBED(&t->inet_conn, icsk_ca_state);

	if (state == TCP_SYN_SENT) return STROBE_RETRANS_SYN;
	if (state == TCP_SYN_RECV) return STROBE_RETRANS_SYNACK; /* of a fast open: else it is no socket yet */
	if (repair == CA_RECOVERY) return STROBE_RETRANS_FAST;
	if (repair == CA_LOSS) return STROBE_RETRANS_TIMEOUT;
	return BPF_CORE_READ(t, inet_conn.icsk_pending) == TIMER_LOSS_PROBE ? STROBE_RETRANS_PROBE : STROBE_RETRANS_OTHER;
}

static __always_inline void describe_tcp(struct strobe_retrans* r, const struct tcp_sock* t) {
	r->in_flight = BPF_CORE_READ(t, snd_nxt) - BPF_CORE_READ(t, snd_una);
	r->cwnd = BPF_CORE_READ(t, snd_cwnd);
	r->srtt = (BPF_CORE_READ(t, srtt_us) >> 3) * 1000ull;
	r->total = BPF_CORE_READ(t, total_retrans);
}

static __always_inline void retransmitted(struct sock* sk, struct sk_buff* skb) {
	const struct tcp_skb_cb* cb = (void*)&skb->cb;
	struct tcp_sock* t = bpf_skc_to_tcp_sock(sk);
	struct strobe_socket s;
	struct strobe_retrans* r;

	if (paused || detaching || !t) return;
	describe(&s, sk, &sk->__sk_common);
	if (!wanted_flow(&s) || !wanted_cgroup(sk)) return;
	s.cookie = bpf_get_socket_cookie(sk);
	r = reserve_event(sizeof(*r));
	if (!r) return;
	head_event(&r->head, STROBE_NET_RETRANS, sizeof(*r), bpf_sk_storage_get(&sockets, sk, 0, 0));
	r->socket = s;
	r->kind = retrans_kind(t, s.state);
	r->seq = BPF_CORE_READ(cb, seq);
	r->segments = BPF_CORE_READ(cb, tcp_gso_segs);
	r->bytes = BPF_CORE_READ(skb, len);
	describe_tcp(r, t);
	r->pad = 0;
	bpf_ringbuf_submit(r, wake_flags());
}

/* There is no socket yet: the owner is that of the listening one, and so is the cookie. */
static __always_inline void retransmitted_synack(struct sock* sk, struct request_sock* req) {
	struct strobe_socket s;
	struct strobe_retrans* r;

	if (paused || detaching) return;
	describe(&s, sk, &req->__req_common);
	if (!wanted_flow(&s) || !wanted_cgroup(sk)) return;
	keep_waiting(&s, req);
	if (!wants(STROBE_NET_RETRANS)) return;
	s.cookie = bpf_get_socket_cookie(sk);
	r = reserve_event(sizeof(*r));
	if (!r) return;
	__builtin_memset(r, 0, sizeof(*r));
	head_event(&r->head, STROBE_NET_RETRANS, sizeof(*r), bpf_sk_storage_get(&sockets, sk, 0, 0));
	r->socket = s;
	r->kind = STROBE_RETRANS_SYNACK;
	r->segments = 1;
	r->total = BPF_CORE_READ(req, num_retrans) + 1;
	bpf_ringbuf_submit(r, wake_flags());
}

#endif
