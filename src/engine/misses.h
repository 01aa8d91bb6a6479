// SPDX-License-Identifier: BSD-2-Clause
// Runs that the kernel left out.
#pragma once

#include <cstdint>

namespace strobe::engine {

/// How often a program was not run since it ran on that processor already: bpf_prog_info's recursion_misses. 0, too,
/// when it is not loaded (-1).
uint64_t misses_of(int program_fd);

/// How often the kernel passed by a probe of its functions on other grounds: at a return, more calls at once than it
/// follows. Of the link; 0, too, before Linux 6.7, and when the link is another one.
uint64_t misses_of_kprobe(int link_fd);

} // namespace strobe::engine
