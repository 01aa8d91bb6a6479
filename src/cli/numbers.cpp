// SPDX-License-Identifier: BSD-2-Clause
#include "cli/numbers.h"

#include <strings.h>

#include <cerrno>
#include <charconv>
#include <cstdlib>
#include <cstring>

namespace strobe::cli {

long long to_uint_until(const char* text, const char** end, long long max, const char* endings) {
	char* stop = nullptr;
	errno = 0;
	const long long value = std::strtoll(text, &stop, 10);
	if (stop == text || errno == ERANGE || value < 0 || value > max) return -1;
	if (*stop && !std::strchr(endings, *stop)) return -1;
	*end = stop;
	return value;
}

long long to_uint(const char* text, long long max) {
	const char* end = nullptr;
	return to_uint_until(text, &end, max, "");
}

std::optional<unsigned> digits_of_unit(std::string_view text) {
	static constexpr std::string_view kUnits[] = {"s", "ms", "us", "ns"};
	for (unsigned i = 0; i < std::size(kUnits); i++)
		if (equal_nocase(text, kUnits[i])) return 3 * i;
	return std::nullopt;
}

std::optional<uint64_t> to_duration(const char* text) {
	static constexpr uint64_t kNanoseconds[] = {1'000'000'000, 1'000'000, 1'000, 1}; // by digits / 3
	const size_t as_float = std::strspn(text, "eE.-+0123456789");
	const size_t as_integer = std::strspn(text, "+0123456789");
	const char* unit = nullptr;
	double value = 0;
	if (as_float > as_integer) {
		char* end = nullptr;
		errno = 0;
		value = std::strtod(text, &end);
		if (end == text || errno || value < 0) return std::nullopt;
		unit = end;
	} else {
		const long long integer = to_uint_until(text, &unit, LLONG_MAX, "smun");
		if (integer < 0) return std::nullopt;
		value = static_cast<double>(integer);
	}
	const auto digits = *unit ? digits_of_unit(unit) : 6;
	if (!digits) return std::nullopt;
	const double nanoseconds = value * static_cast<double>(kNanoseconds[*digits / 3]);
	if (!(nanoseconds < 9e18)) return std::nullopt;
	return static_cast<uint64_t>(nanoseconds);
}

std::optional<uint64_t> to_size(std::string_view text) {
	uint64_t value = 0;
	const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
	if (error != std::errc{}) return std::nullopt;
	static constexpr std::string_view kSuffixes[] = {"", "K", "M", "G", "T"};
	const std::string_view suffix(end, static_cast<size_t>(text.data() + text.size() - end));
	for (unsigned i = 0; i < std::size(kSuffixes); i++) {
		if (!equal_nocase(suffix, kSuffixes[i])) continue;
		const unsigned shift = 10 * i;
		if (value > (UINT64_MAX >> shift)) return std::nullopt;
		return value << shift;
	}
	return std::nullopt;
}

std::vector<std::string> split(std::string_view text, std::string_view delimiters) {
	std::vector<std::string> parts;
	size_t from = 0;
	while ((from = text.find_first_not_of(delimiters, from)) != std::string_view::npos) {
		const size_t to = std::min(text.find_first_of(delimiters, from), text.size());
		parts.emplace_back(text.substr(from, to - from));
		from = to;
	}
	return parts;
}

bool equal_nocase(std::string_view a, std::string_view b) {
	return a.size() == b.size() && strncasecmp(a.data(), b.data(), a.size()) == 0;
}

namespace {

Verdict invalid(const char* what, const std::string& word, std::string (*hint_for)(const std::string&)) {
	return refuse(std::string("invalid ") + what + " '" + word + "'", hint_for ? hint_for(word) : std::string());
}

} // namespace

Verdict parse_set(const char* text, const char* what, int (*number_of)(const std::string&), NumberSet& set,
				  std::string (*hint_for)(const std::string&)) {
	set = {};
	const char* rest = text;
	for (; *rest == '!'; rest++) set.inverted = !set.inverted;
	if (std::strcmp(rest, "none") == 0) return accept();
	if (std::strcmp(rest, "all") == 0) {
		set.inverted = !set.inverted;
		return accept();
	}
	const auto words = split(rest, ",");
	if (words.empty()) return invalid(what, text, hint_for);
	for (const std::string& word : words) {
		const int number = number_of(word);
		if (number < 0) return invalid(what, word, hint_for);
		set.numbers.insert(number);
	}
	return accept();
}

} // namespace strobe::cli
