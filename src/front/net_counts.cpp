// SPDX-License-Identifier: BSD-2-Clause
#include "front/net_counts.h"

#include <algorithm>
#include <cstring>

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
	for (const spec::ProbeField& f : event.fields) {
		nearest.offer(f.name);
		list += ", " + f.name;
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

/// Bodies of network events count offsets from the start of the record.
uint64_t number_of(const spec::ProbeField& f, const event::Record& record) {
	const auto* const start = reinterpret_cast<const uint8_t*>(&record.header());
	if (f.offset + f.size > record.header().size) return 0;
	return decode::widened(start + f.offset, f.size, f.shape == spec::Shape::kSigned);
}

} // namespace

Result<NetCounts> NetCounts::make(const ShownProbe& event, std::vector<std::string> by,
								  std::span<const NetColumn> columns) {
	NetCounts counts(event);
	const auto index = [&](std::string_view name) {
		return static_cast<size_t>(std::ranges::find(event.fields, name, &spec::ProbeField::name) -
								   event.fields.begin());
	};
	for (std::string& name : by) {
		const size_t field = name == kOwnerName ? kOwner : index(name);
		if (field == event.fields.size()) return no_such_name(name, event);
		counts.by_.push_back(field);
		const auto at = static_cast<uint32_t>(counts.keys_.size() * sizeof(uint64_t));
		counts.keys_.push_back({.name = std::move(name), .is_probe = true, .at = at, .size = sizeof(uint64_t)});
	}
	for (const NetColumn& c : columns) {
		counts.numbers_.push_back(index(c.field));
		counts.columns_.push_back({.kind = c.kind,
								   .expression = std::string(c.field),
								   .is_time = event.fields[index(c.field)].shape == spec::Shape::kDuration});
	}
	return counts;
}

std::string NetCounts::text_of(size_t field, const event::Record& record) const {
	TextBuf b;
	out::TextSink sink(b);
	decode::field(event_->fields, field, record, sink);
	return std::string(b.view());
}

report::GroupRow* NetCounts::row_of(const std::vector<std::string>& texts) {
	std::vector<uint8_t> key(texts.size() * sizeof(uint64_t));
	for (size_t i = 0; i < texts.size(); i++) {
		const auto [found, is_new] = number_of_text_.try_emplace(texts[i], texts_.size());
		if (is_new) texts_.push_back(texts[i]);
		std::memcpy(key.data() + i * sizeof(uint64_t), &found->second, sizeof(uint64_t));
	}
	const auto found = rows_.find(key);
	if (found != rows_.end()) return &found->second;
	if (rows_.size() >= STROBE_GROUPS) return nullptr;
	return &rows_.emplace(key, report::GroupRow{.key = key}).first->second;
}

void NetCounts::add(const std::vector<std::string>& key, uint64_t count) {
	if (report::GroupRow* const row = row_of(key))
		row->count += count;
	else
		other_ += count;
}

void NetCounts::add(const SocketEvents::Event& e) {
	std::vector<std::string> texts;
	texts.reserve(by_.size());
	for (const size_t field : by_) texts.push_back(field == kOwner ? owner_text(e.owners) : text_of(field, e.record));
	report::GroupRow* const row = row_of(texts);
	if (!row) {
		other_++;
		return;
	}
	row->count++;
	for (size_t i = 0; i < numbers_.size(); i++) {
		const uint64_t n = number_of(event_->fields[numbers_[i]], e.record);
		uint64_t& whole = row->columns[i];
		whole = columns_[i].kind == spec::AggregateKind::kMaximum ? std::max(whole, n) : whole + n;
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
