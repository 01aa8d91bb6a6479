// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
/* Packets where a device sends and receives them, and where sockets do: recorded or counted, and passed on. */
#include "bpf/core_types.bpf.h"

#include "bpf/arrivals.bpf.h"
#include "bpf/packet_headers.bpf.h"
#include "bpf/packet_owner.bpf.h"
#include "bpf/scope_programs.bpf.h"

char LICENSE[] SEC("license") = "Dual BSD/GPL";

/* What programs answer so that others decide: include/uapi/linux/pkt_cls.h, bpf.h. */
#define TC_ACT_UNSPEC (-1)
#define TAKE_PACKET 1

/* Set before load. */
const volatile __u32 snaplen;
const volatile __u32 count_flows;    /* packets are counted, not recorded */
const volatile __u32 flows_by_owner; /* else by addresses and ports */

/* Until the scope is set. */
__u32 paused;

/* Packets that found no room since the last one that did. */
__u32 unreported;

/* One that is being copied; see abi/limits.h for how many there may be at once. */
struct packet_slot {
	__u32 taken;
	__u32 pad;
	struct strobe_packet head;
	__u8 bytes[STROBE_SNAPLEN_MAX];
};

struct {
	__uint(type, BPF_MAP_TYPE_PERCPU_ARRAY);
	__uint(max_entries, STROBE_PACKET_SLOTS);
	__type(key, __u32);
	__type(value, struct packet_slot);
} packet_slots SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(map_flags, BPF_F_NO_PREALLOC);
	__uint(max_entries, STROBE_FLOWS);
	__type(key, struct strobe_flow_key);
	__type(value, struct strobe_flow);
} flows SEC(".maps");

/* What found no room in it. */
struct strobe_flow other_flows;

static __always_inline struct packet_slot* take_packet_slot(void) {
	for (__u32 i = 0; i < STROBE_PACKET_SLOTS; i++) {
		__u32 key = i;
		struct packet_slot* s = bpf_map_lookup_elem(&packet_slots, &key);

		if (s && !__sync_lock_test_and_set(&s->taken, 1)) return s;
	}
	return NULL;
}

static __always_inline void fill_head(void* ctx, enum packet_hook hook, const struct seen* p, struct strobe_packet* r) {
	struct strobe_hit* hit = &r->head.hit;
	struct __sk_buff* skb = ctx;

	__builtin_memset(r, 0, sizeof(*r));
	hit->h.kind = STROBE_EV_HIT;
	hit->h.time = bpf_ktime_get_ns();
	hit->h.cpu = bpf_get_smp_processor_id();
	hit->h.pieces = 1;
	hit->h.tid = hit->h.pid = p->owner.pid;
	hit->h.ns_tid = hit->h.ns_pid = p->owner.ns_pid;
	__builtin_memcpy(hit->comm, p->owner.comm, sizeof(hit->comm));
	r->head.piece.addr = sizeof(r->head);
	r->socket = p->socket;
	r->length = packet_length(ctx, hook);
	r->ethertype = p->ethertype;
	r->direction = goes_out(hook) ? STROBE_PACKET_OUT : STROBE_PACKET_IN;
	r->flags = p->ethernet ? STROBE_PACKET_ETHERNET : 0;
	if (hook == HOOK_XDP) {
		r->ifindex = ((struct xdp_md*)ctx)->ingress_ifindex;
		return;
	}
	r->ifindex = skb->ifindex;
	r->mark = skb->mark;
	r->segments = skb->gso_segs;
	if (skb->vlan_present) {
		r->flags |= STROBE_PACKET_TAGGED;
		r->tag_type = bpf_ntohs(skb->vlan_proto);
		r->tag = skb->vlan_tci;
	}
}

static __always_inline void write_packet(void* ctx, enum packet_hook hook, struct packet_slot* slot) {
	struct strobe_packet* r = &slot->head;
	struct strobe_hit* hit = &r->head.hit;
	__u64 len = r->length, size;

	if (len > snaplen) len = snaplen;
	/* 6.1 forgets the bounds of what it has in two registers: they are stated where the length is used */
	if (len) {
		len--;
		asm volatile("%0 &= %1" : "+r"(len) : "i"(STROBE_SNAPLEN_MAX - 1));
		len++;
		if (load_packet(ctx, hook, 0, slot->bytes, len)) len = 0;
	}
	r->copied = len;
	size = sizeof(*r) + len;
	hit->h.size = size;
	r->head.piece.len = r->head.piece.want = size - sizeof(r->head);
	if (unreported) hit->h.lost = __sync_lock_test_and_set(&unreported, 0);
	if (call_fits(ring_used(), size) && !bpf_ringbuf_output(&ring, r, size, wake_flags())) return;
	__sync_fetch_and_add(&unreported, hit->h.lost + 1);
	count(STROBE_CNT_LOST_RING, 1);
}

