// SPDX-License-Identifier: BSD-2-Clause
// Bytes whose type is known, as values.
#pragma once

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "out/value_sink.h"
#include "spec/data_type.h"

namespace strobe::decode {

/// What printing needs to know beyond the bytes.
struct TypedContext {
	/// The time of day for one of CLOCK_MONOTONIC, as text.
	std::function<std::string(uint64_t ns)> time{};
	/// The name of an address of the kernel; empty: it has none.
	std::function<std::string(uint64_t address)> kernel_symbol{};
	/// Of a process.
	std::function<std::string(int pid, uint64_t address)> user_symbol{};
	int pid = 0;               ///< of the event
	bool whole_arrays = false; ///< show arrays of any length to their end
};

/// A part of some bytes, with its type.
struct Typed {
	const spec::DataType* type = nullptr;
	std::span<const uint8_t> bytes{};
	uint32_t first_bit = 0, bits = 0; ///< of a bit-field: counted from the first byte; bits 0: it is none
};

/// One value. Bytes that are missing show as "?".
void typed(const Typed& value, const TypedContext& context, out::ValueSink& sink);

/// The members of a structure as arguments; anything else as one without a name.
void typed_fields(const Typed& value, const TypedContext& context, out::ValueSink& sink);

/// Of a structure.
Typed member_of(const Typed& value, const spec::DataMember& member);

/// A member of a member, or an element: "addr.port", "args[2]". Nothing: the type has no such part.
std::optional<Typed> part_of(const Typed& value, std::string_view path);

/// A number, as C would widen it; nothing: it is none, or longer than 8 bytes.
std::optional<uint64_t> number_of(const Typed& value);

} // namespace strobe::decode
