// SPDX-License-Identifier: BSD-2-Clause
// SPECs of probes in programs and libraries: uprobe:libc:malloc(size:u64), usdt:python3:python:gc__start.
#pragma once

#include <string_view>

#include "cli/probe_spec.h"

namespace strobe::cli {

/// The kinds that stand before them.
std::optional<ProbeKind> program_kind(std::string_view word);

/// `rest`: what stands behind the kind and its colon.
Verdict parse_program_spec(std::string_view rest, ProbeSpec& spec);

} // namespace strobe::cli