static __always_inline void record_packet(void* ctx, enum packet_hook hook, const struct seen* p) {
	struct packet_slot* slot = take_packet_slot();

	if (!slot) {
		count(STROBE_CNT_MISSED, 1);
		return;
	}
	fill_head(ctx, hook, p, &slot->head);
	write_packet(ctx, hook, slot);
	__sync_lock_test_and_set(&slot->taken, 0);
}

/* ---- counting ---------------------------------------------------------------------------------------------------- */

static __always_inline void make_key(struct strobe_flow_key* key, const struct seen* p) {
	if (flows_by_owner) {
		key->pid = p->owner.pid;
		if (!key->pid) key->cookie = p->socket.cookie;
		return;
	}
	key->local = p->socket.local;
	key->remote = p->socket.remote;
	key->protocol = p->socket.protocol;
	if (!key->local.family) key->ethertype = p->ethertype;
}

static const struct strobe_flow no_packets;

static __always_inline void count_packet(void* ctx, enum packet_hook hook, const struct seen* p) {
	struct strobe_flow_key key = {};
	struct strobe_flow* flow;
	__u32 direction = goes_out(hook) ? STROBE_PACKET_OUT : STROBE_PACKET_IN;

	make_key(&key, p);
	flow = bpf_map_lookup_elem(&flows, &key);
	if (!flow) {
		bpf_map_update_elem(&flows, &key, &no_packets, BPF_NOEXIST);
		flow = bpf_map_lookup_elem(&flows, &key);
	}
	if (!flow) flow = &other_flows;
	__sync_fetch_and_add(&flow->packets[direction], 1);
	__sync_fetch_and_add(&flow->bytes[direction], packet_length(ctx, hook));
	if (p->socket.cookie) flow->cookie = p->socket.cookie;
	if (!p->owner.pid) return;
	flow->pid = p->owner.pid;
	flow->ns_pid = p->owner.ns_pid;
	__builtin_memcpy(flow->comm, p->owner.comm, sizeof(flow->comm));
}

static __always_inline void see_packet(void* ctx, enum packet_hook hook) {
	struct seen p = {};

	if (paused || detaching) return;
	parse_packet(ctx, hook, &p);
	p.socket.netns = netns_of(ctx, hook);
	if (!wanted_packet(&p)) return;
	find_socket(ctx, hook, &p);
	if (by_socket_cgroup && !is_of_cgroup(p.address)) return;
	if (count_flows)
		count_packet(ctx, hook, &p);
	else
		record_packet(ctx, hook, &p);
}

/* ---- the programs ------------------------------------------------------------------------------------------------ */

SEC("tc")
int strobe_tc_in(struct __sk_buff* skb) {
	see_packet(skb, HOOK_TC_IN);
	return TC_ACT_UNSPEC;
}

SEC("tc")
int strobe_tc_out(struct __sk_buff* skb) {
	see_packet(skb, HOOK_TC_OUT);
	return TC_ACT_UNSPEC;
}

SEC("xdp.frags")
int strobe_xdp(struct xdp_md* ctx) {
	see_packet(ctx, HOOK_XDP);
	return XDP_PASS;
}

SEC("cgroup_skb/ingress")
int on_receive(struct __sk_buff* skb) {
	see_packet(skb, HOOK_SOCKET_IN);
	return TAKE_PACKET;
}

SEC("cgroup_skb/egress")
int on_send(struct __sk_buff* skb) {
	see_packet(skb, HOOK_SOCKET_OUT);
	return TAKE_PACKET;
}

/* Once for each socket of the internet families: to know whose it is costs nothing later. */
SEC("cgroup/sock_create")
int on_socket(struct bpf_sock* sk) {
	struct socket_state* st = bpf_sk_storage_get(&sockets, sk, 0, BPF_SK_STORAGE_GET_F_CREATE);

	if (st) note_current(st);
	return TAKE_PACKET;
}
