// SPDX-License-Identifier: BSD-2-Clause
#include "front/packet_body.h"

#include <cstddef>

namespace strobe::front {

namespace {

constexpr spec::Name kDirections[] = {{STROBE_PACKET_IN, "in"}, {STROBE_PACKET_OUT, "out"}};
constinit const spec::Xlat directions = {"", kDirections};

void direction(const strobe_packet& p, out::ValueSink& sink) {
	sink.named_argument("dir");
	sink.constant(p.direction, p.direction == STROBE_PACKET_OUT ? "out" : "in", "", out::Radix::kUnsigned);
}

void segments(const strobe_packet& p, out::ValueSink& sink) {
	if (p.segments < 2) return;
	sink.named_argument("segments");
	sink.unsigned_integer(p.segments);
}

/// The kernel side has seen all of the packet, whatever was copied.
void take_ports(decode::Headers& h, const strobe_packet& p) {
	if (!h.from.family || h.from.port || !(p.socket.local.port || p.socket.remote.port)) return;
	const bool out = p.direction == STROBE_PACKET_OUT;
	h.from.port = out ? p.socket.local.port : p.socket.remote.port;
	h.to.port = out ? p.socket.remote.port : p.socket.local.port;
}

spec::ProbeField field(std::string name, size_t offset, size_t size, spec::Shape shape = spec::Shape::kUnsigned) {
	return {.name = std::move(name),
			.type = {},
			.shape = shape,
			.offset = static_cast<uint32_t>(offset),
			.size = static_cast<uint32_t>(size)};
}

} // namespace

decode::Headers headers_of(const strobe_packet& p) {
	decode::Packet packet{.bytes = event::bytes_of(p),
						  .length = p.length,
						  .ethernet = (p.flags & STROBE_PACKET_ETHERNET) != 0,
						  .ethertype = p.ethertype};
	if (p.flags & STROBE_PACKET_TAGGED) packet.vlan = p.tag & 0xfff;
	decode::Headers h = decode::headers_of(packet);
	take_ports(h, p);
	return h;
}

#define FIELD(name, member, ...)                                                                                       \
	field(name, offsetof(strobe_packet, member), sizeof(strobe_packet::member) __VA_OPT__(, ) __VA_ARGS__)

std::vector<spec::ProbeField> packet_fields() {
	std::vector<spec::ProbeField> fields = {FIELD("dir", direction),
											FIELD("local", socket.local, spec::Shape::kEndpoint),
											FIELD("remote", socket.remote, spec::Shape::kEndpoint),
											FIELD("protocol", socket.protocol),
											FIELD("length", length),
											FIELD("segments", segments),
											FIELD("mark", mark),
											FIELD("ifindex", ifindex),
											FIELD("netns", socket.netns)};
	fields[0].names = spec::choice_of(directions);
	return fields;
}

std::string_view PacketBody::name(const event::Record& record) {
	const strobe_packet* const p = event::packet_of(record);
	return p ? headers_of(*p).name : "packet";
}

std::span<const std::string_view> PacketBody::names() const {
	return decode::packet_names();
}

void PacketBody::values(const event::Record& record, out::ValueSink& sink) {
	const strobe_packet* const p = event::packet_of(record);
	if (!p) return;
	direction(*p, sink);
	decode::packet(headers_of(*p), sink);
	segments(*p, sink);
}

std::span<const std::string_view> DatagramBody::names() const {
	static constexpr std::string_view kNames[] = {"len"};
	return kNames;
}

void DatagramBody::values(const event::Record& record, out::ValueSink& sink) {
	const strobe_packet* const p = event::packet_of(record);
	if (!p) return;
	const decode::Headers h = headers_of(*p);
	const bool out = p->direction == STROBE_PACKET_OUT;
	direction(*p, sink);
	sink.named_argument("local");
	decode::put_address(out ? h.from : h.to, sink);
	sink.named_argument("remote");
	decode::put_address(out ? h.to : h.from, sink);
	sink.named_argument("len");
	sink.unsigned_integer(h.payload_length);
	segments(*p, sink);
}

} // namespace strobe::front
