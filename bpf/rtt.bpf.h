/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Histograms of round trips. */
#ifndef STROBE_RTT_BPF_H
#define STROBE_RTT_BPF_H

#include "bpf/bucket.bpf.h"
#include "bpf/net_event.bpf.h"

/* What a histogram is made for; of the rest, one. */
const volatile __u32 rtt_by_remote, rtt_by_owner;

struct {
	__uint(type, BPF_MAP_TYPE_PERCPU_HASH);
	__uint(max_entries, STROBE_GROUPS);
	__type(key, struct strobe_rtt_key);
	__type(value, __u64);
} rtts SEC(".maps");

static __always_inline void count_rtt(const struct strobe_socket* s, const struct socket_state* st, __u64 measure,
									  __u64 ns) {
	struct strobe_rtt_key key;
	__u64 *n, zero = 0;

	__builtin_memset(&key, 0, sizeof(key));
	key.measure = measure;
	key.bucket = log2_bucket(ns);
	if (rtt_by_remote) {
		__builtin_memcpy(key.addr, s->remote.addr, sizeof(key.addr));
		key.family = s->remote.family;
	}
	if (rtt_by_owner && st) {
		key.pid = st->pid;
		key.ns_pid = st->ns_pid;
		__builtin_memcpy(key.comm, st->comm, sizeof(key.comm));
	}
	n = bpf_map_lookup_elem(&rtts, &key);
	if (!n) {
		bpf_map_update_elem(&rtts, &key, &zero, BPF_NOEXIST);
		n = bpf_map_lookup_elem(&rtts, &key);
	}
	if (n)
		__sync_fetch_and_add(n, 1);
	else
		count(STROBE_CNT_OTHER, 1);
}

/* With each packet that an established connection gets. */
static __always_inline void measured(struct sock* sk) {
	struct tcp_sock* t = bpf_skc_to_tcp_sock(sk);
	struct strobe_socket s;
	__u64 srtt;

	if (paused || detaching || !t) return;
	srtt = (BPF_CORE_READ(t, srtt_us) >> 3) * 1000ull;
	if (!srtt) return;
	describe(&s, sk, &sk->__sk_common);
	if (wanted_flow(&s) && wanted_cgroup(sk))
		count_rtt(&s, bpf_sk_storage_get(&sockets, sk, 0, 0), STROBE_RTT_SMOOTHED, srtt);
}

#endif
