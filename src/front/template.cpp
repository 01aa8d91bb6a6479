// SPDX-License-Identifier: BSD-2-Clause
#include "front/template.h"

#include <algorithm>

#include "spec/nearest.h"

namespace strobe::front {

namespace {

constexpr std::string_view kNames[] = {"time", "comm", "pid", "tid", "cpu", "probe"};
constexpr std::string_view kSocketNames[] = {"time", "comm", "pid", "fd", "owners", "cpu", "event"};

std::span<const std::string_view> common_names(bool sockets) {
	return sockets ? std::span<const std::string_view>(kSocketNames) : kNames;
}
constexpr unsigned kMicroseconds = 6;

Result<> check_name(const std::string& name, const ShownProbe& probe, bool sockets) {
	const auto names = common_names(sockets);
	const auto values = probe.value_names();
	const bool known = std::ranges::find(names, name) != names.end() || std::ranges::find(values, name) != values.end();
	if (known) return Ok{};
	spec::Nearest nearest(name);
	std::string list;
	std::string common;
	for (const std::string_view n : names) {
		nearest.offer(n);
		common += (common.empty() ? "" : n == names.back() ? " and " : ", ") + std::string(n);
	}
	for (const std::string_view v : values) {
		nearest.offer(v);
		list += (list.empty() ? "" : ", ") + std::string(v);
	}
	std::string hint = "besides " + common + " there are " + (list.empty() ? "none" : list);
	if (!nearest.best().empty()) hint = "did you mean '{" + std::string(nearest.best()) + "}'?";
	return Error{"--format: " + std::string(probe.name) + " has no '" + name + "'", std::move(hint)};
}

} // namespace

Result<Template> Template::parse(std::string_view text, std::span<const ShownProbe> probes, bool sockets) {
	return parse(text, [&](const std::string& name) -> Result<> {
		for (const ShownProbe& probe : probes)
			if (auto ok = check_name(name, probe, sockets); !ok) return ok;
		return Ok{};
	});
}

Result<Template> Template::parse(std::string_view text, const std::function<Result<>(const std::string&)>& check) {
	Template t;
	std::string literal;
	while (!text.empty()) {
		const char c = text[0];
		if ((c == '{' || c == '}') && text.size() > 1 && text[1] == c) {
			literal += c;
			text.remove_prefix(2);
			continue;
		}
		if (c == '}') return Error{"--format: a '}' without '{'", "write }} for a brace"};
		if (c != '{') {
			literal += c;
			text.remove_prefix(1);
			continue;
		}
		const size_t end = text.find('}');
		if (end == std::string_view::npos) return Error{"--format: a '{' without '}'", "write {{ for a brace"};
		const std::string name(text.substr(1, end - 1));
		if (auto ok = check(name); !ok) return ok.error();
		if (!literal.empty()) t.parts_.push_back({.text = std::move(literal)});
		literal.clear();
		t.parts_.push_back({.is_name = true, .text = name});
		text.remove_prefix(end + 1);
	}
	if (!literal.empty()) t.parts_.push_back({.text = std::move(literal)});
	return t;
}

void put_without_quotes(TextBuf& line, std::string_view printed) {
	const size_t quote = printed.starts_with('"') ? printed.rfind('"') : 0;
	if (quote) line.put(printed.substr(1, quote - 1));
	line.put(printed.substr(quote ? quote + 1 : 0));
}

TemplateHits::TemplateHits(std::span<const ShownProbe> probes, out::Writer writer, Template format)
	: HitOutput(probes, std::move(writer)), format_(std::move(format)) {
	stamp_.timestamps = {cli::Clock::kTime, kMicroseconds};
}

void TemplateHits::hit(const event::Record& record) {
	const ShownProbe* probe = probe_of(record);
	if (!probe) return;
	line_.clear();
	for (const Template::Part& part : format_.parts())
		if (part.is_name)
			value(*probe, part.text, record);
		else
			line_.put(part.text);
	if (with_stacks_) stack_lines();
	write();
}

void TemplateHits::lost(uint64_t hits) {
	lost_line(hits);
}

void TemplateHits::value(const ShownProbe& probe, std::string_view name, const event::Record& record) {
	const auto values = probe.value_names();
	if (std::ranges::find(values, name) == values.end()) return known_value(probe, name, record);
	scratch_.clear();
	probe.put_value(name, record, scratch_);
	put_without_quotes(line_, scratch_.view());
}

bool TemplateHits::owner_value(std::string_view name) {
	const bool is_owner = name == "comm" || name == "pid" || name == "fd";
	if (!with_owners_ || !is_owner) return false;
	if (owners_.empty() || (name == "fd" && owners_[0].fd < 0)) {
		line_.put('-');
		return true;
	}
	if (name == "comm") put_text(owners_[0].comm);
	if (name == "pid") line_.dec(owners_[0].pid);
	if (name == "fd") line_.dec(owners_[0].fd);
	return true;
}

void TemplateHits::known_value(const ShownProbe& probe, std::string_view name, const event::Record& record) {
	const strobe_hit& h = record.hit();
	if (owner_value(name)) return;
	if (name == "comm") put_text({h.comm, strnlen(h.comm, sizeof h.comm)});
	if (name == "pid") line_.udec(h.h.ns_pid ? h.h.ns_pid : h.h.pid);
	if (name == "tid") line_.udec(h.h.ns_tid ? h.h.ns_tid : h.h.tid);
	if (name == "cpu") line_.udec(h.h.cpu);
	if (name == "probe" || name == "event") out::put_name(line_, probe.name_of(record));
	if (name == "owners") put_who(record);
	if (name == "time") {
		clock_.stamp(stamp_, h.h.time, line_);
		line_.truncate(line_.size() - 1); // the blank behind it
	}
}

} // namespace strobe::front
