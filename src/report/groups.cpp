// SPDX-License-Identifier: BSD-2-Clause
#include "report/groups.h"

#include <algorithm>
#include <cctype>
#include <cstring>

#include "base/textbuf.h"
#include "out/json.h"
#include "out/text.h"

namespace strobe::report {

namespace {

using spec::GroupKey;
using spec::Shape;

constexpr size_t kCountWidth = 10;
constexpr size_t kLongText = 128; // what the kernel side keeps of a text, NUL included

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

void value(const Groups& groups, const GroupKey& k, const std::vector<uint8_t>& key, out::ValueSink& sink) {
	const uint64_t v = k.shape == Shape::kText ? 0 : number_at(k, key);
	if (k.is_probe) {
		sink.plain(v < groups.probes.size() ? std::string_view(groups.probes[v]) : "?");
		return;
	}
	switch (k.shape) {
	case Shape::kText: {
		const auto text = text_at(k, key);
		sink.string(text, {.cut = text.size() + 1 >= kLongText});
		break;
	}
	case Shape::kSigned: sink.integer(static_cast<int64_t>(v)); break;
	case Shape::kPointer: sink.address(v); break;
	case Shape::kDuration: sink.duration(v); break;
	default: sink.unsigned_integer(v); break;
	}
}

/// Numbers as numbers, texts as texts.
bool before(std::span<const GroupKey> keys, const GroupRow& a, const GroupRow& b) {
	if (a.count != b.count) return a.count > b.count;
	for (const GroupKey& k : keys) {
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
	return std::string(b.view());
}

std::string capitals(std::string text) {
	std::ranges::transform(text, text.begin(), [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
	return text;
}

using Cells = std::vector<std::string>;

void put_line(TextBuf& out, std::string_view count, const Cells& cells, const std::vector<size_t>& widths) {
	out.pad(kCountWidth - std::min(kCountWidth, count.size()));
	out.put(count);
	for (size_t i = 0; i < cells.size(); i++) {
		out.put("  ");
		out.put(cells[i]);
		if (i + 1 < cells.size()) out.pad(widths[i] - cells[i].size());
	}
	out.put('\n');
}

} // namespace

void sort(Groups& groups, size_t top) {
	std::ranges::sort(groups.rows, [&](const GroupRow& a, const GroupRow& b) { return before(groups.keys, a, b); });
	if (top && groups.rows.size() > top) groups.rows.resize(top);
}

std::string group_table(const Groups& groups) {
	Cells head;
	std::vector<Cells> rows;
	std::vector<size_t> widths;
	for (const GroupKey& k : groups.keys) {
		head.push_back(capitals(k.name));
		widths.push_back(k.name.size());
	}
	for (const GroupRow& r : groups.rows) {
		Cells cells;
		for (size_t i = 0; i < groups.keys.size(); i++) {
			cells.push_back(shown(groups, groups.keys[i], r.key));
			widths[i] = std::max(widths[i], cells.back().size());
		}
		rows.push_back(std::move(cells));
	}
	TextBuf out;
	put_line(out, "COUNT", head, widths);
	for (size_t i = 0; i < rows.size(); i++) put_line(out, std::to_string(groups.rows[i].count), rows[i], widths);
	if (groups.other) put_line(out, std::to_string(groups.other), {"(other)"}, widths);
	return std::string(out.view());
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
