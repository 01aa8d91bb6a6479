// SPDX-License-Identifier: BSD-2-Clause
// What the headers of a packet say, by name.
#include <netinet/in.h>

#include <algorithm>
#include <iterator>

#include "base/bytes.h"
#include "base/textbuf.h"
#include "decode/packet.h"

namespace strobe::decode {

namespace {

using out::Radix;
using out::ValueSink;

void number(ValueSink& sink, std::string_view name, uint64_t v) {
	sink.named_argument(name);
	sink.unsigned_integer(v);
}

void word(ValueSink& sink, std::string_view text) {
	sink.string({reinterpret_cast<const uint8_t*>(text.data()), text.size()}, {.no_quotes = true});
}

void named_word(ValueSink& sink, std::string_view name, std::string_view text) {
	sink.named_argument(name);
	word(sink, text);
}

void address(ValueSink& sink, std::string_view name, const Address& a) {
	sink.named_argument(name);
	put_address(a, sink);
}

// ---- tcp ------------------------------------------------------------------------------------------------------------

constexpr std::string_view kTcpFlags[] = {"FIN", "SYN", "RST", "PSH", "ACK", "URG", "ECE", "CWR"};

void tcp_flags(ValueSink& sink, uint8_t flags) {
	TextBuf text;
	for (size_t i = 0; i < std::size(kTcpFlags); i++) {
		if (!(flags & (1u << i))) continue;
		if (!text.empty()) text.put('|');
		text.put(kTcpFlags[i]);
	}
	sink.named_argument("flags");
	sink.constant(flags, text.view(), "", Radix::kHex);
}

/// Kinds of RFC 9293, 7323 and 2018; others by their number.
void tcp_option(ValueSink& sink, uint8_t kind, ByteReader value) {
	TextBuf text;
	switch (kind) {
	case 2: text.put("mss "), text.udec(value.u16()); break;
	case 3: text.put("wscale "), text.udec(value.u8()); break;
	case 4: text.put("sackOK"); break;
	case 5:
		text.put("sack");
		while (value.rest().size() >= 8) {
			text.put(' ');
			text.udec(value.u32());
			text.put('-');
			text.udec(value.u32());
		}
		break;
	case 8:
		text.put("TS "), text.udec(value.u32());
		text.put("/"), text.udec(value.u32());
		break;
	case 34: text.put("fastopen"); break;
	default: text.put("option "), text.udec(kind);
	}
	sink.element();
	word(sink, text.view());
}

void tcp_options(ValueSink& sink, ByteReader in) {
	sink.named_argument("options");
	sink.begin_array();
	bool whole = true;
	while (!in.rest().empty()) {
		const uint8_t kind = in.u8();
		if (kind == 0) break; // the end
		if (kind == 1) continue;
		const uint8_t length = in.u8();
		const auto value = in.take(std::max<size_t>(length, 2) - 2);
		whole = in.ok() && length >= 2;
		if (!whole) break;
		tcp_option(sink, kind, ByteReader(value));
	}
	sink.end_array(whole ? out::ArrayEnd::kComplete : out::ArrayEnd::kMore, 0);
}

void tcp(const Headers& h, ValueSink& sink) {
	ByteReader in(h.header);
	in.skip(4);
	const uint32_t seq = in.u32(), ack = in.u32();
	const size_t size = (in.u8() >> 4) * 4u;
	const uint8_t flags = in.u8();
	const uint16_t window = in.u16();
	in.skip(4);
	tcp_flags(sink, flags);
	number(sink, "seq", seq);
	if (flags & 0x10) number(sink, "ack", ack);
	number(sink, "win", window);
	number(sink, "len", h.payload_length);
	const size_t options = std::min(std::max<size_t>(size, 20) - 20, in.rest().size());
	if (options) tcp_options(sink, ByteReader(in.take(options)));
}

// ---- icmp -----------------------------------------------------------------------------------------------------------

struct Name {
	uint8_t type, code;
	std::string_view text;
};

constexpr uint8_t kAnyCode = 0xff;

// Specific codes stand before the rest of their type. RFC 792, 1122, 1812.
constexpr Name kIcmp[] = {{0, kAnyCode, "echo-reply"},
						  {3, 0, "net-unreachable"},
						  {3, 1, "host-unreachable"},
						  {3, 2, "protocol-unreachable"},
						  {3, 3, "port-unreachable"},
						  {3, 4, "fragmentation-needed"},
						  {3, 9, "net-prohibited"},
						  {3, 10, "host-prohibited"},
						  {3, 13, "communication-prohibited"},
						  {3, kAnyCode, "unreachable"},
						  {5, kAnyCode, "redirect"},
						  {8, kAnyCode, "echo-request"},
						  {11, 0, "ttl-exceeded"},
						  {11, kAnyCode, "time-exceeded"},
						  {12, kAnyCode, "parameter-problem"},
						  {13, kAnyCode, "timestamp-request"},
						  {14, kAnyCode, "timestamp-reply"}};

// RFC 4443, 4861, 3810.
constexpr Name kIcmp6[] = {{1, 0, "no-route"},
						   {1, 1, "communication-prohibited"},
						   {1, 3, "address-unreachable"},
						   {1, 4, "port-unreachable"},
						   {1, kAnyCode, "unreachable"},
						   {2, kAnyCode, "packet-too-big"},
						   {3, 0, "hop-limit-exceeded"},
						   {3, kAnyCode, "time-exceeded"},
						   {4, kAnyCode, "parameter-problem"},
						   {128, kAnyCode, "echo-request"},
						   {129, kAnyCode, "echo-reply"},
						   {133, kAnyCode, "router-solicitation"},
						   {134, kAnyCode, "router-advertisement"},
						   {135, kAnyCode, "neighbor-solicitation"},
						   {136, kAnyCode, "neighbor-advertisement"},
						   {137, kAnyCode, "redirect"},
						   {143, kAnyCode, "multicast-report"}};

std::string_view name_of(std::span<const Name> names, uint8_t type, uint8_t code) {
	for (const Name& n : names)
		if (n.type == type && (n.code == code || n.code == kAnyCode)) return n.text;
	return {};
}

/// The packet that an error is about: its network header, and at least the ports.
void about(const Headers& h, std::span<const uint8_t> bytes, ValueSink& sink) {
	const bool v4 = h.protocol == IPPROTO_ICMP;
	const Headers inner = headers_of({.bytes = bytes,
									  .length = UINT16_MAX, // routers send only its front
									  .ethernet = false,
									  .ethertype = static_cast<uint16_t>(v4 ? 0x0800 : 0x86dd)});
	if (!inner.from.family) return;
	sink.named_argument("about");
	sink.begin_struct();
	sink.field("proto");
	sink.unsigned_integer(inner.protocol);
	for (const auto& [name, a] : {std::pair("src", &inner.from), std::pair("dst", &inner.to)}) {
		sink.field(name);
		put_address(*a, sink);
	}
	sink.end_struct(false);
}

void icmp(const Headers& h, ValueSink& sink) {
	ByteReader in(h.header);
	const uint8_t type = in.u8(), code = in.u8();
	in.skip(2);
	const bool v4 = h.protocol == IPPROTO_ICMP;
	const std::string_view name = v4 ? name_of(kIcmp, type, code) : name_of(kIcmp6, type, code);
	sink.named_argument("type");
	sink.constant(type, name, "", Radix::kUnsigned);
	if (name.empty()) number(sink, "code", code);
	const bool echo = v4 ? type == 0 || type == 8 : type == 128 || type == 129;
	const bool error = v4 ? type == 3 || type == 11 || type == 12 : type >= 1 && type <= 4;
	if (echo) {
		number(sink, "id", in.u16());
		number(sink, "seq", in.u16());
	}
	if (error) {
		const uint32_t word_of_error = in.u32();
		if (v4 && type == 3 && code == 4) number(sink, "mtu", word_of_error & 0xffff);
		if (!v4 && type == 2) number(sink, "mtu", word_of_error);
		about(h, in.rest(), sink);
	}
	number(sink, "len", h.payload_length);
}

// ---- arp ------------------------------------------------------------------------------------------------------------

Address ip_of(std::span<const uint8_t> bytes) {
	Address a;
	if (bytes.size() != 4) return a;
	a.family = AF_INET;
	std::ranges::copy(bytes, a.bytes.begin());
	return a;
}

void hardware(ValueSink& sink, std::string_view name, std::span<const uint8_t> bytes) {
	constexpr char kDigits[] = "0123456789abcdef";
	TextBuf text;
	for (const uint8_t b : bytes) {
		if (!text.empty()) text.put(':');
		text.put(kDigits[b >> 4]);
		text.put(kDigits[b & 15]);
	}
	named_word(sink, name, text.view());
}

/// Of Ethernet and IPv4; false: of something else, or cut.
bool arp(const Headers& h, ValueSink& sink) {
	ByteReader in(h.header);
	const bool known = in.u16() == 1 && in.u16() == 0x0800 && in.u8() == 6 && in.u8() == 4;
	const uint16_t operation = in.u16();
	const auto from_hardware = in.take(6), from = in.take(4);
	in.skip(6);
	const auto to = in.take(4);
	if (!known || !in.ok()) return false;
	const std::string_view name = operation == 1 ? "request" : operation == 2 ? "reply" : "";
	sink.named_argument("op");
	sink.constant(operation, name, "", Radix::kUnsigned);
	address(sink, "src", ip_of(from));
	hardware(sink, "mac", from_hardware);
	address(sink, "dst", ip_of(to));
	return true;
}

constexpr std::string_view kNames[] = {"vlan",  "src", "dst",   "ethertype", "id",  "offset",  "more",
									   "flags", "seq", "ack",   "win",       "len", "options", "type",
									   "code",  "mtu", "about", "op",        "mac", "proto",   "error"};

} // namespace

std::span<const std::string_view> packet_names() {
	return kNames;
}

void packet(const Headers& h, ValueSink& sink) {
	if (h.vlan) number(sink, "vlan", *h.vlan);
	if (h.name == "arp") {
		if (!arp(h, sink)) named_word(sink, "error", "cut or malformed");
		return;
	}
	if (h.from.family) {
		address(sink, "src", h.from);
		address(sink, "dst", h.to);
	} else {
		sink.named_argument("ethertype");
		sink.hexadecimal(h.ethertype);
	}
	if (h.is_fragment) {
		number(sink, "id", h.fragment_id);
		number(sink, "offset", h.fragment_offset);
		number(sink, "more", h.more_fragments);
	}
	if (h.name == "tcp")
		tcp(h, sink);
	else if (h.name == "udp")
		number(sink, "len", h.payload_length);
	else if (h.name.starts_with("icmp"))
		icmp(h, sink);
	else {
		if (h.from.family) number(sink, "proto", h.protocol);
		number(sink, "len", h.header_length);
	}
	if (!h.complete) named_word(sink, "error", "cut or malformed");
}

} // namespace strobe::decode
