// SPDX-License-Identifier: BSD-2-Clause
// The options of `strobe explain`: what strobe knows of a system call.
#pragma once

#include <span>
#include <string>

#include "cli/option_table.h"

namespace strobe::cli {

struct ExplainOptions {
	std::string syscall{};
	std::string variant{}; ///< value of the argument that decides what the others mean, by name or number
	bool coverage = false;
	bool verbose = false;
};

struct ExplainDraft {
	ExplainOptions options{};
	bool help = false;
};

std::span<const OptionRow<ExplainDraft>> explain_options();

Verdict settle(ExplainDraft& draft, std::span<char* const> words);

} // namespace strobe::cli
