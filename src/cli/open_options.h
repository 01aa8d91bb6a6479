// SPDX-License-Identifier: BSD-2-Clause
// The options of `strobe open`: who opens which file.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "cli/option_table.h"

namespace strobe::cli {

struct OpenOptions {
	std::vector<std::string> command{};
	std::vector<int> pids{};
	bool system_wide = false; ///< also when neither a command nor pids are given
	bool failed_only = false;
	std::string output_name{}; ///< empty: stdout
};

struct OpenDraft {
	OpenOptions options{};
	bool help = false;
};

std::span<const OptionRow<OpenDraft>> open_options();

Verdict settle(OpenDraft& draft, std::span<char* const> words);

} // namespace strobe::cli
