// SPDX-License-Identifier: BSD-2-Clause
#include "front/flows.h"

#include <arpa/inet.h>
#include <cstring>
#include <fmt/format.h>
#include <map>
#include <netinet/in.h>
#include <utility>

namespace strobe::front {

namespace {

report::FlowEnd end_of(const strobe_endpoint& e, bool with_port) {
	char text[INET6_ADDRSTRLEN] = "";
	if (!e.family || !inet_ntop(e.family, e.addr, text, sizeof text)) return {};
	return {.address = text, .port = e.port, .has_port = with_port};
}

bool has_ports(uint8_t protocol) {
	return protocol == IPPROTO_TCP || protocol == IPPROTO_UDP;
}

std::string protocol_of(const strobe_flow_key& k) {
	if (!k.local.family) return fmt::format("0x{:04x}", k.ethertype);
	switch (k.protocol) {
	case IPPROTO_TCP: return "tcp";
	case IPPROTO_UDP: return "udp";
	case IPPROTO_ICMP: return "icmp";
	case IPPROTO_ICMPV6: return "icmp6";
	default: return std::to_string(k.protocol);
	}
}

report::Flow numbers_of(const strobe_flow& f) {
	report::Flow row;
	for (const unsigned d : {STROBE_PACKET_IN, STROBE_PACKET_OUT}) {
		row.packets[d] = f.packets[d];
		row.bytes[d] = f.bytes[d];
	}
	return row;
}

} // namespace

std::optional<report::Flow> flow_of(const engine::CountedFlow& f, const SocketEvents& sockets) {
	const strobe_flow& n = f.flow;
	const engine::SocketOwner last{.pid = static_cast<pid_t>(n.ns_pid ? n.ns_pid : n.pid),
								   .initial_pid = static_cast<pid_t>(n.pid),
								   .fd = -1,
								   .comm = std::string(n.comm, strnlen(n.comm, sizeof n.comm))};
	const auto owners = sockets.owners_of(f.key.pid ? 0 : n.cookie, last);
	if (!owners) return std::nullopt;
	report::Flow row = numbers_of(n);
	for (const engine::SocketOwner& o : *owners) row.owners.push_back({o.pid, o.fd, o.comm});
	row.protocol = protocol_of(f.key);
	row.local = end_of(f.key.local, has_ports(f.key.protocol));
	row.remote = end_of(f.key.remote, has_ports(f.key.protocol));
	return row;
}

void join_owners(std::vector<report::Flow>& rows) {
	std::map<std::vector<int>, report::Flow> joined; // by pids
	std::vector<report::Flow> result;
	for (report::Flow& row : rows) {
		std::vector<int> pids;
		pids.reserve(row.owners.size());
		for (const report::FlowOwner& o : row.owners) pids.push_back(o.pid);
		if (pids.empty()) {
			result.push_back(std::move(row));
			continue;
		}
		const auto [at, is_new] = joined.try_emplace(pids, row);
		if (is_new) continue;
		for (report::FlowOwner& o : at->second.owners) o.fd = -1; // of several sockets
		for (const unsigned d : {STROBE_PACKET_IN, STROBE_PACKET_OUT}) {
			at->second.packets[d] += row.packets[d];
			at->second.bytes[d] += row.bytes[d];
		}
	}
	for (auto& [pids, row] : joined) result.push_back(std::move(row));
	rows = std::move(result);
}

std::optional<report::Flow> other_flow(const strobe_flow& f) {
	if (!f.packets[0] && !f.packets[1]) return std::nullopt;
	return numbers_of(f);
}

} // namespace strobe::front
