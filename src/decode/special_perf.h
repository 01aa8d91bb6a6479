// SPDX-License-Identifier: BSD-2-Clause
#pragma once

#include "decode/decoding.h"

namespace strobe::decode {

/// {type=PERF_TYPE_HARDWARE, size=..., config=..., ...}: a struct perf_event_attr at `addr`.
void perf_attr_value(Decoding& d, const spec::Type& t, uint64_t addr);

} // namespace strobe::decode
