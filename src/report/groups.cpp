// SPDX-License-Identifier: BSD-2-Clause
#include "report/groups.h"

#include <algorithm>
#include <cstring>
#include <fmt/format.h>
#include <map>
#include <utility>

#include "base/textbuf.h"
#include "out/json.h"
#include "out/text.h"
#include "report/measure.h"
#include "report/table.h"

namespace strobe::report {

namespace {

using spec::GroupKey;
using spec::Shape;

constexpr std::string_view kStackIndent = "            "; // behind the count
constexpr size_t kLongText = 128;                         // what the kernel side keeps of a text, NUL included

uint64_t number_at(const GroupKey& k, const std::vector<uint8_t>& key) {
	uint64_t v = 0;
	if (k.at + sizeof v <= key.size()) std::memcpy(&v, key.data() + k.at, sizeof v);
	return v;
}

std::span<const uint8_t> text_at(const GroupKey& k, const std::vector<uint8_t>& key) {
	if (k.at + k.size > key.size()) return {};
	const auto all = std::span(key).subspan(k.at, k.size);
	return all.first(static_cast<size_t>(std::ranges::find(all, uint8_t{0}) - all.begin()));
}

void stack(const Groups& groups, const GroupKey& k, uint64_t number, out::ValueSink& sink) {
	sink.begin_array();
	for (const std::string& frame : groups.frames(k, number)) {
		sink.element();
		sink.string({reinterpret_cast<const uint8_t*>(frame.data()), frame.size()}, {});
	}
	sink.end_array(out::ArrayEnd::kComplete, 0);
}

/// nullptr: they have none.
const spec::NumberNames* names_of(const Groups& groups, const GroupKey& k, const std::vector<uint8_t>& key) {
	if (k.names.size() == 1) return k.names.front().get();
	const auto probe = std::ranges::find_if(groups.keys, &GroupKey::is_probe);
	const uint64_t number = probe == groups.keys.end() ? k.names.size() : number_at(*probe, key);
	return number < k.names.size() ? k.names[number].get() : nullptr;
}

void value(const Groups& groups, const GroupKey& k, const std::vector<uint8_t>& key, out::ValueSink& sink) {
	const uint64_t v = k.shape == Shape::kText ? 0 : number_at(k, key);
	if (k.is_probe) {
		sink.plain(v < groups.probes.size() ? std::string_view(groups.probes[v]) : "?");
		return;
	}
	if (k.stack != spec::StackKind::kNone) {
		stack(groups, k, v, sink);
		return;
	}
	const spec::NumberNames* const names = names_of(groups, k, key);
	const std::string name = names ? names->text(v) : "";
	if (!name.empty()) return sink.constant(v, name, "", out::Radix::kHex);
	if (k.hex && k.shape != Shape::kText)
		return sink.hexadecimal(k.hex < sizeof v ? v & ((1ull << (8 * k.hex)) - 1) : v);
	switch (k.shape) {
	case Shape::kText: {
		const auto text = text_at(k, key);
		sink.string(text, {.cut = text.size() + 1 >= kLongText, .hex = k.hex != 0});
		break;
	}
	case Shape::kSigned: sink.integer(static_cast<int64_t>(v)); break;
	case Shape::kPointer: sink.address(v); break;
	case Shape::kDuration: sink.duration(v); break;
	default: sink.unsigned_integer(v); break;
	}
}

double average(const GroupRow& r, size_t column, bool is_signed) {
	const uint64_t sum = r.columns[column];
	const double whole = is_signed ? static_cast<double>(static_cast<int64_t>(sum)) : static_cast<double>(sum);
	const uint64_t known = r.count - r.unknown[column];
	return known ? whole / static_cast<double>(known) : 0;
}

bool is_known(const GroupRow& r, size_t column) {
	return !r.unknown[column] || r.unknown[column] < r.count;
}

/// Negative: a first.
int compare_columns(const Groups& groups, size_t column, const GroupRow& a, const GroupRow& b) {
	const spec::Column& c = groups.columns[column];
	if (c.kind == spec::AggregateKind::kAverage) {
		const double x = average(a, column, c.is_signed), y = average(b, column, c.is_signed);
		return x > y ? -1 : x < y;
	}
	const uint64_t x = a.columns[column], y = b.columns[column];
	if (x == y) return 0;
	const bool more = c.is_signed ? static_cast<int64_t>(x) > static_cast<int64_t>(y) : x > y;
	return more ? -1 : 1;
}

/// Numbers as numbers, texts as texts.
bool before(const Groups& groups, const GroupRow& a, const GroupRow& b) {
	if (groups.order)
		if (const int order = compare_columns(groups, *groups.order, a, b)) return order < 0;
	if (a.count != b.count) return a.count > b.count;
	for (const GroupKey& k : groups.keys) {
		if (k.shape == Shape::kText && !k.is_probe) {
			const auto x = text_at(k, a.key), y = text_at(k, b.key);
			if (!std::ranges::equal(x, y)) return std::ranges::lexicographical_compare(x, y);
			continue;
		}
		const uint64_t x = number_at(k, a.key), y = number_at(k, b.key);
		if (x == y) continue;
		return k.shape == Shape::kSigned ? static_cast<int64_t>(x) < static_cast<int64_t>(y) : x < y;
	}
	return false;
}

std::string shown(const Groups& groups, const GroupKey& k, const std::vector<uint8_t>& key) {
	TextBuf b;
	out::TextSink sink(b);
	value(groups, k, key, sink);
	return k.is_probe ? out::name_text(b.view()) : std::string(b.view());
}

std::string title(const spec::Column& c) {
	return std::string(spec::name_of(c.kind)) + "(" + c.expression + ")";
}

std::string column_text(const spec::Column& c, const GroupRow& r, size_t column) {
	const uint64_t v = r.columns[column];
	if (!is_known(r, column)) return "?";
	if (c.kind == spec::AggregateKind::kAverage) {
		const double mean = average(r, column, c.is_signed);
		return c.is_time ? time_text(mean) : fmt::format("{:.1f}", mean);
	}
	if (c.is_time) return time_text(static_cast<double>(v));
	return c.is_signed ? std::to_string(static_cast<int64_t>(v)) : std::to_string(v);
}

/// The stacks of a group, a frame a line: they stand below it.
std::string stacks_below(const Groups& groups, const GroupRow& r, std::string_view indent) {
	std::string text;
	for (const GroupKey& k : groups.keys) {
		if (k.stack == spec::StackKind::kNone) continue;
		const auto frames = groups.frames(k, number_at(k, r.key));
		for (const std::string& frame : frames) text += fmt::format("{}{}\n", indent, out::name_text(frame));
		if (frames.empty()) text += fmt::format("{}(no {})\n", indent, k.name);
	}
	return text;
}

/// A drawing for each group, below what the group is.
std::string histograms(const Groups& groups) {
	std::string text;
	for (const GroupRow& r : groups.rows) {
		std::string line;
		for (const GroupKey& k : groups.keys) {
			if (k.stack != spec::StackKind::kNone) continue;
			const std::string value = shown(groups, k, r.key);
			line += (line.empty() ? "" : ", ") + (k.is_probe ? value : k.name + "=" + value);
		}
		if (!text.empty()) text += '\n';
		text += line + (line.empty() ? "" : ": ") + groups.histogram->expression + "\n" +
				stacks_below(groups, r, kStackIndent);
		text += drawn(*groups.histogram, r.buckets);
	}
	if (groups.other) text += "\n(other): " + std::to_string(groups.other) + "\n";
	return text;
}

void put_columns(const Groups& groups, const GroupRow& r, TextBuf& b) {
	b.put(",\"columns\":[");
	for (size_t i = 0; i < groups.columns.size(); i++) {
		const spec::Column& c = groups.columns[i];
		b.put(i ? ",{\"name\":" : "{\"name\":");
		out::put_json_text(b, title(c));
		b.put(",\"value\":");
		if (!is_known(r, i))
			b.put("{\"text\":\"?\"}");
		else if (c.kind == spec::AggregateKind::kAverage)
			b.put(fmt::format("{:.3f}", average(r, i, c.is_signed)));
		else if (c.is_signed)
			b.dec(static_cast<int64_t>(r.columns[i]));
		else
			b.udec(r.columns[i]);
		b.put('}');
	}
	b.put(']');
}

} // namespace

void sort(Groups& groups, size_t top) {
	std::ranges::sort(groups.rows, [&](const GroupRow& a, const GroupRow& b) { return before(groups, a, b); });
	if (top && groups.rows.size() > top) groups.rows.resize(top);
}

void join_buckets(Groups& groups) {
	std::map<std::vector<uint8_t>, GroupRow> whole;
	for (GroupRow& r : groups.rows) {
		uint64_t bucket = 0;
		if (r.key.size() < groups.histogram->at + sizeof bucket) continue;
		std::memcpy(&bucket, r.key.data() + groups.histogram->at, sizeof bucket);
		r.key.resize(groups.histogram->at);
		GroupRow& joined = whole[r.key];
		joined.count += r.count;
		joined.buckets[bucket] += r.count;
	}
	groups.rows.clear();
	for (auto& [key, row] : whole) {
		row.key = key;
		groups.rows.push_back(std::move(row));
	}
}

std::string group_table(const Groups& groups) {
	if (groups.histogram) return histograms(groups);
	Cells numbers{"COUNT"}, keys;
	for (const spec::Column& c : groups.columns) numbers.push_back(capitals(title(c)));
	for (const GroupKey& k : groups.keys)
		if (k.stack == spec::StackKind::kNone) keys.push_back(capitals(k.name));
	Table table;
	table.add(std::move(numbers), std::move(keys));
	for (const GroupRow& r : groups.rows) {
		Cells cells{std::to_string(r.count)}, values;
		for (size_t i = 0; i < groups.columns.size(); i++) cells.push_back(column_text(groups.columns[i], r, i));
		for (const GroupKey& k : groups.keys)
			if (k.stack == spec::StackKind::kNone) values.push_back(shown(groups, k, r.key));
		table.add(std::move(cells), std::move(values), stacks_below(groups, r, kStackIndent));
	}
	if (groups.other) {
		Cells cells(1 + groups.columns.size(), "-");
		cells[0] = std::to_string(groups.other);
		table.add(std::move(cells), {"(other)"});
	}
	return table.text();
}

std::string group_objects(const Groups& groups, uint64_t time_ns, uint64_t wall_ns) {
	TextBuf b;
	out::JsonMembers m(b);
	out::JsonSink sink(b);
	const auto begin = [&] { m.open("group").number("time_ns", time_ns).number("wall_ns", wall_ns); };
	const auto end = [&](uint64_t count) {
		m.number("count", count).close();
		b.put('\n');
	};
	for (const GroupRow& r : groups.rows) {
		begin();
		m.key("by");
		sink.begin_arguments();
		for (const GroupKey& k : groups.keys) {
			sink.argument(k.name);
			value(groups, k, r.key, sink);
		}
		sink.end_arguments();
		if (!groups.columns.empty()) put_columns(groups, r, b);
		if (groups.histogram) {
			m.text("histogram", groups.histogram->expression).key("buckets");
			put_buckets(*groups.histogram, r.buckets, b);
		}
		end(r.count);
	}
	if (groups.other) {
		begin();
		m.yes("other");
		end(groups.other);
	}
	return std::string(b.view());
}

} // namespace strobe::report
