// SPDX-License-Identifier: BSD-2-Clause
// Histograms of --hist and --lhist: what a bucket's number stands for, and how they are drawn.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>

#include "base/textbuf.h"
#include "spec/aggregate.h"

namespace strobe::report {

/// Hits by the number of their bucket, as abi/probe.h numbers them.
using Buckets = std::map<uint64_t, uint64_t>;

/// 2^64 is one.
using Edge = __int128;

/// Nothing: whatever is less, or more.
struct Range {
	std::optional<Edge> from{}, below{};
};

Range range_of(const spec::Histogram& histogram, uint64_t bucket);

/// "[4, 8)", "[1K, 2K)", "(..., 0)", "[16.4us, 32.8us)".
std::string label_of(const spec::Histogram& histogram, uint64_t bucket);

/// A line for each bucket from the first to the last that has hits.
std::string drawn(const spec::Histogram& histogram, const Buckets& buckets);

/// The value of the member "buckets": an array of {from, below, count}.
void put_buckets(const spec::Histogram& histogram, const Buckets& buckets, TextBuf& out);

} // namespace strobe::report
