// SPDX-License-Identifier: BSD-2-Clause
// The running kernel's types as a C header, in the form that bpftool gives it.
#pragma once

#include <string>

#include "base/result.h"

namespace strobe::types {

/// About 3 MB; takes about 100 ms.
Result<std::string> vmlinux_header();

/// Tells this kernel's header from those of others: its build id, or what uname(2) says of the build.
std::string kernel_build();

} // namespace strobe::types
