// SPDX-License-Identifier: BSD-2-Clause
// Format files of tracefs: what a tracepoint hands over, as text that the kernel made from its own macros.
#pragma once

#include <string_view>

#include "base/result.h"
#include "spec/probe.h"

namespace strobe::types {

/// The row of a format file. The first eight bytes belong to the kernel's own bookkeeping: the fields named common_*,
/// which lie there, are left out. Error: nothing in the text is to be trusted when a part of it makes no sense.
Result<spec::ProbeRow> parse_format(std::string_view text, std::string_view name);

} // namespace strobe::types
