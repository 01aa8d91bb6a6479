// SPDX-License-Identifier: BSD-2-Clause
#include "front/summary.h"

#include "abi/limits.h"
#include "front/json_printer.h"
#include "report/summary.h"
#include "spec/registry.h"

namespace strobe::front {

namespace {

static_assert(static_cast<int>(report::Column::kNothing) == static_cast<int>(cli::Column::kNothing));

/// Names live as long as the lines are used.
std::vector<report::Line> lines_of(spec::Abi abi, const cli::Options& options,
								   const std::vector<strobe_count>& counts) {
	static constexpr std::string_view kBeyond = "(unknown)";
	std::vector<report::Line> lines;
	for (uint64_t nr = 0; nr < STROBE_NR_MAX; nr++) {
		const strobe_count& c = counts[static_cast<size_t>(abi) * STROBE_NR_MAX + nr];
		if (!c.calls) continue;
		const spec::Row* row = spec::row_of(abi, nr);
		const auto less = [&](uint64_t ns) { return ns > options.overhead_ns ? ns - options.overhead_ns : 0; };
		const uint64_t overhead = options.overhead_ns * c.calls;
		lines.push_back({.name = row ? row->name : kBeyond,
						 .calls = c.calls,
						 .errors = c.errors,
						 .time = c.time > overhead ? c.time - overhead : 0,
						 .min = less(c.min),
						 .max = less(c.max)});
	}
	return lines;
}

} // namespace

std::string summary_text(const cli::Options& options, const std::vector<strobe_count>& counts) {
	std::vector<report::Column> columns;
	columns.reserve(options.columns.size());
	for (const cli::Column c : options.columns) columns.push_back(static_cast<report::Column>(c));
	const auto sort_by = static_cast<report::Column>(options.sort_by);
	std::string text;
	for (unsigned a = 0; a < spec::kAbis; a++) {
		const auto lines = lines_of(static_cast<spec::Abi>(a), options, counts);
		if (lines.empty()) continue;
		if (options.json) {
			text += report::summary_json(lines, sort_by, abi_name(static_cast<spec::Abi>(a)));
			continue;
		}
		if (a)
			text += "System call usage summary for " + std::string(mode_name(static_cast<spec::Abi>(a))) + " mode:\n";
		text += report::summary(lines, columns, sort_by);
	}
	return text;
}

} // namespace strobe::front
