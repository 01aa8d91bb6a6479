// SPDX-License-Identifier: BSD-2-Clause
// What names a hook point: tracepoint:sched:sched_process_exec, t:tcp:*.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "cli/refusal.h"

namespace strobe::cli {

struct ProbeSpec {
	std::string category, name; ///< globs
	[[nodiscard]] std::string pattern() const { return category + ":" + name; }
};

/// Whether a word is meant as a SPEC, possibly a wrong one: a command follows behind the last that is.
bool means_spec(std::string_view word);

Verdict parse_spec(std::string_view word, ProbeSpec& spec);

} // namespace strobe::cli
