/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* The life of a connection of TCP, from one change of its state to the next. */
#ifndef STROBE_CONNECTION_BPF_H
#define STROBE_CONNECTION_BPF_H

#include "bpf/failed_connect.bpf.h"
#include "bpf/net_event.bpf.h"
#include "bpf/rtt.bpf.h"

/* Connections that wait for an answer to a SYN-ACK which was sent again: when the first one was sent, ns. They are no
 * sockets yet. */
struct waiting {
	struct strobe_endpoint local, remote;
	__u32 netns;
};

struct {
	__uint(type, BPF_MAP_TYPE_LRU_HASH);
	__uint(max_entries, 4096);
	__type(key, struct waiting);
	__type(value, __u64);
} waiting SEC(".maps");

static __always_inline void key_of(struct waiting* key, const struct strobe_socket* s) {
	__builtin_memset(key, 0, sizeof(*key));
	key->local = s->local;
	key->remote = s->remote;
	key->netns = s->netns;
}

static __always_inline void keep_waiting(const struct strobe_socket* s, const struct request_sock* req) {
	__u64 first = BPF_CORE_READ((const struct tcp_request_sock*)req, snt_synack) * 1000;
	struct waiting key;

	key_of(&key, s);
	if (wants(STROBE_NET_ACCEPT) || wants(STROBE_NET_RTT)) bpf_map_update_elem(&waiting, &key, &first, BPF_ANY);
}

/* Without retransmissions TCP has measured it itself. */
static __always_inline __u64 accept_latency(const struct strobe_socket* s, const struct tcp_sock* t) {
	__u64 srtt = (BPF_CORE_READ(t, srtt_us) >> 3) * 1000ull, latency, *first;
	struct waiting key;

	if (!BPF_CORE_READ(t, total_retrans)) return srtt;
	key_of(&key, s);
	first = bpf_map_lookup_elem(&waiting, &key);
	latency = first ? bpf_ktime_get_ns() - *first : srtt;
	bpf_map_delete_elem(&waiting, &key);
	return latency;
}

/* What a connect that fails leaves behind. An error before the SYN is told to the caller alone (failed_connect.bpf.h).
 */
static __always_inline __s32 connect_result(const struct sock* sk, int to) {
	int error = BPF_CORE_READ(sk, sk_err);

	if (to == TCP_ESTABLISHED || to == TCP_SYN_RECV) return 0;
	if (error) return -error;
	return BPF_CORE_READ(sk, sk_shutdown) == SHUTDOWN_MASK ? -125 /* ECANCELED */ : STROBE_RESULT_UNKNOWN;
}

static __always_inline void write_connect(struct sock* sk, const struct socket_state* st, const struct strobe_socket* s,
										  const struct tcp_sock* t, int to) {
	struct strobe_connect* r = reserve_event(sizeof(*r));

	if (!r) return;
	head_event(&r->head, STROBE_NET_CONNECT, sizeof(*r), st);
	r->socket = *s;
	r->result = connect_result(sk, to);
	r->syn_retrans = BPF_CORE_READ(t, total_retrans);
	r->latency = st->began ? r->head.hit.h.time - st->began : 0;
	bpf_ringbuf_submit(r, wake_flags());
}

static __always_inline void write_accept(const struct socket_state* st, const struct strobe_socket* s,
										 const struct tcp_sock* t) {
	struct strobe_accept* r;
	__u64 latency = accept_latency(s, t);

	r = reserve_event(sizeof(*r));
	if (!r) return;
	head_event(&r->head, STROBE_NET_ACCEPT, sizeof(*r), st);
	r->socket = *s;
	r->latency = latency;
	r->synack_retrans = BPF_CORE_READ(t, total_retrans);
	r->pad = 0;
	bpf_ringbuf_submit(r, wake_flags());
}

static __always_inline void write_state(const struct socket_state* st, const struct strobe_socket* s, int from) {
	struct strobe_state* r = reserve_event(sizeof(*r));

	if (!r) return;
	head_event(&r->head, STROBE_NET_STATE, sizeof(*r), st);
	r->socket = *s;
	r->from = from;
	r->pad = 0;
	r->duration = st->since ? r->head.hit.h.time - st->since : 0;
	bpf_ringbuf_submit(r, wake_flags());
}

/* Resets and timeouts leave an error; a close with unread data sends a reset, and has no other end. */
static __always_inline __u32 closed_by(const struct sock* sk, const struct socket_state* st, int from) {
	int error = BPF_CORE_READ(sk, sk_err);

	if (error == 104 || error == 32) return STROBE_CLOSED_REMOTE_RST; /* ECONNRESET, EPIPE: tcp_reset() */
	if (error == 110) return STROBE_CLOSED_TIMEOUT;                   /* ETIMEDOUT: tcp_write_err() */
	if (error) return STROBE_CLOSED_ERROR;
	if (from == TCP_ESTABLISHED || from == TCP_CLOSE_WAIT) return STROBE_CLOSED_LOCAL_RST;
	return st->first;
}

