// SPDX-License-Identifier: BSD-2-Clause
// The table of --count and its like: how often a probe was hit, and what was made of its numbers, by the values of a
// key.
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "report/histogram.h"
#include "spec/aggregate.h"
#include "spec/probe.h"

namespace strobe::report {

struct GroupRow {
	std::vector<uint8_t> key;
	uint64_t count = 0;
	std::array<uint64_t, spec::kMostColumns> columns{}; ///< numbers; of an average, the sum
	std::array<uint64_t, spec::kMostColumns> unknown{}; ///< of each of these, hits that had no such number
	Buckets buckets{};                                  ///< of a histogram
};

struct Groups {
	std::span<const spec::GroupKey> keys;
	std::span<const std::string> probes; ///< names, by number
	std::vector<GroupRow> rows{};
	/// Names of a stack's frames, innermost first.
	std::function<std::vector<std::string>(const spec::GroupKey&, uint64_t)> frames{};
	std::span<const spec::Column> columns{};
	const spec::Histogram* histogram = nullptr;
	std::optional<size_t> order{}; ///< the column by which rows are sorted; nothing: by count
	uint64_t other = 0;            ///< hits whose group found no room
};

/// Of a histogram: rows that differ in the bucket alone become one.
void join_buckets(Groups& groups);

/// Most first; of the same count, in the order of their values. No more than `top` rows, 0: all.
void sort(Groups& groups, size_t top);

/// A row for each group, and one "(other)"; of histograms, a drawing for each group.
std::string group_table(const Groups& groups);
/// The same as JSON, one object a line; times as in docs/JSON.md.
std::string group_objects(const Groups& groups, uint64_t time_ns, uint64_t wall_ns);

} // namespace strobe::report
