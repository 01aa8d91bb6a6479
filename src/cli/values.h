// SPDX-License-Identifier: BSD-2-Clause
// The values of -p, --absolute-timestamps, -S and -U.
#pragma once

#include <optional>
#include <string>

#include "cli/options.h"
#include "cli/refusal.h"

namespace strobe::cli {

/// Process ids separated by commas or blanks, as pidof and pgrep print them; added to `pids`, each once.
Verdict parse_pids(const char* text, std::vector<int>& pids);

/// [[format:]none|time|unix][,[precision:]s|ms|us|ns]... on top of what `stamps` already says.
Verdict parse_timestamps(const char* text, Timestamps& stamps);

Verdict parse_sort_key(const char* text, Column& key);
Verdict parse_columns(const char* text, std::vector<Column>& columns);

/// Any text but an empty one.
Verdict take_text(std::string& text, const char* value);
/// At least 1.
Verdict parse_count(const char* value, std::optional<uint64_t>& number);
/// "10s": a time with a unit, in ns.
Verdict parse_time(const char* value, std::optional<uint64_t>& time);

} // namespace strobe::cli
