// SPDX-License-Identifier: BSD-2-Clause
#pragma once

#include "decode/decoding.h"

namespace strobe::decode {

/// Prints the argument of a request of an input device whose size is part of its code; false: it is none.
bool input_request(Decoding& d, uint32_t code, uint64_t addr);

} // namespace strobe::decode
