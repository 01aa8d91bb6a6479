// SPDX-License-Identifier: BSD-2-Clause
// Packets and bytes that come in by a network device, by protocol:
//
//     strobe run -i eth0 examples/packets.bpf.c --every 1s
//     seen:
//     PACKETS  BYTES  PROTOCOL  VERSION
//          42   4116  tcp       4
#include "vmlinux.h"

#include "strobe.bpf.h"
#include <bpf/bpf_endian.h>

char LICENSE[] SEC("license") = "GPL";

enum protocol { other = 0, icmp = 1, tcp = 6, udp = 17, icmp6 = 58 };

struct kind {
	enum protocol protocol;
	__u32 version; // of IP; 0: something else, such as ARP
};

struct amount {
	__u64 packets, bytes;
};

struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(max_entries, 1024);
	__type(key, struct kind);
	__type(value, struct amount);
} seen SEC(".maps");

SEC("tc/ingress")
int on_packet(struct __sk_buff* packet) {
	struct kind kind = {};
	struct amount nothing = {};
	__u8 protocol = 0;

	if (packet->protocol == bpf_htons(0x0800)) {
		kind.version = 4;
		bpf_skb_load_bytes(packet, sizeof(struct ethhdr) + offsetof(struct iphdr, protocol), &protocol, 1);
	} else if (packet->protocol == bpf_htons(0x86dd)) {
		kind.version = 6;
		bpf_skb_load_bytes(packet, sizeof(struct ethhdr) + offsetof(struct ipv6hdr, nexthdr), &protocol, 1);
	}
	kind.protocol = protocol;
	bpf_map_update_elem(&seen, &kind, &nothing, BPF_NOEXIST);
	struct amount* amount = bpf_map_lookup_elem(&seen, &kind);
	if (!amount) return 0;
	__sync_fetch_and_add(&amount->packets, 1);
	__sync_fetch_and_add(&amount->bytes, packet->len);
	return 0; // TC_ACT_OK
}
