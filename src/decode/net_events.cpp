// SPDX-License-Identifier: BSD-2-Clause
#include "decode/net_events.h"

#include <cstddef>

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

template <class Member>
ProbeField field(std::string name, size_t offset, Shape shape = Shape::kUnsigned) {
	return {.name = std::move(name),
			.type = {},
			.shape = shape,
			.offset = static_cast<uint32_t>(offset),
			.size = sizeof(Member)};
}

ProbeField with(ProbeField f, const spec::Xlat& xlat) {
	f.xlat = &xlat;
	return f;
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
		with(SOCKET_FIELD(record, state), spec::tcp_states)
#define NETNS(record) SOCKET_FIELD(record, netns)

NetEvent retrans() {
	using R = strobe_retrans;
	return {"retrans",
			{SOCKET(R), with(FIELD(R, kind), retrans_kinds), FIELD(R, seq), FIELD(R, segments), FIELD(R, bytes),
			 FIELD(R, in_flight), FIELD(R, cwnd), unless(FIELD(R, srtt, Shape::kDuration), 0), FIELD(R, total),
			 NETNS(R)}};
}

} // namespace

std::vector<NetEvent> net_events() {
	std::vector<NetEvent> events(STROBE_NET_EVENTS);
	events[STROBE_NET_RETRANS] = retrans();
	return events;
}

} // namespace strobe::decode
