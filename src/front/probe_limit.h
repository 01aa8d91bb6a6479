// SPDX-License-Identifier: BSD-2-Clause
// How many probes one pattern may mean.
#pragma once

#include <string>

#include "base/result.h"

namespace strobe::front {

// More probes than this are more likely a mistake than a wish: each of them costs whoever passes it.
inline constexpr size_t kMostOfAPattern = 64;

/// `what`: "tracepoints".
inline Result<> check_number(size_t found, const std::string& pattern, const std::string& what, bool force) {
	if (found <= kMostOfAPattern || force) return Ok{};
	return Error{"'" + pattern + "' matches " + std::to_string(found) + " " + what + ", more than " +
					 std::to_string(kMostOfAPattern),
				 "each slows down whoever passes it: narrow the pattern, or add --force"};
}

} // namespace strobe::front
