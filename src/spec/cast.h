// SPDX-License-Identifier: BSD-2-Clause
// Types that a user may give to an argument of which nothing is known: malloc(size:u64), getenv(name:str).
#pragma once

#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "spec/probe.h"

namespace strobe::spec {

struct CastType {
	std::string_view name;
	Shape shape;
	uint8_t size; ///< bytes in its register
};

inline constexpr CastType kCastTypes[] = {
	{"u8", Shape::kUnsigned, 1},   {"u16", Shape::kUnsigned, 2}, {"u32", Shape::kUnsigned, 4},
	{"u64", Shape::kUnsigned, 8},  {"s8", Shape::kSigned, 1},    {"s16", Shape::kSigned, 2},
	{"s32", Shape::kSigned, 4},    {"s64", Shape::kSigned, 8},   {"int", Shape::kSigned, 4},
	{"uint", Shape::kUnsigned, 4}, {"long", Shape::kSigned, 8},  {"ulong", Shape::kUnsigned, 8},
	{"bool", Shape::kUnsigned, 1}, {"hex", Shape::kUnsigned, 8}, {"ptr", Shape::kPointer, 8},
	{"str", Shape::kText, 8},
};

/// nullptr: no such type.
inline const CastType* cast_type(std::string_view name) {
	const auto* found = std::ranges::find(kCastTypes, name, &CastType::name);
	return found == std::end(kCastTypes) ? nullptr : found;
}

/// An argument with its type; "_" without a type stands for one that is not wanted.
struct Cast {
	std::string name, type;
};

} // namespace strobe::spec
