// SPDX-License-Identifier: BSD-2-Clause
// The version that -V prints; a unit test compares it with the build's.
#pragma once

#include <string_view>

namespace strobe::cli {

inline constexpr std::string_view kVersion = "0.1.0";

} // namespace strobe::cli
