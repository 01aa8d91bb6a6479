// SPDX-License-Identifier: BSD-2-Clause
// The fields of a probe's hit, as values.
#pragma once

#include <span>

#include "event/record.h"
#include "out/value_sink.h"
#include "spec/probe.h"

namespace strobe::decode {

/// Each of these fields, by name; what the record lacks is "?".
void fields(std::span<const spec::ProbeField> fields, const event::Record& record, out::ValueSink& sink);

/// The value of one of them.
void field(std::span<const spec::ProbeField> fields, size_t which, const event::Record& record, out::ValueSink& sink);

/// A number of `size` bytes, at most 8, as C would widen it.
uint64_t widened(const uint8_t* bytes, size_t size, bool is_signed);

} // namespace strobe::decode
