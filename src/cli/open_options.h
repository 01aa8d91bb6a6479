// SPDX-License-Identifier: BSD-2-Clause
// The options of `strobe open`: who opens which file.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "cli/common_options.h"

namespace strobe::cli {

struct OpenOptions : ScopeOptions {
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
