// SPDX-License-Identifier: BSD-2-Clause
// Kinds of probes on the kernel's functions and raw tracepoints: kprobe:FUNC+OFF, kfunc:vfs_*, rawtracepoint:NAME.
#pragma once

#include <optional>
#include <span>
#include <string_view>

#include "cli/probe_spec.h"

namespace strobe::cli {

/// The words of these kinds.
std::span<const std::string_view> kernel_kinds();

std::optional<ProbeKind> kernel_kind(std::string_view word);

/// `rest`: behind the colon.
Verdict parse_kernel_spec(ProbeKind kind, std::string_view rest, ProbeSpec& spec);

} // namespace strobe::cli
