// SPDX-License-Identifier: BSD-2-Clause
#include "front/net_counts.h"

#include <algorithm>
#include <cstring>
#include <optional>
#include <utility>

#include "abi/limits.h"
#include "decode/hit.h"
#include "spec/nearest.h"

namespace strobe::front {

namespace {

constexpr std::string_view kOwnerName = "owner";

Error no_such_name(const std::string& name, const ShownProbe& event) {
	spec::Nearest nearest(name);
	nearest.offer(kOwnerName);
	std::string list(kOwnerName);
	for (const std::string_view v : event.value_names()) {
		nearest.offer(v);
		list += ", " + std::string(v);
	}
	return {"--by: " + std::string(event.name) + " has no '" + name + "'",
			nearest.best().empty() ? "there are " + list : "did you mean '" + std::string(nearest.best()) + "'?"};
}

/// "curl/4711"; of several holders, the first.
std::string owner_text(std::span<const engine::SocketOwner> owners) {
	if (owners.empty()) return "-";
	TextBuf b;
	const std::string& comm = owners.front().comm;
	out::put_string(b, {reinterpret_cast<const uint8_t*>(comm.data()), comm.size()}, {.no_quotes = true},
					out::HexStrings::kNone);
	b.put('/');
	b.dec(owners.front().pid);
	return std::string(b.view());
}

/// Bodies of network events count offsets from the start of the record. Nothing: it is not known.
std::optional<uint64_t> number_of(const spec::ProbeField& f, const event::Record& record) {
	const auto* const start = reinterpret_cast<const uint8_t*>(&record.header());
	if (f.offset + f.size > record.header().size) return std::nullopt;
	const uint64_t n = decode::widened(start + f.offset, f.size, f.shape == spec::Shape::kSigned);
	return f.unknown == n ? std::nullopt : std::optional(n);
}

} // namespace

Result<NetCounts> NetCounts::make(const ShownProbe& event, std::vector<std::string> by,
								  std::span<const NetColumn> columns) {
	NetCounts counts(event);
	const auto values = event.value_names();
	for (std::string& name : by) {
		if (name != kOwnerName && std::ranges::find(values, name) == values.end()) return no_such_name(name, event);
		const auto at = static_cast<uint32_t>(counts.keys_.size() * sizeof(uint64_t));
		counts.keys_.push_back({.name = name, .is_probe = true, .at = at, .size = sizeof(uint64_t)});
		counts.by_.push_back(std::move(name));
	}
	for (const NetColumn& c : columns) {
		const auto field = std::ranges::find(event.fields, c.field, &spec::ProbeField::name);
		counts.numbers_.push_back(event.body ? nullptr : &*field);
		counts.columns_.push_back({.kind = c.kind,
								   .expression = std::string(c.field),
								   .is_time = event.body || field->shape == spec::Shape::kDuration});
	}
	return counts;
}

report::GroupRow* NetCounts::row_of(const std::vector<std::string>& texts) {
	const auto found = rows_.find(texts);
	if (found != rows_.end()) return &found->second;
	if (rows_.size() >= STROBE_GROUPS) return nullptr;
	std::vector<uint8_t> key(texts.size() * sizeof(uint64_t));
	for (size_t i = 0; i < texts.size(); i++) {
		const auto [number, is_new] = number_of_text_.try_emplace(texts[i], texts_.size());
		if (is_new) texts_.push_back(texts[i]);
		std::memcpy(key.data() + i * sizeof(uint64_t), &number->second, sizeof(uint64_t));
	}
	return &rows_.emplace(texts, report::GroupRow{.key = std::move(key)}).first->second;
}

void NetCounts::add(const std::vector<std::string>& key, uint64_t count) {
	if (report::GroupRow* const row = row_of(key))
		row->count += count;
	else
		other_ += count;
}

void NetCounts::add(const event::Record& record, std::span<const engine::SocketOwner> owners) {
	std::vector<std::string> texts;
	texts.reserve(by_.size());
	for (const std::string& name : by_) {
		TextBuf value;
		if (name != kOwnerName) event_->put_value(name, record, value);
		texts.push_back(name == kOwnerName ? owner_text(owners) : std::string(value.view()));
	}
	report::GroupRow* const row = row_of(texts);
	if (!row) {
		other_++;
		return;
	}
	row->count++;
	for (size_t i = 0; i < numbers_.size(); i++) {
		const auto n = numbers_[i] ? number_of(*numbers_[i], record) : event_->body->time_of(record);
		uint64_t& whole = row->columns[i];
		if (!n)
			row->unknown[i]++;
		else
			whole = columns_[i].kind == spec::AggregateKind::kMaximum ? std::max(whole, *n) : whole + *n;
	}
}

report::Groups NetCounts::groups(size_t top) const {
	report::Groups groups{.keys = keys_, .probes = texts_, .columns = columns_, .other = other_};
	for (const auto& [key, row] : rows_) groups.rows.push_back(row);
	if (!columns_.empty()) groups.order = 0;
	report::sort(groups, top);
	return groups;
}

} // namespace strobe::front
