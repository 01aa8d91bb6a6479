// SPDX-License-Identifier: BSD-2-Clause
// The table of -c and -C, as text or as JSON.
#pragma once

#include <string>
#include <vector>

#include "abi/event.h"
#include "cli/options.h"

namespace strobe::front {

/// `counts`: by index of the plan array.
std::string summary_text(const cli::Options& options, const std::vector<strobe_count>& counts);

} // namespace strobe::front