/* A FIN counts as a byte there; tcp_fin() sets SOCK_DONE. */
static __always_inline __u64 bytes_received(const struct sock* sk, const struct tcp_sock* t) {
	__u64 flags = BPF_CORE_READ(sk, __sk_common.skc_flags), n = BPF_CORE_READ(t, bytes_received);

	return n - (n && (flags & (1ull << bpf_core_enum_value(enum sock_flags, SOCK_DONE))));
}

static __always_inline void write_end(struct sock* sk, const struct socket_state* st, const struct strobe_socket* s,
									  const struct tcp_sock* t, int from) {
	__u32 least = BPF_CORE_READ(t, rtt_min.s[0].v);
	struct strobe_life* r = reserve_event(sizeof(*r));

	if (!r) return;
	head_event(&r->head, STROBE_NET_LIFE, sizeof(*r), st);
	r->socket = *s;
	r->socket.state = from;
	r->duration = st->began ? r->head.hit.h.time - st->began : 0;
	r->bytes_sent = BPF_CORE_READ(t, bytes_sent) - BPF_CORE_READ(t, bytes_retrans);
	r->bytes_received = bytes_received(sk, t);
	r->segs_sent = BPF_CORE_READ(t, segs_out);
	r->segs_received = BPF_CORE_READ(t, segs_in);
	r->retrans = BPF_CORE_READ(t, total_retrans);
	r->closed = closed_by(sk, st, from);
	r->srtt = (BPF_CORE_READ(t, srtt_us) >> 3) * 1000ull;
	r->min_rtt = least == ~0u ? 0 : least * 1000ull;
	bpf_ringbuf_submit(r, wake_flags());
}

static __always_inline void end_attempt(struct sock* sk, const struct socket_state* st, const struct strobe_socket* s,
										const struct tcp_sock* t, int to) {
	__u8 yes = 1;

	if (call_will_tell(sk, to)) return;
	if (to == TCP_CLOSE) bpf_map_update_elem(&told, &s->cookie, &yes, BPF_ANY);
	write_connect(sk, st, s, t, to);
}

static __always_inline void write_change(struct sock* sk, struct socket_state* st, struct tcp_sock* t, int from,
										 int to) {
	struct strobe_socket s;
	__u64 latency = 0; /* of the handshake; 0: not measured */
	bool wanted;

	describe(&s, sk, &sk->__sk_common);
	s.state = from;
	wanted = wanted_flow(&s);
	s.state = to;
	if (!(wanted || wanted_flow(&s)) || !wanted_cgroup(sk)) return;
	s.cookie = bpf_get_socket_cookie(sk);
	if (wants(STROBE_NET_STATE)) write_state(st, &s, from);
	if (from == TCP_SYN_SENT && wants(STROBE_NET_CONNECT)) end_attempt(sk, st, &s, t, to);
	if (from == TCP_SYN_RECV && to == TCP_ESTABLISHED && wants(STROBE_NET_ACCEPT)) write_accept(st, &s, t);
	if (to == TCP_ESTABLISHED && wants(STROBE_NET_RTT)) {
		if (from == TCP_SYN_SENT && st->began) latency = bpf_ktime_get_ns() - st->began;
		if (from == TCP_SYN_RECV) latency = accept_latency(&s, t);
		if (latency) count_rtt(&s, st, STROBE_RTT_HANDSHAKE, latency);
	}
	if (to == TCP_CLOSE && from != TCP_LISTEN && from != TCP_SYN_SENT && from != TCP_SYN_RECV && wants(STROBE_NET_LIFE))
		write_end(sk, st, &s, t, from);
}

static __always_inline void note_first_fin(struct socket_state* st, int from, int to) {
	if (from != TCP_ESTABLISHED && from != TCP_SYN_RECV) return;
	if (to == TCP_FIN_WAIT1) st->first = STROBE_CLOSED_LOCAL;
	if (to == TCP_CLOSE_WAIT) st->first = STROBE_CLOSED_REMOTE;
}

/* A socket that is made for a connection begins so, as a copy of the listening one: its addresses are not set yet, and
 * neither is its cookie. */
static __always_inline bool newborn(int from, int to) {
	return from == TCP_LISTEN && to == TCP_SYN_RECV;
}

static __always_inline void state_changed(struct sock* sk, int from, int to) {
	struct tcp_sock* t = bpf_skc_to_tcp_sock(sk);
	struct socket_state nothing = {}, *st;

	if (!t || detaching) return;
	st = bpf_sk_storage_get(&sockets, sk, 0, BPF_SK_STORAGE_GET_F_CREATE);
	if (!st) st = &nothing; /* no memory, or the socket is about to go: without a past, but not without an event */
	note_user(sk, st);
	if (!newborn(from, to)) bpf_get_socket_cookie(sk); /* whoever meets its packets finds it there */
	note_first_fin(st, from, to);
	if (!newborn(from, to) && !paused && net_events & ~(1u << STROBE_NET_RETRANS)) write_change(sk, st, t, from, to);
	st->since = bpf_ktime_get_ns();
	if (newborn(from, to) || to == TCP_SYN_SENT) {
		st->began = st->since;
		st->first = 0;
	}
}

#endif
