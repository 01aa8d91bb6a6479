// SPDX-License-Identifier: BSD-2-Clause
// What strobe prints of recorded records.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/result.h"
#include "cli/options.h"

namespace strobe::golden {

/// `words`: the command line behind "strobe".
Result<cli::Options> options_of(std::vector<std::string> words);

/// Records as lines, whatever -o says, fed record by record or all at once.
std::string rendered(const cli::Options& options, const std::vector<uint8_t>& records, bool one_by_one);

} // namespace strobe::golden
