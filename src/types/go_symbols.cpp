// SPDX-License-Identifier: BSD-2-Clause
#include "types/go_symbols.h"

#include <algorithm>
#include <cstring>

namespace strobe::types {

namespace {

enum class Layout : uint8_t { kUnknown, k1_2, k1_16, k1_18 };

constexpr size_t kHeader = 8; // magic number, padding, size of instructions, size of pointers
constexpr uint8_t kPointer = 8;

Layout layout_of(uint32_t magic) {
	switch (magic) {
	case 0xfffffffb: return Layout::k1_2;
	case 0xfffffffa: return Layout::k1_16;
	case 0xfffffff0:
	case 0xfffffff1: return Layout::k1_18; // and 1.20
	default: return Layout::kUnknown;
	}
}

/// Where the parts of a table begin, and how its index is written.
struct Table {
	std::string_view bytes;
	Layout layout = Layout::kUnknown;
	uint64_t count = 0; ///< functions
	uint64_t text = 0;  ///< 1.18: added to addresses
	uint64_t names = 0, functions = 0;
	uint64_t index = 0;

	/// 0 behind the end.
	template <class T>
	[[nodiscard]] T number(uint64_t at) const {
		T n = 0;
		if (at <= bytes.size() && bytes.size() - at >= sizeof n) std::memcpy(&n, bytes.data() + at, sizeof n);
		return n;
	}
	/// Of the header's words behind the first 8 bytes.
	[[nodiscard]] uint64_t word(size_t i) const { return number<uint64_t>(kHeader + i * kPointer); }

	[[nodiscard]] bool is_short() const { return layout == Layout::k1_18; }
	/// Of pairs of address and place; behind the last pair stands the end of the code.
	[[nodiscard]] uint64_t entry(uint64_t i, unsigned half) const {
		const uint64_t at = index + (i * 2 + half) * (is_short() ? sizeof(uint32_t) : sizeof(uint64_t));
		return is_short() ? number<uint32_t>(at) : number<uint64_t>(at);
	}
	[[nodiscard]] uint64_t address(uint64_t i) const {
		const uint64_t value = entry(i, 0);
		return is_short() ? text + value : value;
	}
	/// Behind the function's own address stands where its name is.
	[[nodiscard]] std::string_view name(uint64_t i) const {
		const uint64_t at = functions + entry(i, 1) + (is_short() ? sizeof(uint32_t) : sizeof(uint64_t));
		const uint64_t begin = names + number<uint32_t>(at);
		if (begin >= bytes.size()) return {};
		const std::string_view rest = bytes.substr(begin);
		const size_t end = rest.find('\0');
		return end == std::string_view::npos ? std::string_view() : rest.substr(0, end);
	}
};

Table table_of(std::string_view bytes, uint64_t text) {
	Table t{.bytes = bytes};
	t.layout = layout_of(t.number<uint32_t>(0));
	if (bytes.size() < kHeader || static_cast<uint8_t>(bytes[7]) != kPointer) t.layout = Layout::kUnknown;
	t.count = t.word(0);
	switch (t.layout) {
	case Layout::kUnknown: t.count = 0; break;
	case Layout::k1_2: t.index = kHeader + kPointer; break; // names and functions count from the front
	case Layout::k1_16:
		t.names = t.word(2);
		t.functions = t.index = t.word(6);
		break;
	case Layout::k1_18:
		t.text = t.number<uint64_t>(kGoTextField) ? t.number<uint64_t>(kGoTextField) : text;
		t.names = t.word(3);
		t.functions = t.index = t.word(7);
		break;
	}
	if (t.layout != Layout::k1_2 && (!t.names || !t.index)) t.count = 0;
	t.count = std::min<uint64_t>(t.count, bytes.size() / kPointer); // more do not fit
	return t;
}

} // namespace

std::vector<Symbol> go_symbols(std::string_view bytes, uint64_t text) {
	const Table table = table_of(bytes, text);
	std::vector<Symbol> symbols;
	for (uint64_t i = 0; i < table.count; i++) {
		const uint64_t begin = table.address(i), end = table.address(i + 1);
		const std::string_view name = table.name(i);
		if (name.empty() || !begin) continue;
		symbols.push_back({.name = name, .version = {}, .address = begin, .size = end > begin ? end - begin : 0});
	}
	return symbols;
}

} // namespace strobe::types
