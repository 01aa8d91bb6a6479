// SPDX-License-Identifier: BSD-2-Clause
// What is known of a system call, as text.
#pragma once

#include <string>

#include "base/result.h"

namespace strobe::front {

/// A call that has a row. `variant`: only the form chosen by that value of its key argument, by name or number; empty:
/// the plain form, and a list of the others.
Result<std::string> explained(const std::string& syscall, const std::string& variant);

} // namespace strobe::front
