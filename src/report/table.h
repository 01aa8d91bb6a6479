// SPDX-License-Identifier: BSD-2-Clause
// Tables of results: numbers first, aligned to the right, then what they are of.
#pragma once

#include <string>
#include <utility>
#include <vector>

namespace strobe::report {

using Cells = std::vector<std::string>;

/// As headings are written.
std::string capitals(std::string text);

class Table {
public:
	/// The first one is the heading, and tells how many columns there are; keys of another number stand across them.
	/// `below`: whole lines.
	void add(Cells numbers, Cells keys, std::string below = {}) {
		lines_.emplace_back(std::move(numbers), std::move(keys));
		below_.push_back(std::move(below));
	}

	[[nodiscard]] std::string text() const;

private:
	using Line = std::pair<Cells, Cells>;

	[[nodiscard]] std::vector<size_t> widths(Cells Line::* part, size_t least) const;

	std::vector<Line> lines_;
	std::vector<std::string> below_;
};

} // namespace strobe::report
