// SPDX-License-Identifier: BSD-2-Clause
// interval:TIME and profile:HZ.
#pragma once

#include <optional>
#include <string_view>

#include "cli/probe_spec.h"

namespace strobe::cli {

/// The kind that this word names; nothing: it is none of timers.
std::optional<ProbeKind> timer_kind(std::string_view word);

/// `rest`: what stands behind the kind, which `spec` has.
Verdict parse_timer_spec(std::string_view rest, ProbeSpec& spec);

} // namespace strobe::cli
