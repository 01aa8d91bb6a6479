// SPDX-License-Identifier: BSD-2-Clause
// The text of values, as strace prints them.
#include "out/text.h"

#include <gtest/gtest.h>

#include <functional>
#include <string>

namespace strobe::out {
namespace {

std::string quoted(std::string_view s, StringStyle style = {}, HexStrings hex = HexStrings::kNone) {
	TextBuf b;
	put_string(b, {reinterpret_cast<const uint8_t*>(s.data()), s.size()}, style, hex);
	return std::string(b.view());
}

std::string print(const std::function<void(TextSink&)>& f, XlatStyle xlat = XlatStyle::kAbbrev) {
	TextBuf b;
	TextSink sink(b, {.xlat = xlat});
	f(sink);
	return std::string(b.view());
}

TEST(Text, PrintableCharactersStandForThemselves) {
	EXPECT_EQ(quoted("plain text ~!@#'$%"), R"("plain text ~!@#'$%")");
	EXPECT_EQ(quoted(""), R"("")");
}

TEST(Text, EscapesWithALetter) {
	EXPECT_EQ(quoted("\"\\\n\t\f\r\v"), R"("\"\\\n\t\f\r\v")");
}

TEST(Text, OctalIsShortUnlessADigitFollows) {
	using namespace std::literals;
	EXPECT_EQ(quoted("\0"sv), R"("\0")");
	EXPECT_EQ(quoted("\0\0"sv), R"("\0\0")");
	EXPECT_EQ(quoted("\x1b["sv), R"("\33[")");
	EXPECT_EQ(quoted("\1"
					 "1"sv),
			  R"("\0011")");
	EXPECT_EQ(quoted("\x1b"
					 "7"sv),
			  R"("\0337")");
	EXPECT_EQ(quoted("\1"
					 "8"sv),
			  R"("\18")");
	EXPECT_EQ(quoted("\377\177"sv), R"("\377\177")");
	EXPECT_EQ(quoted("\7a"sv), R"("\7a")");
}

TEST(Text, CutStringsEndInDots) {
	EXPECT_EQ(quoted("abc", {.cut = true}), R"("abc"...)");
}

TEST(Text, HexOfStringsThatDoNotPrint) {
	using namespace std::literals;
	EXPECT_EQ(quoted("a\n", {}, HexStrings::kNonAscii), R"("a\n")");
	EXPECT_EQ(quoted("a\x80"sv, {}, HexStrings::kNonAscii), R"("\x61\x80")");
	EXPECT_EQ(quoted("a\0"sv, {}, HexStrings::kNonAscii), R"("\x61\x00")");
	EXPECT_EQ(quoted("a\x80\n"sv, {}, HexStrings::kNonAsciiChars), R"("a\x80\n")");
	EXPECT_EQ(quoted("a\n", {}, HexStrings::kAll), R"("\x61\x0a")");
	EXPECT_EQ(quoted("\x01\xff", {.cut = true, .hex = true}), R"("\x01\xff"...)");
}

TEST(Text, PrefixAndNoQuotes) {
	EXPECT_EQ(quoted("x", {.prefix = '@'}), R"(@"x")");
	EXPECT_EQ(quoted("a\"b", {.no_quotes = true}), R"(a\"b)");
}

TEST(Text, Numbers) {
	EXPECT_EQ(print([](TextSink& s) { s.integer(-5); }), "-5");
	EXPECT_EQ(print([](TextSink& s) { s.unsigned_integer(~0ull); }), "18446744073709551615");
	EXPECT_EQ(print([](TextSink& s) { s.hexadecimal(0); }), "0");
	EXPECT_EQ(print([](TextSink& s) { s.hexadecimal(255); }), "0xff");
	EXPECT_EQ(print([](TextSink& s) { s.address(0); }), "NULL");
	EXPECT_EQ(print([](TextSink& s) { s.octal(0); }), "000");
	EXPECT_EQ(print([](TextSink& s) { s.octal(7); }), "007");
	EXPECT_EQ(print([](TextSink& s) { s.octal(022); }), "022");
	EXPECT_EQ(print([](TextSink& s) { s.octal(0644); }), "0644");
}

TEST(Text, ConstantsByStyle) {
	const auto known = [](TextSink& s) { s.constant(2, "O_RDWR", "O_???", Radix::kHex); };
	EXPECT_EQ(print(known), "O_RDWR");
	EXPECT_EQ(print(known, XlatStyle::kRaw), "0x2");
	EXPECT_EQ(print(known, XlatStyle::kVerbose), "0x2 /* O_RDWR */");
	const auto unknown = [](TextSink& s) { s.constant(0x77, "", "F_???", Radix::kHex); };
	EXPECT_EQ(print(unknown), "0x77 /* F_??? */");
	EXPECT_EQ(print(unknown, XlatStyle::kRaw), "0x77");
	EXPECT_EQ(print(unknown, XlatStyle::kVerbose), "0x77 /* F_??? */");
	EXPECT_EQ(print([](TextSink& s) { s.constant(-100ull, "AT_FDCWD", "", Radix::kDecimal); }, XlatStyle::kVerbose),
			  "-100 /* AT_FDCWD */");
}

TEST(Text, SeparatorsOfEveryLevel) {
	const auto f = [](TextSink& s) {
		s.begin_arguments();
		s.argument("a");
		s.integer(1);
		s.argument("b");
		s.begin_array();
		for (int i = 0; i < 2; ++i) {
			s.element();
			s.begin_struct();
			s.field("x");
			s.integer(i);
			s.field("y");
			s.begin_set(i == 1);
			s.element();
			s.integer(7);
			s.element();
			s.integer(8);
			s.end_set(false);
			s.end_struct(i == 1);
		}
		s.end_array(ArrayEnd::kFault, 0x1000);
		s.argument("c");
		s.begin_array();
		s.end_array(ArrayEnd::kComplete, 0);
		s.argument("d");
		s.begin_struct();
		s.end_struct(false);
	};
	EXPECT_EQ(print(f), "1, [{x=0, y=[7 8]}, {x=1, y=~[7 8], ...}, ... /* 0x1000 */], [], {}");
}

TEST(Text, CutArraysEndInDots) {
	const auto f = [](TextSink& s) {
		s.begin_array();
		s.element();
		s.integer(1);
		s.end_array(ArrayEnd::kMore, 0);
	};
	EXPECT_EQ(print(f), "[1, ...]");
	EXPECT_EQ(print([](TextSink& s) {
				  s.begin_array();
				  s.end_array(ArrayEnd::kMore, 0);
			  }),
			  "[...]");
}

TEST(Text, PausedCallsShowTheirComma) {
	const auto f = [](TextSink& s) {
		s.begin_arguments();
		s.argument("fd");
		s.integer(3);
		s.pause_arguments();
		s.plain(" <unfinished ...>|");
		s.begin_arguments();
		s.argument("buf");
		s.plain("x");
		s.argument("count");
		s.integer(1);
	};
	EXPECT_EQ(print(f), "3,  <unfinished ...>|x, 1");
}

TEST(Text, EncodedFields) {
	const uint8_t port[] = {0, 80};
	const auto f = [&](TextSink& s) {
		s.begin_struct();
		s.encoded("sin_port", port, "htons(80)", {});
		s.encoded("addr", port, "inet(x)", "inet(x, &addr)");
		s.end_struct(false);
	};
	EXPECT_EQ(print(f), "{sin_port=htons(80), inet(x, &addr)}");
	EXPECT_EQ(print(f, XlatStyle::kRaw), R"({sin_port="\x00\x50", addr="\x00\x50"})");
	EXPECT_EQ(print(f, XlatStyle::kVerbose), R"({sin_port="\x00\x50" /* htons(80) */, addr="\x00\x50" /* inet(x) */})");
}

TEST(Text, Results) {
	EXPECT_EQ(print([](TextSink& s) {
				  s.result();
				  s.error(2, "ENOENT", "No such file or directory", false);
			  }),
			  "= -1 ENOENT (No such file or directory)");
	EXPECT_EQ(print([](TextSink& s) {
				  s.result();
				  s.error(512, "ERESTARTSYS", "To be restarted if SA_RESTART is set", true);
			  }),
			  "= ? ERESTARTSYS (To be restarted if SA_RESTART is set)");
	EXPECT_EQ(print([](TextSink& s) {
				  s.result();
				  s.error(3000, "", "", false);
			  }),
			  "= -1 (errno 3000)");
	EXPECT_EQ(print([](TextSink& s) {
				  s.result();
				  s.integer(1);
				  s.begin_note();
				  s.plain("in [3]");
				  s.end_note();
			  }),
			  "= 1 (in [3])");
}

} // namespace
} // namespace strobe::out
