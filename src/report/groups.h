// SPDX-License-Identifier: BSD-2-Clause
// The table of --count: how often a probe was hit, by the values of a key.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "spec/probe.h"

namespace strobe::report {

struct GroupRow {
	std::vector<uint8_t> key;
	uint64_t count = 0;
};

struct Groups {
	std::span<const spec::GroupKey> keys;
	std::span<const std::string> probes; ///< names, by number
	std::vector<GroupRow> rows{};
	uint64_t other = 0; ///< hits whose group found no room
};

/// Most first; of the same count, in the order of their values. No more than `top` rows, 0: all.
void sort(Groups& groups, size_t top);

/// A row for each group, and one "(other)".
std::string group_table(const Groups& groups);
/// The same as JSON, one object a line; times as in docs/JSON.md.
std::string group_objects(const Groups& groups, uint64_t time_ns, uint64_t wall_ns);

} // namespace strobe::report
