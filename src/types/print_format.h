// SPDX-License-Identifier: BSD-2-Clause
// The "print fmt" of format files: which fields have names for their numbers, and which are addresses of code.
#pragma once

#include <string_view>

#include "spec/probe.h"

namespace strobe::types {

/// Gives the fields of the row what the text of its format file says of them. What libtraceevent cannot make sense of
/// changes nothing.
void name_numbers(std::string_view format_file, spec::ProbeRow& row);

} // namespace strobe::types
