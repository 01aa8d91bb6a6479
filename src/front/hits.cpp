// SPDX-License-Identifier: BSD-2-Clause
#include "front/hits.h"

#include <cstring>

#include "decode/hit.h"
#include "front/json_printer.h"

namespace strobe::front {

namespace {

constexpr unsigned kMicroseconds = 6;

std::string_view comm_of(const strobe_hit& h) {
	return {h.comm, strnlen(h.comm, sizeof h.comm)};
}

uint32_t pid_of(const strobe_event& h) {
	return h.ns_pid ? h.ns_pid : h.pid;
}
uint32_t tid_of(const strobe_event& h) {
	return h.ns_tid ? h.ns_tid : h.tid;
}

uint64_t now() {
	timespec t{};
	clock_gettime(CLOCK_MONOTONIC, &t);
	return static_cast<uint64_t>(t.tv_sec) * 1'000'000'000 + static_cast<uint64_t>(t.tv_nsec);
}

} // namespace

void ShownProbe::values(const event::Record& record, out::ValueSink& sink) const {
	if (body)
		body->values(record, sink);
	else
		decode::fields(fields, record, sink);
}

std::vector<std::string_view> ShownProbe::value_names() const {
	std::vector<std::string_view> names;
	if (body) names.assign(body->names().begin(), body->names().end());
	for (const spec::ProbeField& f : fields)
		if (std::ranges::find(names, f.name) == names.end()) names.emplace_back(f.name);
	return names;
}

void ShownProbe::put_value(std::string_view value, const event::Record& record, TextBuf& to) const {
	if (!body || std::ranges::find(body->names(), value) == body->names().end()) {
		const auto field = std::ranges::find(fields, value, &spec::ProbeField::name);
		out::TextSink sink(to);
		decode::field(fields, static_cast<size_t>(field - fields.begin()), record, sink);
		return;
	}
	TextBuf line;
	out::TextSink sink(line);
	std::vector<out::TextSink::Mark> marks;
	sink.note(marks);
	body->values(record, sink);
	const auto mark = std::ranges::find(marks, value, &out::TextSink::Mark::name);
	if (mark == marks.end()) return to.put('-');
	const size_t end = std::next(mark) == marks.end() ? line.size() : std::next(mark)->begin;
	to.put(line.view().substr(mark->value, end - mark->value));
}

TextHits::TextHits(std::span<const ShownProbe> probes, out::Writer writer)
	: HitOutput(probes, std::move(writer)), sink_(line_) {
	stamp_.timestamps = {cli::Clock::kTime, kMicroseconds};
}

void HitOutput::put_text(std::string_view text) {
	out::put_string(line_, {reinterpret_cast<const uint8_t*>(text.data()), text.size()}, {.no_quotes = true},
					out::HexStrings::kNone);
}

void HitOutput::put_who(const event::Record& record) {
	if (!with_owners_) {
		const strobe_hit& h = record.hit();
		put_text(comm_of(h));
		line_.put('/');
		line_.udec(pid_of(h.h));
		line_.put('(');
		line_.udec(tid_of(h.h));
		line_.put(')');
		return;
	}
	for (const engine::SocketOwner& o : owners_) {
		if (&o != &owners_.front()) line_.put(',');
		put_text(o.comm);
		line_.put('/');
		line_.dec(o.pid);
		if (o.fd < 0) continue;
		line_.put(':');
		line_.dec(o.fd);
	}
	if (owners_.empty()) line_.put('-');
}

void TextHits::hit(const event::Record& record) {
	const ShownProbe* probe = probe_of(record);
	if (!probe) return;
	line_.clear();
	clock_.stamp(stamp_, record.header().time, line_);
	put_who(record);
	line_.put(' ');
	out::put_name(line_, probe->name_of(record));
	if (!probe->fields.empty()) line_.put(' ');
	sink_.begin_arguments();
	probe->values(record, sink_);
	if (with_stacks_) stack_lines();
	write();
}

void HitOutput::stack_lines() {
	const auto put = [&](std::string_view frame) {
		line_.put("\n    ");
		put_text(frame);
	};
	if (!stacks_) {
		put("(no room for the stacks)");
		return;
	}
	for (const std::string& frame : stacks_->kernel) put(frame);
	for (const std::string& frame : stacks_->user) put(frame);
}

void TextHits::lost(uint64_t hits) {
	lost_line(hits);
}

void HitOutput::lost_line(uint64_t hits) {
	line_.clear();
	line_.put('<');
	line_.udec(hits);
	line_.put(hits == 1 ? " event lost>" : " events lost>");
	write();
}

void TextHits::groups(const report::Groups& groups, bool timed) {
	if (timed) {
		line_.clear();
		clock_.stamp(stamp_, now(), line_);
		line_.truncate(line_.size() - 1); // the blank behind it
		write();
	}
	writer_.put(report::group_table(groups));
	if (timed) writer_.put("\n");
}

JsonHits::JsonHits(std::span<const ShownProbe> probes, out::Writer writer, const std::vector<std::string>& command)
	: HitOutput(probes, std::move(writer)), members_(line_), sink_(line_) {
	writer_.put(json_header(command));
}

void JsonHits::hit(const event::Record& record) {
	const ShownProbe* probe = probe_of(record);
	if (!probe) return;
	const strobe_event& h = record.header();
	line_.clear();
	members_.open(with_owners_ ? "net" : "hit").number("time_ns", h.time).number("wall_ns", clock_.wall(h.time));
	who_members(record, *probe);
	members_.key("args");
	sink_.begin_arguments();
	probe->values(record, sink_);
	sink_.end_arguments();
	if (with_stacks_ && stacks_) stack_members();
	members_.close();
	write();
}

void JsonHits::who_members(const event::Record& record, const ShownProbe& probe) {
	const strobe_hit& h = record.hit();
	if (!with_owners_) {
		members_.number("pid", pid_of(h.h)).number("tid", tid_of(h.h)).string("comm", comm_of(h));
		members_.number("cpu", h.h.cpu).text("probe", probe.name);
		return;
	}
	members_.number("cpu", h.h.cpu).text("event", probe.name_of(record)).number("socket", cookie_);
	owner_members(members_, line_, owners_);
}

void JsonHits::stack_members() {
	for (const auto& [name, frames] :
		 {std::pair("kstack", std::span(stacks_->kernel)), std::pair("ustack", std::span(stacks_->user))}) {
		members_.key(name);
		line_.put('[');
		for (const std::string& frame : frames) {
			if (&frame != &frames.front()) line_.put(',');
			out::put_json_text(line_, frame);
		}
		line_.put(']');
	}
}

void JsonHits::lost(uint64_t hits) {
	line_.clear();
	members_.open("lost_hits").number("hits", hits).close();
	write();
}

void JsonHits::flows(const report::Flows& flows) {
	const uint64_t time = now();
	writer_.put(report::flow_objects(flows, time, clock_.wall(time)));
}

void JsonHits::groups(const report::Groups& groups, bool) {
	const uint64_t time = now();
	writer_.put(report::group_objects(groups, time, clock_.wall(time)));
}

} // namespace strobe::front
