// SPDX-License-Identifier: BSD-2-Clause
#include "decode/net_events.h"

#include <cstddef>
#include <netinet/in.h>

#include "event/net.h"
#include "spec/xlat_net.h"

namespace strobe::decode {

namespace {

using spec::ProbeField;
using spec::Shape;

constexpr spec::Name kRetransKinds[] = {
	{STROBE_RETRANS_OTHER, "other"}, {STROBE_RETRANS_FAST, "fast"}, {STROBE_RETRANS_TIMEOUT, "timeout"},
	{STROBE_RETRANS_PROBE, "probe"}, {STROBE_RETRANS_SYN, "SYN"},   {STROBE_RETRANS_SYNACK, "SYN-ACK"},
};
constinit const spec::Xlat retrans_kinds = {"", kRetransKinds};

constexpr spec::Name kClosedBy[] = {
	{STROBE_CLOSED_UNKNOWN, "?"},
	{STROBE_CLOSED_LOCAL, "local"},
	{STROBE_CLOSED_REMOTE, "remote"},
	{STROBE_CLOSED_LOCAL_RST, "local-reset"},
	{STROBE_CLOSED_REMOTE_RST, "remote-reset"},
	{STROBE_CLOSED_TIMEOUT, "timeout"},
	{STROBE_CLOSED_ERROR, "error"},
};
constinit const spec::Xlat closed_by = {"", kClosedBy};

constexpr spec::Name kDirections[] = {{STROBE_SENT, "sent"}, {STROBE_RECEIVED, "received"}};
constinit const spec::Xlat directions = {"", kDirections};

constexpr spec::Name kProtocols[] = {
	{IPPROTO_ICMP, "ICMP"}, {IPPROTO_TCP, "TCP"}, {IPPROTO_UDP, "UDP"}, {IPPROTO_ICMPV6, "ICMPv6"}};
constinit const spec::Xlat protocols = {"", kProtocols};

template <class Member>
ProbeField field(std::string name, size_t offset, Shape shape = Shape::kUnsigned) {
	return {.name = std::move(name),
			.type = {},
			.shape = shape,
			.offset = static_cast<uint32_t>(offset),
			.size = sizeof(Member)};
}

using Names = std::shared_ptr<const spec::NumberNames>;

ProbeField with(ProbeField f, Names names) {
	f.names = std::move(names);
	return f;
}

ProbeField with(ProbeField f, const spec::Xlat& xlat) {
	return with(std::move(f), spec::choice_of(xlat));
}

ProbeField unless(ProbeField f, uint64_t unknown) {
	f.unknown = unknown;
	return f;
}

// A member of the record, by its name there.
#define FIELD(record, member, ...)                                                                                     \
	field<decltype(record::member)>(#member, offsetof(record, member) __VA_OPT__(, ) __VA_ARGS__)
#define SOCKET_FIELD(record, member, ...)                                                                              \
	field<decltype(strobe_socket::member)>(#member, offsetof(record, socket) + offsetof(strobe_socket, member)         \
																				   __VA_OPT__(, ) __VA_ARGS__)

/// local, remote, state; what all events begin with.
#define SOCKET(record)                                                                                                 \
	SOCKET_FIELD(record, local, Shape::kEndpoint), SOCKET_FIELD(record, remote, Shape::kEndpoint),                     \
		unless(with(SOCKET_FIELD(record, state), spec::tcp_states), 0)
#define NETNS(record) SOCKET_FIELD(record, netns)

NetEvent retrans() {
	using R = strobe_retrans;
	return {"retrans",
			{SOCKET(R), with(FIELD(R, kind), retrans_kinds), FIELD(R, seq), FIELD(R, segments), FIELD(R, bytes),
			 FIELD(R, in_flight), FIELD(R, cwnd), unless(FIELD(R, srtt, Shape::kDuration), 0), FIELD(R, total),
			 NETNS(R)}};
}

NetEvent connect() {
	using R = strobe_connect;
	ProbeField result = unless(FIELD(R, result, Shape::kSigned), STROBE_RESULT_UNKNOWN);
	result.is_result = true;
	return {"connect",
			{SOCKET(R), std::move(result), unless(FIELD(R, latency, Shape::kDuration), 0), FIELD(R, syn_retrans),
			 NETNS(R)}};
}

NetEvent accept() {
	using R = strobe_accept;
	return {"accept", {SOCKET(R), unless(FIELD(R, latency, Shape::kDuration), 0), FIELD(R, synack_retrans), NETNS(R)}};
}

NetEvent life() {
	using R = strobe_life;
	return {"life",
			{SOCKET(R), unless(FIELD(R, duration, Shape::kDuration), 0), FIELD(R, bytes_sent), FIELD(R, bytes_received),
			 FIELD(R, segs_sent), FIELD(R, segs_received), FIELD(R, retrans),
			 unless(FIELD(R, srtt, Shape::kDuration), 0), unless(FIELD(R, min_rtt, Shape::kDuration), 0),
			 with(FIELD(R, closed), closed_by), NETNS(R)}};
}

NetEvent state() {
	using R = strobe_state;
	return {
		"state",
		{SOCKET(R), with(FIELD(R, from), spec::tcp_states), unless(FIELD(R, duration, Shape::kDuration), 0), NETNS(R)}};
}

NetEvent reset(const NetNames& names) {
	using R = strobe_reset;
	return {"reset",
			{SOCKET(R), with(FIELD(R, direction), directions),
			 unless(with(FIELD(R, reason), names.reset_reasons), STROBE_REASON_UNKNOWN), NETNS(R)}};
}

NetEvent drop(const NetNames& names) {
	using R = strobe_drop;
	return {"drop",
			{with(FIELD(R, reason), names.drop_reasons), SOCKET(R), with(SOCKET_FIELD(R, protocol), protocols),
			 FIELD(R, device, Shape::kText), FIELD(R, length), with(FIELD(R, place), names.code), NETNS(R)}};
}

} // namespace

std::vector<NetEvent> net_events(const NetNames& names) {
	std::vector<NetEvent> events(STROBE_NET_EVENTS);
	events[STROBE_NET_RETRANS] = retrans();
	events[STROBE_NET_CONNECT] = connect();
	events[STROBE_NET_ACCEPT] = accept();
	events[STROBE_NET_LIFE] = life();
	events[STROBE_NET_STATE] = state();
	events[STROBE_NET_RESET] = reset(names);
	events[STROBE_NET_DROP] = drop(names);
	return events;
}

} // namespace strobe::decode
