// SPDX-License-Identifier: BSD-2-Clause
// The fields of a probe's hit, as values.
#pragma once

#include "event/record.h"
#include "out/value_sink.h"
#include "spec/probe.h"

namespace strobe::decode {

/// Every field of the row, in its order, by name; what the record lacks is "?".
void fields(const spec::ProbeRow& row, const event::Record& record, out::ValueSink& sink);

/// A number of `size` bytes, at most 8, as C would widen it.
uint64_t widened(const uint8_t* bytes, size_t size, bool is_signed);

} // namespace strobe::decode
