// SPDX-License-Identifier: BSD-2-Clause
// From C to an eBPF object, by the clang that is installed.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/result.h"

namespace strobe::front {

/// What the compiler has to say goes to stderr. `verbose`: how it is called, too.
Result<std::vector<uint8_t>> compile_bpf(const std::string& source, bool verbose);

} // namespace strobe::front
