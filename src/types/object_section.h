// SPDX-License-Identifier: BSD-2-Clause
// Sections of an object file in memory.
#pragma once

#include <cstdint>
#include <cstring>
#include <functional>
#include <gelf.h>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace strobe::types {

/// The content; empty: there is no such section, or this is no object file.
std::vector<uint8_t> section_of(std::span<const uint8_t> object, std::string_view name);

/// Hands over all sections of an object file until `take` returns true. False: it never did.
bool any_section(std::span<const uint8_t> object,
				 const std::function<bool(Elf* elf, Elf_Scn* section, const GElf_Shdr& header)>& take);

/// The code of an object file uses the variable, map or function of that name.
bool code_refers_to(std::span<const uint8_t> object, std::string_view symbol);

/// Nothing: the bytes end before.
template <class T>
std::optional<T> read_at(std::span<const uint8_t> bytes, size_t at) {
	T value{};
	if (at > bytes.size() || sizeof value > bytes.size() - at) return std::nullopt;
	std::memcpy(&value, bytes.data() + at, sizeof value);
	return value;
}

} // namespace strobe::types
