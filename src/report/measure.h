// SPDX-License-Identifier: BSD-2-Clause
// Numbers as a person reads them.
#pragma once

#include <string>

namespace strobe::report {

/// Three digits and a unit: "512ns", "1.02us", "16.4ms", "2.5s".
std::string time_text(double ns);

/// 2 to this power, with a binary suffix from 1024 on: "512", "1K", "16M".
std::string power_text(unsigned exponent);

} // namespace strobe::report
