// SPDX-License-Identifier: BSD-2-Clause
#pragma once

#include "decode/decoding.h"

namespace strobe::decode {

/// " /* 2023-11-14T22:13:20+0000 */" in local time; `part` of a second has `digits` digits. Nothing for zero.
void date_comment(Decoding& d, int64_t sec, uint64_t part, unsigned digits);

} // namespace strobe::decode
