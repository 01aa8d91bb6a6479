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

/// Most first, names by alphabet; kNothing: as given.
void sort(std::vector<Line>& lines, Column by);
/// All lines as one, called "total".
Line sum_of(const std::vector<Line>& lines);

/// Columns from left to right, rows by `sort_by`, a line of sums.
std::string summary(std::vector<Line> lines, const std::vector<Column>& columns, Column sort_by);
/// The same as JSON, one object a line; `abi`: the name of the ABI whose calls these are.
std::string summary_json(std::vector<Line> lines, Column sort_by, std::string_view abi);

} // namespace strobe::report
