// SPDX-License-Identifier: BSD-2-Clause
// From the first byte to the transport's header.
#include "decode/packet.h"

#include <algorithm>
#include <arpa/inet.h>
#include <cstring>
#include <linux/if_ether.h>
#include <netinet/in.h>

#include "base/bytes.h"

namespace strobe::decode {

namespace {

constexpr unsigned kMostExtensions = 8; // RFC 8200 names six, each at most once

using Bytes = std::span<const uint8_t>;

Address address_of(Bytes bytes) {
	Address a;
	if (bytes.empty()) return a; // it was cut
	a.family = bytes.size() == 4 ? AF_INET : AF_INET6;
	std::ranges::copy(bytes, a.bytes.begin());
	return a;
}

/// Bytes of the network's payload which were copied, without the padding of a short frame.
void take_payload(Headers& h, ByteReader& in, uint32_t sent) {
	h.header_length = sent;
	h.header = in.rest().first(std::min<size_t>(in.rest().size(), sent));
}

/// `length`: of the packet from here on.
void ipv4(Headers& h, ByteReader in, uint32_t length) {
	const uint8_t first = in.u8();
	in.skip(1);
	uint32_t total = in.u16();
	h.fragment_id = in.u16();
	const uint16_t fragment = in.u16();
	in.skip(1);
	const uint8_t protocol = in.u8();
	in.skip(2);
	const Bytes from = in.take(4), to = in.take(4);
	const uint32_t size = (first & 0xfu) * 4;
	if (!in.ok() || first >> 4 != 4 || size < 20) {
		h.complete = false;
		return;
	}
	if (total == 0) total = length; // too long for the field: segments that the device will make, or has joined
	h.name = "ipv4";
	h.protocol = protocol;
	h.from = address_of(from);
	h.to = address_of(to);
	h.more_fragments = fragment & 0x2000;
	h.fragment_offset = (fragment & 0x1fffu) * 8;
	h.is_fragment = h.more_fragments || h.fragment_offset;
	in.skip(size - 20);
	if (!in.ok() || total < size) {
		h.complete = false;
		return;
	}
	take_payload(h, in, std::min(total, length) - size);
}

/// Skips the headers between the address and the transport; the protocol behind them.
uint8_t extensions(Headers& h, ByteReader& in, uint8_t protocol) {
	for (unsigned i = 0; i < kMostExtensions && h.fragment_offset == 0; i++) {
		const bool plain = protocol == IPPROTO_HOPOPTS || protocol == IPPROTO_ROUTING || protocol == IPPROTO_DSTOPTS;
		if (!plain && protocol != IPPROTO_FRAGMENT && protocol != IPPROTO_AH) break;
		const uint8_t next = in.u8(), length = in.u8();
		if (protocol == IPPROTO_FRAGMENT) {
			const uint16_t place = in.u16();
			h.fragment_id = in.u32();
			h.is_fragment = true;
			h.more_fragments = place & 1;
			h.fragment_offset = place & 0xfff8u;
		} else {
			in.skip(protocol == IPPROTO_AH ? length * 4 + 6 : length * 8 + 6); // units of 4 and of 8 bytes
		}
		protocol = next;
	}
	return protocol;
}

void ipv6(Headers& h, ByteReader in, uint32_t length) {
	const uint8_t first = in.u8();
	in.skip(3);
	uint32_t payload = in.u16();
	const uint8_t next = in.u8();
	in.skip(1);
	const Bytes from = in.take(16), to = in.take(16);
	if (!in.ok() || first >> 4 != 6) {
		h.complete = false;
		return;
	}
	constexpr uint32_t kHeader = 40;
	const uint32_t most = length > kHeader ? length - kHeader : 0;
	payload = payload == 0 ? most : std::min(payload, most); // 0: too long for the field
	h.name = "ipv6";
	h.from = address_of(from);
	h.to = address_of(to);
	const size_t start = in.at();
	h.protocol = extensions(h, in, next);
	const auto skipped = static_cast<uint32_t>(in.at() - start);
	if (!in.ok() || skipped > payload) {
		h.complete = false;
		return;
	}
	take_payload(h, in, payload - skipped);
}

void ports(Headers& h, ByteReader& in) {
	const uint16_t from = in.u16(), to = in.u16();
	if (!in.ok()) return;
	h.from.port = from;
	h.to.port = to;
}

/// Of the transport: `size` bytes of header, which `in` has read the front of.
void end_header(Headers& h, const ByteReader& in, std::string_view name, size_t size) {
	if (!in.ok() || size > h.header_length) {
		h.complete = false;
		return;
	}
	h.name = name;
	h.payload_length = h.header_length - static_cast<uint32_t>(size);
	h.payload = h.header.subspan(std::min(size, h.header.size()));
	h.complete = size <= h.header.size();
}

void tcp(Headers& h) {
	ByteReader in(h.header);
	ports(h, in);
	in.skip(8);
	const size_t size = (in.u8() >> 4) * 4u;
	in.skip(7);
	end_header(h, in, "tcp", std::max<size_t>(size, 20));
	if (size < 20) h.complete = false;
}

void udp(Headers& h) {
	ByteReader in(h.header);
	ports(h, in);
	in.skip(4);
	end_header(h, in, "udp", 8);
}

void transport(Headers& h) {
	if (!h.complete || h.fragment_offset) return; // later fragments have no header of their own
	if (h.protocol == IPPROTO_TCP) tcp(h);
	if (h.protocol == IPPROTO_UDP) udp(h);
	if (h.protocol != IPPROTO_ICMP && h.protocol != IPPROTO_ICMPV6) return;
	ByteReader in(h.header);
	in.skip(4);
	end_header(h, in, h.protocol == IPPROTO_ICMP ? "icmp" : "icmp6", 4);
}

} // namespace

void put_address(const Address& a, out::ValueSink& sink) {
	char text[INET6_ADDRSTRLEN] = "?";
	if (a.family) inet_ntop(a.family, a.bytes.data(), text, sizeof text);
	if (a.port)
		sink.endpoint(text, *a.port);
	else
		sink.string({reinterpret_cast<const uint8_t*>(text), std::strlen(text)}, {.no_quotes = true});
}

Headers headers_of(const Packet& packet) {
	Headers h;
	ByteReader in(packet.bytes);
	h.vlan = packet.vlan;
	h.ethertype = packet.ethertype;
	if (packet.ethernet) {
		in.skip(2 * ETH_ALEN);
		h.ethertype = in.u16();
		for (unsigned tags = 0; tags < 2 && (h.ethertype == ETH_P_8021Q || h.ethertype == ETH_P_8021AD); tags++) {
			const uint16_t tag = in.u16() & 0xfff;
			if (!h.vlan) h.vlan = tag;
			h.ethertype = in.u16();
		}
		if (in.ok()) h.name = "ethernet";
	}
	h.complete = in.ok();
	h.header = in.rest();
	h.header_length = packet.length > in.at() ? packet.length - static_cast<uint32_t>(in.at()) : 0;
	if (!h.complete) return h;
	const ByteReader network(in.rest());
	if (h.ethertype == ETH_P_IP) ipv4(h, network, h.header_length);
	if (h.ethertype == ETH_P_IPV6) ipv6(h, network, h.header_length);
	if (h.ethertype == ETH_P_ARP) h.name = "arp";
	if (h.from.family) transport(h);
	return h;
}

} // namespace strobe::decode
