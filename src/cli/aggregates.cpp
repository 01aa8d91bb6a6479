// SPDX-License-Identifier: BSD-2-Clause
#include "cli/aggregates.h"

#include <algorithm>
#include <cctype>
#include <charconv>

#include "cli/numbers.h"

namespace strobe::cli {

namespace {

using spec::Aggregate;
using spec::AggregateKind;

/// A number, or a time with its unit as nanoseconds.
bool to_edge(std::string_view text, int64_t& number) {
	const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
	if (error == std::errc{} && end == text.data() + text.size()) return true;
	const bool has_unit = !text.empty() && std::isalpha(static_cast<unsigned char>(text.back()));
	const auto time = has_unit && text[0] != '-' ? to_duration(std::string(text).c_str()) : std::nullopt;
	if (time) number = static_cast<int64_t>(*time);
	return time.has_value();
}

std::vector<std::string> trimmed_parts(std::string_view text) {
	std::vector<std::string> parts = split(text, ",");
	for (std::string& part : parts) {
		part.erase(0, std::min(part.find_first_not_of(' '), part.size()));
		part.erase(part.find_last_not_of(' ') + 1);
	}
	return parts;
}

Verdict take_steps(std::string_view value, Aggregate& a) {
	const std::string quoted = "'" + std::string(value) + "'";
	const std::vector<std::string> parts = trimmed_parts(value);
	if (parts.size() != 4)
		return refuse("--lhist " + quoted + " is not EXPR,LOW,HIGH,STEP",
					  "such as --lhist ret,0,100,10: steps of 10 from 0 to 100, and what is below or above");
	int64_t step = 0;
	a.expression = parts[0];
	if (!to_edge(parts[1], a.low) || !to_edge(parts[2], a.high) || !to_edge(parts[3], step))
		return refuse("--lhist " + quoted + ": LOW, HIGH and STEP are numbers, or times with a unit",
					  "such as --lhist ret,0,100,10 or --lhist duration,0ms,10ms,1ms");
	if (a.high <= a.low || step <= 0)
		return refuse("--lhist " + quoted + ": HIGH must be more than LOW, and STEP more than 0",
					  "such as --lhist ret,0,100,10");
	a.step = static_cast<uint64_t>(step);
	const uint64_t width = static_cast<uint64_t>(a.high) - static_cast<uint64_t>(a.low);
	if (width % a.step)
		return refuse("--lhist " + quoted + ": HIGH - LOW is no multiple of STEP", "such as --lhist ret,0,100,10");
	if (width / a.step > spec::kMostSteps)
		return refuse("--lhist " + quoted + " has " + std::to_string(width / a.step) + " steps",
					  "at most " + std::to_string(spec::kMostSteps) + ": choose a larger STEP");
	return accept();
}

} // namespace

Verdict add_aggregate(AggregateKind kind, const char* value, std::vector<Aggregate>& aggregates) {
	Aggregate a{.kind = kind};
	if (kind == AggregateKind::kLinearHistogram) {
		if (Verdict bad = take_steps(value, a)) return bad;
	} else if (kind != AggregateKind::kCount) {
		if (!*value) return bad_value();
		a.expression = value;
	}
	aggregates.push_back(std::move(a));
	return accept();
}

Verdict check_aggregates(const std::vector<Aggregate>& aggregates) {
	const auto histogram = std::ranges::find_if(aggregates, [](const auto& a) { return spec::is_histogram(a.kind); });
	if (histogram == aggregates.end()) return accept();
	for (const Aggregate& a : aggregates)
		if (&a != &*histogram && a.kind != AggregateKind::kCount)
			return refuse("a histogram stands alone: --" + std::string(spec::name_of(histogram->kind)) + " and --" +
							  std::string(spec::name_of(a.kind)) + " are mutually exclusive",
						  "run strobe twice");
	return accept();
}

} // namespace strobe::cli
