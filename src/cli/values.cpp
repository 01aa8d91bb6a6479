// SPDX-License-Identifier: BSD-2-Clause
#include "cli/values.h"

#include <unistd.h>

#include <algorithm>
#include <cctype>
#include <cstring>

#include "cli/numbers.h"

namespace strobe::cli {

namespace {

bool strip_prefix(std::string_view& text, std::string_view prefix) {
	if (!equal_nocase(text.substr(0, prefix.size()), prefix)) return false;
	text.remove_prefix(prefix.size());
	return true;
}

std::optional<Clock> clock_named(std::string_view word) {
	static constexpr std::string_view kClocks[] = {"none", "time", "unix"}; // in the order of Clock
	for (unsigned i = 0; i < std::size(kClocks); i++)
		if (equal_nocase(word, kClocks[i])) return static_cast<Clock>(i);
	return std::nullopt;
}

struct ColumnName {
	std::string_view name;
	Column column;
};

constexpr ColumnName kColumnNames[] = {
	{"time", Column::kTimePercent},
	{"time_percent", Column::kTimePercent},
	{"time-percent", Column::kTimePercent},
	{"time_total", Column::kTotalTime},
	{"time-total", Column::kTotalTime},
	{"total_time", Column::kTotalTime},
	{"total-time", Column::kTotalTime},
	{"min_time", Column::kMinTime},
	{"min-time", Column::kMinTime},
	{"shortest", Column::kMinTime},
	{"time_min", Column::kMinTime},
	{"time-min", Column::kMinTime},
	{"longest", Column::kMaxTime},
	{"max_time", Column::kMaxTime},
	{"max-time", Column::kMaxTime},
	{"time_max", Column::kMaxTime},
	{"time-max", Column::kMaxTime},
	{"avg_time", Column::kAvgTime},
	{"avg-time", Column::kAvgTime},
	{"time_avg", Column::kAvgTime},
	{"time-avg", Column::kAvgTime},
	{"calls", Column::kCalls},
	{"count", Column::kCalls},
	{"error", Column::kErrors},
	{"errors", Column::kErrors},
	{"name", Column::kName},
	{"syscall", Column::kName},
	{"syscall_name", Column::kName},
	{"syscall-name", Column::kName},
	{"none", Column::kNothing},
	{"nothing", Column::kNothing},
};

const ColumnName* column_named(std::string_view name) {
	const auto* found = std::find_if(std::begin(kColumnNames), std::end(kColumnNames),
									 [name](const ColumnName& column) { return column.name == name; });
	return found == std::end(kColumnNames) ? nullptr : found;
}

} // namespace

Verdict parse_pids(const char* text, std::vector<int>& pids) {
	std::string_view rest = text;
	while (!rest.empty()) {
		const size_t end = std::min(rest.find_first_of("\n\t ,"), rest.size());
		const std::string word(rest.substr(0, end));
		rest.remove_prefix(std::min(end + 1, rest.size()));
		const auto pid = static_cast<int>(to_uint(word.c_str()));
		if (pid <= 0) return refuse("Invalid process id: '" + word + "'");
		if (pid == getpid()) return refuse("I'm sorry, I can't let you do that, Dave.");
		if (std::find(pids.begin(), pids.end(), pid) == pids.end()) pids.push_back(pid);
	}
	return accept();
}

Verdict parse_timestamps(const char* text, Timestamps& stamps) {
	std::optional<Clock> clock;
	std::optional<unsigned> digits;
	for (const std::string& part : split(text, ",")) {
		std::string_view word = part;
		const bool only_clock = strip_prefix(word, "format:");
		const bool only_digits = !only_clock && strip_prefix(word, "precision:");
		const auto named = only_digits ? std::nullopt : clock_named(word);
		const auto unit = only_clock || named ? std::nullopt : digits_of_unit(word);
		if (!named && !unit) return bad_value();
		if (named) clock = named;
		if (unit) digits = unit;
	}
	if (clock)
		stamps.clock = *clock;
	else if (stamps.clock == Clock::kNone)
		stamps.clock = Clock::kTime;
	if (digits) stamps.digits = *digits;
	return accept();
}

Verdict parse_sort_key(const char* text, Column& key) {
	const ColumnName* found = column_named(text);
	if (!found) return refuse_with_help(std::string("invalid sortby: '") + text + "'");
	key = found->column;
	return accept();
}

Verdict parse_columns(const char* text, std::vector<Column>& columns) {
	columns.clear();
	const auto had = [&columns](Column column) {
		return std::find(columns.begin(), columns.end(), column) != columns.end();
	};
	std::string_view rest = text;
	for (bool more = true; more;) {
		const size_t comma = rest.find(',');
		const std::string_view word = rest.substr(0, comma);
		const ColumnName* found = column_named(word);
		if (!found || found->column == Column::kNothing)
			return refuse_with_help("unknown column name: '" + std::string(word) + "'");
		if (had(found->column))
			return refuse_with_help("call summary column has been provided more than once: '" +
									std::string(found->name) + "' (-U option residual: '" + std::string(rest) + "')");
		columns.push_back(found->column);
		more = comma != std::string_view::npos;
		if (more) rest.remove_prefix(comma + 1);
	}
	// Without names the rest of the table means nothing.
	if (!had(Column::kName)) columns.push_back(Column::kName);
	return accept();
}

Verdict take_text(std::string& text, const char* value) {
	if (!*value) return bad_value();
	text = value;
	return accept();
}

Verdict parse_count(const char* value, std::optional<uint64_t>& number) {
	const long long n = to_uint(value, INT_MAX);
	if (n < 1) return bad_value();
	number = static_cast<uint64_t>(n);
	return accept();
}

/// Elsewhere a number alone counts microseconds; nobody who writes --duration 5 means those.
Verdict parse_time(const char* value, std::optional<uint64_t>& time) {
	const size_t length = std::strlen(value);
	if (length && std::isdigit(static_cast<unsigned char>(value[length - 1])))
		return refuse("the time '" + std::string(value) + "' has no unit",
					  "write " + std::string(value) + "s or " + value + "ms");
	time = to_duration(value);
	if (!time || !*time) return bad_value();
	return accept();
}

} // namespace strobe::cli
