// SPDX-License-Identifier: BSD-2-Clause
// The tables of functions in programs of Go, in each of their layouts, whole and cut.
#include "types/go_symbols.h"

#include <gtest/gtest.h>

#include <cstring>
#include <fmt/format.h>
#include <memory>
#include <string>

namespace strobe::types {
namespace {

/// A table is put together from numbers of 4 and 8 bytes.
struct Bytes {
	std::string text;

	template <class... T>
	Bytes& put(T... numbers) {
		(text.append(reinterpret_cast<const char*>(&numbers), sizeof numbers), ...);
		return *this;
	}
	Bytes& header(uint32_t magic) { return put(magic, uint16_t{0}, uint8_t{1}, uint8_t{8}); }
};

using U32 = uint32_t;
using U64 = uint64_t;

/// Two functions, main.main and main.(*T).Run, at 0x1000 and 0x1040; the code ends at 0x1100.
std::string with_names(Bytes b) {
	return b.text + std::string("main.main\0main.(*T).Run\0", 24);
}

std::string go_1_2() {
	Bytes b;
	b.header(0xfffffffb).put(U64{2});
	b.put(U64{0x1000}, U64{56}, U64{0x1040}, U64{72}, U64{0x1100}); // at 16
	b.put(U64{0x1000}, U32{88}, U32{0}, U64{0x1040}, U32{98}, U32{0});
	return with_names(b);
}

std::string go_1_16() {
	Bytes b;
	b.header(0xfffffffa).put(U64{2}, U64{1}, U64{136}, U64{0}, U64{0}, U64{0}, U64{64});
	b.put(U64{0x1000}, U64{40}, U64{0x1040}, U64{56}, U64{0x1100}); // at 64
	b.put(U64{0x1000}, U32{0}, U32{0}, U64{0x1040}, U32{10}, U32{0});
	return with_names(b);
}

std::string go_1_20(U64 text, U32 magic = 0xfffffff1) {
	Bytes b;
	b.header(magic).put(U64{2}, U64{1}, text, U64{108}, U64{0}, U64{0}, U64{0}, U64{72});
	b.put(U32{0}, U32{20}, U32{0x40}, U32{28}, U32{0x100}); // at 72
	b.put(U32{0}, U32{0}, U32{0x40}, U32{10});
	return with_names(b);
}

std::string listed(std::string_view table, uint64_t text = 0) {
	std::string list;
	for (const Symbol& s : go_symbols(table, text)) list += fmt::format("{:#x} {:#x} {}\n", s.address, s.size, s.name);
	return list;
}

constexpr std::string_view kBoth = "0x1000 0x40 main.main\n0x1040 0xc0 main.(*T).Run\n";

TEST(GoSymbols, EachLayout) {
	EXPECT_EQ(listed(go_1_2()), kBoth);
	EXPECT_EQ(listed(go_1_16()), kBoth);
	EXPECT_EQ(listed(go_1_20(0x1000, 0xfffffff0)), kBoth);
	EXPECT_EQ(listed(go_1_20(0x1000)), kBoth);
}

TEST(GoSymbols, TheLoaderKnowsWhereTheCodeIs) {
	EXPECT_EQ(listed(go_1_20(0), 0x1000), kBoth);
}

TEST(GoSymbols, WhatIsNoTable) {
	EXPECT_EQ(listed(""), "");
	EXPECT_EQ(listed("\x7f"
					 "ELF"),
			  "");
	std::string other = go_1_20(0x1000);
	other[7] = 4; // pointers of 4 bytes
	EXPECT_EQ(listed(other), "");
}

/// Memory of its own for each, so that a sanitizer sees what reads too far.
TEST(GoSymbols, CutAndDamaged) {
	for (const std::string& whole : {go_1_2(), go_1_16(), go_1_20(0x1000)}) {
		for (size_t n = 0; n < whole.size(); n++) {
			const auto copy = std::make_unique<char[]>(n);
			std::memcpy(copy.get(), whole.data(), n);
			EXPECT_LE(go_symbols({copy.get(), n}, 0).size(), 2u) << n;
		}
		for (size_t at = 0; at < whole.size(); at++) {
			const auto copy = std::make_unique<char[]>(whole.size());
			std::memcpy(copy.get(), whole.data(), whole.size());
			copy[at] = '\xff';
			EXPECT_LE(go_symbols({copy.get(), whole.size()}, 0).size(), whole.size() / 8);
		}
	}
}

} // namespace
} // namespace strobe::types
