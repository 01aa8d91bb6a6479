/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Packets that the kernel discards. */
#ifndef STROBE_DROP_BPF_H
#define STROBE_DROP_BPF_H

#include "bpf/net_event.bpf.h"
#include "bpf/packet.bpf.h"
#include "bpf/reset.bpf.h"

/* c53795d48ee8 ("net: add rx_sk to trace_kfree_skb"), 6.11 */
const volatile __u32 drops_have_sockets;
const volatile __u32 count_drops; /* instead of writing them */

struct {
	__uint(type, BPF_MAP_TYPE_PERCPU_HASH);
	__uint(max_entries, 4096);
	__type(key, struct strobe_drop_key);
	__type(value, __u64);
} drops SEC(".maps");

static __always_inline void count_drop(__u64 place, __u32 reason) {
	struct strobe_drop_key key = {.reason = reason, .place = place};
	__u64 *n = bpf_map_lookup_elem(&drops, &key), zero = 0;

	if (!n) {
		bpf_map_update_elem(&drops, &key, &zero, BPF_NOEXIST);
		n = bpf_map_lookup_elem(&drops, &key);
	}
	if (n)
		__sync_fetch_and_add(n, 1);
	else
		count(STROBE_CNT_OTHER, 1);
}

/* The socket whose packet it is. */
static __always_inline const struct sock* socket_of(const struct sk_buff* skb, const struct sock* receiver) {
	const struct sock* sk = receiver ? receiver : BPF_CORE_READ(skb, sk);

	return sk && is_full(sk) ? sk : NULL;
}

/* The place of a socket in the list of packets' owners is also used for others than those of IP. */
static __always_inline bool of_ip(const struct sock* sk) {
	__u16 family = BPF_CORE_READ(sk, __sk_common.skc_family);

	return family == AF_INET || family == AF_INET6;
}

static __always_inline void dropped(struct sk_buff* skb, __u64 place, __u32 reason, struct sock* receiver) {
	const struct sock* sk = socket_of(skb, receiver);
	bool arrived = receiver || BPF_CORE_READ(skb, skb_iif);
	struct strobe_socket s;
	struct strobe_drop* r;

	if (paused || detaching) return;
	if (sk && !of_ip(sk)) sk = NULL;
	if (by_socket_cgroup && (!sk || !wanted_cgroup(sk))) return;
	describe_packet(&s, skb, arrived);
	if (sk) {
		struct strobe_socket of_socket;

		describe(&of_socket, sk, &sk->__sk_common);
		/* the helper takes none that was found by way of a packet: sockets of TCP have got theirs before */
		of_socket.cookie = BPF_CORE_READ(sk, __sk_common.skc_cookie.counter);
		/* the packet tells more than a socket that is not connected */
		if (s.local.family) {
			of_socket.local = s.local;
			of_socket.remote = s.remote;
		}
		s = of_socket;
	}
	if (!wanted_flow(&s)) return;
	if (count_drops) {
		count_drop(place, reason);
		return;
	}
	r = reserve_event(sizeof(*r));
	if (!r) return;
	head_event(&r->head, STROBE_NET_DROP, sizeof(*r), NULL);
	r->socket = s;
	r->place = place;
	r->reason = reason;
	r->length = BPF_CORE_READ(skb, len);
	__builtin_memset(r->device, 0, sizeof(r->device));
	BPF_CORE_READ_STR_INTO(&r->device, skb, dev, name);
	bpf_ringbuf_submit(r, wake_flags());
}

#endif
