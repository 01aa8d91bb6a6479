// SPDX-License-Identifier: BSD-2-Clause
// Whether an object file holds together as far as libbpf trusts it: it computes with places and sizes that the file
// names before anybody has checked them.
#pragma once

#include <cstdint>
#include <span>

#include "base/result.h"

namespace strobe::types {

/// What is no object file at all is fine here: libbpf refuses it.
Result<> check_object(std::span<const uint8_t> object);

} // namespace strobe::types
