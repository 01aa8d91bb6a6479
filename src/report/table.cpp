// SPDX-License-Identifier: BSD-2-Clause
#include "report/table.h"

#include <algorithm>
#include <cctype>

#include "base/textbuf.h"

namespace strobe::report {

namespace {

constexpr size_t kNumberWidth = 10;

/// As "(other)" does, beside keys of several columns or of none.
bool is_across(const Cells& cells, const std::vector<size_t>& widths) {
	return cells.size() != widths.size();
}

} // namespace

std::string capitals(std::string text) {
	std::ranges::transform(text, text.begin(), [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
	return text;
}

std::string Table::text() const {
	TextBuf out;
	const auto numbers = widths(&Line::first, kNumberWidth), keys = widths(&Line::second, 0);
	for (size_t n = 0; n < lines_.size(); n++) {
		const Line& line = lines_[n];
		for (size_t i = 0; i < line.first.size(); i++) {
			if (i) out.put("  ");
			out.pad(numbers[i] - line.first[i].size());
			out.put(line.first[i]);
		}
		for (size_t i = 0; i < line.second.size(); i++) {
			out.put("  ");
			out.put(line.second[i]);
			if (i + 1 < line.second.size() && !is_across(line.second, keys)) out.pad(keys[i] - line.second[i].size());
		}
		out.put('\n');
		out.put(below_[n]);
	}
	return std::string(out.view());
}

std::vector<size_t> Table::widths(Cells Line::* part, size_t least) const {
	std::vector<size_t> widths((lines_.front().*part).size(), least);
	for (const Line& line : lines_) {
		const Cells& cells = line.*part;
		if (is_across(cells, widths)) continue;
		for (size_t i = 0; i < cells.size(); i++) widths[i] = std::max(widths[i], cells[i].size());
	}
	return widths;
}

} // namespace strobe::report
