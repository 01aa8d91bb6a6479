// SPDX-License-Identifier: BSD-2-Clause
// The table of -c: calls, errors and times per system call.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace strobe::report {

enum class Column : uint8_t {
	kTimePercent,
	kTotalTime,
	kMinTime,
	kMaxTime,
	kAvgTime,
	kCalls,
	kErrors,
	kName,
	kNothing
};

/// One system call. Times in ns.
struct Line {
	std::string_view name;
	uint64_t calls = 0, errors = 0;
	uint64_t time = 0, min = 0, max = 0;
};

/// Columns from left to right, rows by `sort_by` (most first, names by alphabet; kNothing: as given), a line of sums.
std::string summary(std::vector<Line> lines, const std::vector<Column>& columns, Column sort_by);

} // namespace strobe::report
