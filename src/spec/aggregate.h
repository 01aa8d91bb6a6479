// SPDX-License-Identifier: BSD-2-Clause
// What is made of a number of many hits: a column of a table, or a histogram.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace strobe::spec {

/// Columns of one table: what fits the width of a terminal.
constexpr unsigned kMostColumns = 4;
/// Steps of a linear histogram: what fits a screen or two.
constexpr unsigned kMostSteps = 1000;

enum class AggregateKind : uint8_t {
	kCount,
	kSum,
	kAverage,
	kMinimum,
	kMaximum,
	kHistogram,       ///< powers of two
	kLinearHistogram, ///< steps
};

constexpr std::string_view name_of(AggregateKind kind) {
	constexpr std::string_view kNames[] = {"count", "sum", "avg", "min", "max", "hist", "lhist"};
	return kNames[static_cast<unsigned>(kind)];
}

constexpr bool is_histogram(AggregateKind kind) {
	return kind == AggregateKind::kHistogram || kind == AggregateKind::kLinearHistogram;
}

/// As it is asked for.
struct Aggregate {
	AggregateKind kind = AggregateKind::kCount;
	std::string expression{};  ///< of all but kCount
	int64_t low = 0, high = 0; ///< of kLinearHistogram: the first step begins at `low`, none at `high` or beyond
	uint64_t step = 1;
};

/// As it is printed. What the kernel side keeps is in abi/probe.h.
struct Column {
	AggregateKind kind = AggregateKind::kSum;
	std::string expression{};
	bool is_signed = false;
	bool is_time = false; ///< ns
};

struct Histogram {
	std::string expression{};
	bool is_time = false; ///< ns
	bool linear = false;
	int64_t low = 0, high = 0;
	uint64_t step = 1;
	uint32_t at = 0;            ///< of the bucket's number in the key
	bool zero_with_one = false; ///< powers of two: 0 is counted as 1, as programs do that take the logarithm
};

} // namespace strobe::spec
