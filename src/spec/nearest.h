// SPDX-License-Identifier: BSD-2-Clause
// What a mistyped name may have meant.
#pragma once

#include <algorithm>
#include <cstddef>
#include <numeric>
#include <string_view>
#include <vector>

namespace strobe::spec {

/// Edits that turn one into the other: insertions, removals, replacements, and swaps of neighbours.
inline size_t edit_distance(std::string_view a, std::string_view b) {
	std::vector<size_t> before(b.size() + 1);
	std::vector<size_t> last(b.size() + 1);
	std::vector<size_t> row(b.size() + 1);
	std::iota(row.begin(), row.end(), 0);
	for (size_t i = 1; i <= a.size(); ++i) {
		before.swap(last);
		last.swap(row);
		row[0] = i;
		for (size_t j = 1; j <= b.size(); ++j) {
			const size_t replaced = last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
			row[j] = std::min({last[j] + 1, row[j - 1] + 1, replaced});
			const bool swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
			if (swapped) row[j] = std::min(row[j], before[j - 2] + 1);
		}
	}
	return row[b.size()];
}

/// Collects the nearest of many names; one of the same distance that came first stays.
class Nearest {
public:
	/// A word of three letters is two edits away from nearly everything.
	explicit Nearest(std::string_view word) : word_(word), limit_(word.size() <= 3 ? 1 : 2) {}

	void offer(std::string_view name) {
		const size_t longer = std::max(name.size(), word_.size());
		const size_t shorter = std::min(name.size(), word_.size());
		if (longer - shorter > limit_) return;
		const size_t distance = edit_distance(word_, name);
		if (distance > limit_ || (!best_.empty() && distance >= best_distance_)) return;
		best_ = name;
		best_distance_ = distance;
	}
	[[nodiscard]] std::string_view best() const { return best_; }

private:
	std::string_view word_;
	size_t limit_;
	std::string_view best_;
	size_t best_distance_ = 0;
};

} // namespace strobe::spec
