// SPDX-License-Identifier: BSD-2-Clause
// Tables made of other tables, at compile time.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>

#include "spec/model.h"

namespace strobe::spec {

/// One table after the other.
template <typename... Tables>
consteval auto join(const Tables&... tables) {
	std::array<Name, (std::size(Tables{}) + ...)> all{};
	auto end = all.begin();
	((end = std::ranges::copy(tables, end).out), ...);
	return all;
}

// Huge page sizes: the top six bits of a flags word hold a number that prints as "21<<MAP_HUGE_SHIFT". As flags they
// work in descending order: of all numbers whose bits are contained in n, n itself is the first.
inline constexpr unsigned kHugeShift = 26;
inline constexpr unsigned kHugeSizes = 63;
using ShiftedText = std::array<char, 24>;

consteval std::array<ShiftedText, kHugeSizes> shifted_texts(string_view suffix) {
	std::array<ShiftedText, kHugeSizes> texts{};
	for (unsigned i = 0; i < kHugeSizes; ++i) {
		const unsigned n = kHugeSizes - i;
		char* out = texts[i].data();
		if (n >= 10) *out++ = static_cast<char>('0' + n / 10);
		*out++ = static_cast<char>('0' + n % 10);
		std::ranges::copy(suffix, out);
	}
	return texts;
}

/// The texts must live as long as the names: a constexpr variable of namespace scope.
consteval std::array<Name, kHugeSizes> shifted_names(const std::array<ShiftedText, kHugeSizes>& texts) {
	std::array<Name, kHugeSizes> names{};
	for (unsigned i = 0; i < kHugeSizes; ++i) {
		names[i] = {uint64_t{kHugeSizes - i} << kHugeShift, string_view(texts[i].data())};
	}
	return names;
}

} // namespace strobe::spec
