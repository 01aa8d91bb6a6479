// SPDX-License-Identifier: BSD-2-Clause
// Runs that the kernel left out.
#pragma once

#include <cstdint>

namespace strobe::engine {

/// How often a program was not run since it ran on that processor already: bpf_prog_info's recursion_misses. 0, too,
/// when it is not loaded (-1).
uint64_t misses_of(int program_fd);

} // namespace strobe::engine
