// SPDX-License-Identifier: BSD-2-Clause
// Whether BTF holds together. The kernel checks what it is given; libbpf, which reads it before, trusts it.
#pragma once

#include <cstdint>
#include <span>

#include "base/result.h"

namespace strobe::types {

/// Raw BTF; empty is fine.
Result<> check_btf(std::span<const uint8_t> raw);

} // namespace strobe::types
