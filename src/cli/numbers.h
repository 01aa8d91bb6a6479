// SPDX-License-Identifier: BSD-2-Clause
// Numbers, durations, sizes and comma lists as the command line writes them.
#pragma once

#include <bitset>
#include <climits>
#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "cli/refusal.h"

namespace strobe::cli {

/// A decimal number from 0 to `max`, or -1.
long long to_uint(const char* text, long long max = INT_MAX);
/// The same, followed by the end of the text or by one of `endings`; `*end` is where it stopped.
long long to_uint_until(const char* text, const char** end, long long max, const char* endings);

/// Digits of a second's fraction: "s" 0, "ms" 3, "us" 6, "ns" 9.
std::optional<unsigned> digits_of_unit(std::string_view text);

/// "100", "1.5ms", "2e3us" in nanoseconds; without a unit the number counts microseconds.
std::optional<uint64_t> to_duration(const char* text);

/// "4096", "64K", "64M", "1G" in bytes.
std::optional<uint64_t> to_size(std::string_view text);

/// The parts between characters of `delimiters`; empty parts are skipped.
std::vector<std::string> split(std::string_view text, std::string_view delimiters);

bool equal_nocase(std::string_view a, std::string_view b);

struct NumberSet {
	bool inverted = false;
	std::set<int> numbers{};

	[[nodiscard]] bool has(int number) const { return numbers.contains(number) != inverted; }
	[[nodiscard]] bool empty() const { return !inverted && numbers.empty(); }

	template <size_t N>
	[[nodiscard]] std::bitset<N> bits() const {
		std::bitset<N> set;
		for (size_t i = 0; i < N; i++) set[i] = has(static_cast<int>(i));
		return set;
	}
};

/// "[!]all", "[!]none" or "[!]word,word...". `number_of` gives a word's number, or -1. `what` names the kind of word in
/// the refusal, `hint_for` (may be null) what to write instead.
Verdict parse_set(const char* text, const char* what, int (*number_of)(const std::string&), NumberSet& set,
				  std::string (*hint_for)(const std::string&) = nullptr);

} // namespace strobe::cli
