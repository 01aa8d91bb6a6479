// SPDX-License-Identifier: BSD-2-Clause
#include "report/histogram.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <vector>

#include "report/measure.h"

namespace strobe::report {

namespace {

constexpr uint64_t kWidth = 50;     // of a bar
constexpr uint64_t kFirstPower = 2; // the bucket of 2^0

std::string number_text(const spec::Histogram& h, int64_t n) {
	return h.is_time && n >= 0 ? time_text(static_cast<double>(n)) : std::to_string(n);
}

std::string power_label(const spec::Histogram& h, unsigned exponent) {
	return h.is_time ? time_text(std::ldexp(1.0, static_cast<int>(exponent))) : power_text(exponent);
}

std::string power_range_label(const spec::Histogram& h, uint64_t bucket) {
	if (bucket == 0) return "(..., 0)";
	if (h.zero_with_one && bucket == kFirstPower) return fmt::format("[0, {})", number_text(h, 2));
	if (bucket <= kFirstPower) return fmt::format("[{}]", number_text(h, static_cast<int64_t>(bucket - 1)));
	const auto exponent = static_cast<unsigned>(bucket - kFirstPower);
	return fmt::format("[{}, {})", power_label(h, exponent), power_label(h, exponent + 1));
}

} // namespace

Range range_of(const spec::Histogram& h, uint64_t bucket) {
	if (bucket == 0) return {.below = h.low};
	const Edge number = bucket;
	if (h.linear) {
		const Edge from = h.low + (number - 1) * h.step;
		return from >= h.high ? Range{.from = from} : Range{.from = from, .below = from + h.step};
	}
	if (bucket == 1) return {.from = 0, .below = 1};
	const Edge power = Edge{1} << (bucket - kFirstPower);
	if (h.zero_with_one && bucket == kFirstPower) return {.from = 0, .below = 2};
	return {.from = power, .below = 2 * power};
}

std::string label_of(const spec::Histogram& h, uint64_t bucket) {
	if (!h.linear) return power_range_label(h, bucket);
	const Range r = range_of(h, bucket);
	const std::string from = r.from ? "[" + number_text(h, static_cast<int64_t>(*r.from)) : "(...";
	return from + ", " + (r.below ? number_text(h, static_cast<int64_t>(*r.below)) : "...") + ")";
}

std::string drawn(const spec::Histogram& h, const Buckets& buckets) {
	if (buckets.empty()) return {};
	uint64_t most = 1;
	size_t width = 0;
	std::vector<std::string> labels;
	for (uint64_t b = buckets.begin()->first; b <= buckets.rbegin()->first; b++) {
		labels.push_back(label_of(h, b));
		width = std::max(width, labels.back().size());
	}
	for (const auto& [bucket, count] : buckets) most = std::max(most, count);
	std::string text;
	uint64_t bucket = buckets.begin()->first;
	for (const std::string& label : labels) {
		const auto found = buckets.find(bucket++);
		const uint64_t count = found == buckets.end() ? 0 : found->second;
		const auto length = static_cast<size_t>(static_cast<double>(count) / static_cast<double>(most) * kWidth);
		text += fmt::format("{:<{}} {:>10} |{:<{}}|\n", label, width, count, std::string(length, '@'), kWidth);
	}
	return text;
}

void put_buckets(const spec::Histogram& histogram, const Buckets& buckets, TextBuf& out) {
	const char* before = "[{";
	for (const auto& [bucket, count] : buckets) {
		const Range range = range_of(histogram, bucket);
		out.put(before);
		before = ",{";
		if (range.from) out.put(fmt::format("\"from\":{},", *range.from));
		if (range.below) out.put(fmt::format("\"below\":{},", *range.below));
		out.put(fmt::format("\"count\":{}}}", count));
	}
	out.put(buckets.empty() ? "[]" : "]");
}

} // namespace strobe::report
