// SPDX-License-Identifier: BSD-2-Clause
// The options of the tracer itself.
#pragma once

#include <span>

#include "cli/draft.h"
#include "cli/option_table.h"

namespace strobe::cli {

std::span<const OptionRow<Draft>> trace_options();

/// Weighs the options against each other, in strace's order; `warnings` gets what does not stop the run. `words` are
/// PROG and its arguments.
Verdict settle(Draft& draft, std::span<char* const> words, std::vector<std::string>& warnings);

} // namespace strobe::cli
