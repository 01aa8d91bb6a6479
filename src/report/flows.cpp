// SPDX-License-Identifier: BSD-2-Clause
#include "report/flows.h"

#include <algorithm>
#include <string_view>

#include "base/textbuf.h"
#include "out/json.h"
#include "out/text.h"

namespace strobe::report {

namespace {

constexpr size_t kNumberWidth = 12;
constexpr size_t kMostOwners = 4; // in the table

uint64_t all_bytes(const Flow& f) {
	return f.bytes[0] + f.bytes[1];
}

std::vector<const Flow*> sorted(const Flows& flows) {
	std::vector<const Flow*> rows;
	rows.reserve(flows.rows.size());
	for (const Flow& f : flows.rows) rows.push_back(&f);
	std::ranges::sort(rows, [](const Flow* a, const Flow* b) {
		if (all_bytes(*a) != all_bytes(*b)) return all_bytes(*a) > all_bytes(*b);
		if (a->local.address != b->local.address) return a->local.address < b->local.address;
		return a->local.port < b->local.port;
	});
	if (flows.top && flows.top < rows.size()) rows.resize(flows.top);
	return rows;
}

void text(std::string_view s, out::ValueSink& sink) {
	sink.string({reinterpret_cast<const uint8_t*>(s.data()), s.size()}, {.no_quotes = true});
}

void end(const FlowEnd& e, out::ValueSink& sink) {
	if (e.has_port)
		sink.endpoint(e.address, e.port);
	else
		text(e.address.empty() ? "-" : e.address, sink);
}

std::string shown(const FlowEnd& e) {
	TextBuf b;
	out::TextSink sink(b);
	end(e, sink);
	return std::string(b.view());
}

std::string shown_owners(const Flow& f) {
	TextBuf b;
	out::TextSink sink(b);
	for (size_t i = 0; i < std::min(f.owners.size(), kMostOwners); i++) {
		const FlowOwner& o = f.owners[i];
		if (i) b.put(',');
		text(o.comm, sink);
		b.put('/');
		b.dec(o.pid);
		if (o.fd < 0) continue;
		b.put(':');
		b.dec(o.fd);
	}
	if (f.owners.size() > kMostOwners) b.put(",...");
	return f.owners.empty() ? "-" : std::string(b.view());
}

void numbers(TextBuf& line, const Flow& f) {
	for (const uint64_t n : {f.packets[0], f.bytes[0], f.packets[1], f.bytes[1]}) {
		line.udec(n, kNumberWidth);
		line.put(' ');
	}
}

void titles(TextBuf& line, std::initializer_list<std::string_view> names) {
	for (const std::string_view name : names) {
		if (name.size() < kNumberWidth) line.pad(kNumberWidth - name.size());
		line.put(name);
		line.put(' ');
	}
}

void object(TextBuf& line, const Flows& flows, const Flow& f, bool other, uint64_t time_ns, uint64_t wall_ns) {
	out::JsonMembers members(line);
	members.open("flow").number("time_ns", time_ns).number("wall_ns", wall_ns);
	if (other) members.yes("other");
	if (!other) {
		members.key("owners");
		line.put('[');
		for (const FlowOwner& o : f.owners) {
			line.put(&o == &f.owners.front() ? "{\"pid\":" : ",{\"pid\":");
			line.dec(o.pid);
			members.string("comm", o.comm);
			if (o.fd >= 0) members.integer("fd", o.fd);
			line.put('}');
		}
		line.put(']');
	}
	members.number("packets_in", f.packets[0]).number("bytes_in", f.bytes[0]);
	members.number("packets_out", f.packets[1]).number("bytes_out", f.bytes[1]);
	if (!other && !flows.by_owner) {
		out::JsonSink sink(line);
		members.key("args");
		sink.begin_arguments();
		sink.named_argument("protocol");
		text(f.protocol, sink);
		sink.named_argument("local");
		end(f.local, sink);
		sink.named_argument("remote");
		end(f.remote, sink);
		sink.end_arguments();
	}
	members.close();
	line.put('\n');
}

} // namespace

std::string flow_table(const Flows& flows) {
	TextBuf out;
	const auto rows = sorted(flows);
	titles(out, {"PACKETS-IN", "BYTES-IN", "PACKETS-OUT", "BYTES-OUT"});
	size_t local = 5, remote = 6; // the titles
	for (const Flow* f : rows) {
		local = std::max(local, shown(f->local).size());
		remote = std::max(remote, shown(f->remote).size());
	}
	const auto cell = [&out](std::string_view s, size_t width) {
		out.put(s);
		out.pad(width + 1 - std::min(width, s.size()));
	};
	constexpr size_t kProtocol = 8;
	if (!flows.by_owner) {
		cell("PROTOCOL", kProtocol);
		cell("LOCAL", local);
		cell("REMOTE", remote);
	}
	out.put("OWNER\n");
	for (const Flow* f : rows) {
		numbers(out, *f);
		if (!flows.by_owner) {
			cell(f->protocol, kProtocol);
			cell(shown(f->local), local);
			cell(shown(f->remote), remote);
		}
		out.put(shown_owners(*f));
		out.put('\n');
	}
	if (flows.other) {
		numbers(out, *flows.other);
		out.put("(other)\n");
	}
	return std::string(out.view());
}

std::string flow_objects(const Flows& flows, uint64_t time_ns, uint64_t wall_ns) {
	TextBuf out;
	for (const Flow* f : sorted(flows)) object(out, flows, *f, false, time_ns, wall_ns);
	if (flows.other) object(out, flows, *flows.other, true, time_ns, wall_ns);
	return std::string(out.view());
}

} // namespace strobe::report
