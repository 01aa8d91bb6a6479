// SPDX-License-Identifier: BSD-2-Clause
// The file that somebody means by "libc", "libssl.so.3", "bash" or a path.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "base/result.h"

namespace strobe::types {

/// A path as it is; a library, as the dynamic linker would find it; a program, as a shell would. A name without a slash
/// first means what these processes have mapped.
Result<std::string> find_binary(const std::string& name, std::span<const int> pids = {});

/// All programs, libraries or paths that match a glob, each file once, sorted.
std::vector<std::string> find_binaries(const std::string& glob);

/// The library with this soname; empty: not found.
std::string find_library(const std::string& soname);

/// The program and the libraries of a process, the program first: files from which it has mapped code.
Result<std::vector<std::string>> mapped_binaries(int pid);

} // namespace strobe::types
