// SPDX-License-Identifier: BSD-2-Clause
#include "cli/net_options.h"

#include <algorithm>
#include <climits>

#include "cli/net_values.h"
#include "cli/numbers.h"
#include "spec/nearest.h"

namespace strobe::cli {

namespace {

constexpr long long kMostSnaplen = 16 * 1024; // STROBE_SNAPLEN_MAX, as a test holds it to be

constexpr NetView kViews[] = {
	{"retrans", "each retransmission of TCP: of what kind, how much, at which speed"},
	{"connect", "each connection begun here: how long the handshake took, or its errno"},
	{"accept", "each connection that a listening socket got, and how long its handshake took"},
	{"life", "each connection that ends: how long it lasted, bytes and segments, round trips, who closed it"},
	{"state", "each change of a connection's state, and the time it spent in the old one"},
	{"resets", "each reset of TCP that is sent or received, and why"},
	{"drops", "each packet that the kernel discards: why, and where"},
	{"rtt", "histograms of round trips and of handshakes, by remote address, or by owner (--by owner)", true},
	{"dns", "each query of DNS and its answer: how long it took, or that there was none", false,
	 NetView::Hook::kSocket},
	{"udp", "each datagram of UDP that a socket sends or receives", false, NetView::Hook::kSocket},
	{"packets", "each packet of a device (-i), with its headers", false, NetView::Hook::kDevice},
};

Verdict take_direction(NetOptions& o, std::string_view word) {
	if (word != "in" && word != "out" && word != "both") return bad_value();
	o.in = word != "out";
	o.out = word != "in";
	return accept();
}

Verdict take_snaplen(std::optional<uint32_t>& bytes, const char* value) {
	const long long n = to_uint(value, kMostSnaplen);
	if (n < 1) return bad_value();
	bytes = static_cast<uint32_t>(n);
	return accept();
}

Verdict take_sample(uint32_t& sample, const char* value) {
	const long long n = to_uint(value, INT_MAX);
	if (n < 1) return bad_value();
	sample = static_cast<uint32_t>(n);
	return accept();
}

using D = NetDraft;
using V = const char*;
using enum Takes;
using enum Group;

using Row = OptionRow<NetDraft>;
using Rows = CommonRows<NetDraft>;

constexpr Row kRows[] = {
	Rows::attach("only sockets of these processes and their children"),
	Rows::system_wide("every socket on the machine (default without PROG and -p)"),
	Rows::comm("only sockets of processes with a matching name (* and ?)"),
	Rows::cgroup("only sockets made in that cgroup (v2) or below it"),
	Row{0, "netns", kValue, kFilter, "NAME", "only that network namespace: a name of ip netns, a file, or self",
		[](D& d, V v) { return parse_netns(v, d.options.netns); }}
		.completes("<file>"),
	Row{0, "port", kValue, kFilter, "PORT", "only this port, on either side",
		[](D& d, V v) { return parse_port(v, d.options.port); }},
	Row{0, "lport", kValue, kFilter, "PORT", "only this local port",
		[](D& d, V v) { return parse_port(v, d.options.lport); }},
	Row{0, "rport", kValue, kFilter, "PORT", "only this remote port",
		[](D& d, V v) { return parse_port(v, d.options.rport); }},
	Row{0, "addr", kValue, kFilter, "ADDRESS[/BITS]", "only this address or network, on either side",
		[](D& d, V v) { return parse_net(v, d.options.net); }},
	Row{0, "family", kValue, kFilter, "FAMILY", "only inet (IPv4) or only inet6",
		[](D& d, V v) { return parse_family(v, d.options.family); }}
		.completes("inet inet6"),
	Row{0, "state", kValue, kFilter, "STATE,...", "only in these states of TCP, such as established,syn-sent",
		[](D& d, V v) { return parse_states(v, d.options.states); }},
	Row{'i', "interface", kValue, kFilter, "DEV", "packets: those of this network device",
		[](D& d, V v) { return take_text(d.options.device, v); }},
	Row{0, "direction", kValue, kFilter, "DIR", "packets, udp: only in or only out",
		[](D& d, V v) { return take_direction(d.options, v); }}
		.completes("in out both"),
	Row{0, "sample", kValue, kFilter, "N", "packets, udp: only 1 of N",
		[](D& d, V v) { return take_sample(d.options.sample, v); }},
	Row{0, "early", kNothing, kFilter, "", "packets: what arrives is seen by XDP, before anything can drop it",
		[](D& d, V) { return set(d.options.early); }},
	Row{'w', "write", kValue, kOutput, "FILE", "packets: write them to a pcapng file, with owners as comments",
		[](D& d, V v) { return take_text(d.options.capture_name, v); }}
		.completes("<file>"),
	Row{0, "snaplen", kValue, kOutput, "BYTES", "packets: copy so much of each, up to 16384 (256; with -w 16384)",
		[](D& d, V v) { return take_snaplen(d.options.snaplen, v); }},
	Row{'c', "count", kNothing, kSummary, "", "count instead of printing each event",
		[](D& d, V) { return set(d.options.count); }},
	Row{0, "by", kValue, kSummary, "NAME,...",
		"count for each value of these: owner, and what the lines of the view show (remote, state ...)",
		[](D& d, V v) {
			d.options.by = split(v, ", ");
			return d.options.by.empty() ? bad_value() : accept();
		}},
	Rows::top("print only the N largest groups"),
	Rows::max_events("stop after N events"),
	Rows::duration(),
	Rows::output(),
	Rows::json(),
	Rows::format(
		"write each event so: '{time} {comm} {local} {remote}', with fields, comm, pid, fd, owners, cpu, event, time"),
	Rows::ring_size("buffer between kernel and strobe, 1M to 1G, a power of two (16M)"),
	Rows::help(),
};

const NetView* view_named(std::string_view name) {
	const auto found = std::ranges::find(kViews, name, &NetView::name);
	return found == std::end(kViews) ? nullptr : &*found;
}

Verdict unknown_view(const std::string& word) {
	spec::Nearest nearest(word);
	std::string list;
	for (const NetView& v : kViews) {
		nearest.offer(v.name);
		list += (list.empty() ? "" : ", ") + std::string(v.name);
	}
	return refuse("there is no view '" + word + "'",
				  nearest.best().empty() ? "there are " + list : "did you mean '" + std::string(nearest.best()) + "'?");
}

/// What has a meaning for packets alone, or none for them.
Verdict settle_packets(const NetOptions& o, const NetView& view) {
	using enum NetView::Hook;
	const auto only = [&](const char* option, const char* views) {
		return refuse(std::string(option) + " has no meaning for " + o.view, std::string("it goes with ") + views);
	};
	const bool device = view.hook == kDevice, socket = view.hook == kSocket && o.view != "dns";
	if (device && o.device.empty())
		return refuse("packets must have a device: -i DEV", "ip link lists the devices that there are");
	if (!device && !o.device.empty()) return only("-i/--interface", "packets");
	if (!device && o.early) return only("--early", "packets");
	if (!device && !o.capture_name.empty()) return only("-w/--write", "packets");
	if (!device && o.snaplen) return only("--snaplen", "packets");
	if (!device && !socket && !(o.in && o.out)) return only("--direction", "packets and udp");
	if (!device && !socket && o.sample > 1) return only("--sample", "packets and udp");
	if (view.hook == kConnection) return accept();
	if (o.states) return only("--state", "connections");
	if (!o.by.empty() && o.view != "dns") return only("--by", "connections and dns");
	if (device && o.netns)
		return refuse("--netns has no meaning for packets",
					  "the device is looked for where strobe runs: ip netns exec NAME strobe net packets ...");
	if (o.early && !o.in) return refuse("--early and --direction out are mutually exclusive", "XDP sees what arrives");
	if (!o.capture_name.empty() && (o.count || o.json || !o.format.empty() || !o.output_name.empty()))
		return refuse("-w/--write is the output: -c, -o, --json and --format have no meaning", "leave them out");
	return accept();
}

} // namespace

std::span<const NetView> net_views() {
	return kViews;
}

std::span<const OptionRow<NetDraft>> net_options() {
	return kRows;
}

Verdict take_words(NetDraft& draft, std::span<char* const> rest, bool after_dashes, size_t& used) {
	NetOptions& o = draft.options;
	used = 0;
	if (rest.empty()) return accept();
	if (o.view.empty() && !after_dashes) {
		o.view = rest[0];
		used = 1;
		return view_named(o.view) ? accept() : unknown_view(o.view);
	}
	o.command.assign(rest.begin(), rest.end());
	used = rest.size();
	return accept();
}

Verdict settle(NetDraft& draft) {
	NetOptions& o = draft.options;
	if (o.view.empty()) {
		std::string list;
		for (const NetView& v : kViews) list += (list.empty() ? "" : ", ") + std::string(v.name);
		return refuse("must have a view", "write one of " + list);
	}
	if (Verdict bad = settle_scope(o)) return bad;
	const bool only_counts = view_named(o.view)->only_counts;
	if (only_counts) o.count = true;
	if (!o.count && (!o.by.empty() || o.top)) return refuse(o.top ? "--top needs -c" : "--by needs -c", "add -c");
	if (Verdict bad = settle_packets(o, *view_named(o.view))) return bad;
	return settle_output(o, o.count, "events");
}

} // namespace strobe::cli
