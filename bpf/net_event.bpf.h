/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* How an event of the network is written. */
#ifndef STROBE_NET_EVENT_BPF_H
#define STROBE_NET_EVENT_BPF_H

#include "abi/net.h"
#include "bpf/ring.bpf.h"
#include "bpf/socket.bpf.h"

/* Until the scope is set, and all programs are attached. */
__u32 paused;

/* Events that found no room since the last one that did. */
__u32 unreported;

static __always_inline void lose_event(void) {
	__sync_fetch_and_add(&unreported, 1);
	count(STROBE_CNT_LOST_RING, 1);
}

/* Room for one record, or NULL, which is counted. */
static __always_inline void* reserve_event(__u32 size) {
	void* r = call_fits(ring_used(), size) ? bpf_ringbuf_reserve(&ring, size, 0) : NULL;

	if (!r) lose_event();
	return r;
}

/* `st`: what is known of the socket, or NULL. */
static __always_inline void head_event(struct strobe_net_head* r, __u32 event, __u32 size,
									   const struct socket_state* st) {
	__builtin_memset(r, 0, sizeof(*r));
	r->hit.h.size = size;
	r->hit.h.kind = STROBE_EV_HIT;
	r->hit.h.pieces = 1;
	r->hit.h.time = bpf_ktime_get_ns();
	r->hit.h.cpu = bpf_get_smp_processor_id();
	r->hit.probe = event;
	r->piece.addr = sizeof(*r);
	r->piece.len = r->piece.want = size - sizeof(*r);
	if (unreported) r->hit.h.lost = __sync_lock_test_and_set(&unreported, 0);
	if (!st) return;
	r->hit.h.tid = r->hit.h.pid = st->pid;
	r->hit.h.ns_tid = r->hit.h.ns_pid = st->ns_pid;
	__builtin_memcpy(r->hit.comm, st->comm, sizeof(st->comm));
}

#endif
