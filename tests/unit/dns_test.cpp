// SPDX-License-Identifier: BSD-2-Clause
// Messages of DNS made by hand: whole ones, cut ones, and ones that go in circles.
#include "decode/dns.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "base/textbuf.h"
#include "out/text.h"

namespace strobe::decode {
namespace {

using Bytes = std::vector<uint8_t>;

Bytes bytes_of(std::string_view s) {
	return {s.begin(), s.end()};
}

std::string header(uint8_t flags, uint8_t rcode, uint8_t questions, uint8_t answers) {
	const char h[] = {0x12,
					  0x34,
					  static_cast<char>(flags),
					  static_cast<char>(rcode),
					  0,
					  static_cast<char>(questions),
					  0,
					  static_cast<char>(answers),
					  0,
					  0,
					  0,
					  0};
	return {h, sizeof h};
}

const std::string kName("\3one\4test\0", 10);
const std::string kQuestion = kName + std::string("\0\1\0\1", 4);
const std::string kQuery = header(1, 0, 1, 0) + kQuestion;
// a pointer to the name at 12, type, class, time to live, length
const std::string kA = std::string("\xc0\x0c\0\1\0\1\0\0\0\1\0\4\x0a\0\0\7", 16);
const std::string kCname = std::string("\xc0\x0c\0\5\0\1\0\0\0\1\0\6\3two\xc0\x10", 18);

std::string text_of(const DnsMessage& m) {
	TextBuf line;
	out::TextSink sink(line);
	dns_question(m, sink);
	if (m.is_answer) dns_answer(m, sink);
	return std::string(line.view());
}

std::string text_of(std::string_view bytes) {
	const auto m = parse_dns(bytes_of(bytes));
	return m ? text_of(*m) : "none";
}

TEST(Dns, Query) {
	const auto m = parse_dns(bytes_of(kQuery));
	ASSERT_TRUE(m);
	EXPECT_EQ(m->id, 0x1234);
	EXPECT_FALSE(m->is_answer);
	EXPECT_EQ(text_of(*m), R"(name="one.test.", type=A)");
}

TEST(Dns, Answers) {
	EXPECT_EQ(text_of(header(0x81, 0, 1, 2) + kQuestion + kCname + kA),
			  R"(name="one.test.", type=A, rcode=NOERROR, answers=[CNAME two.test., 10.0.0.7])");
	EXPECT_EQ(text_of(header(0x81, 3, 1, 0) + kQuestion), R"(name="one.test.", type=A, rcode=NXDOMAIN, answers=[])");
	EXPECT_EQ(text_of(header(0x83, 0, 1, 0) + kQuestion),
			  R"(name="one.test.", type=A, rcode=NOERROR, truncated=1, answers=[])");
	EXPECT_EQ(text_of(header(0x81, 0, 1, 1) + kQuestion + std::string("\xc0\x0c\0\x10\0\1\0\0\0\1\0\4\3\x1b[m", 16)),
			  R"(name="one.test.", type=A, rcode=NOERROR, answers=[TXT \33[m])");
	EXPECT_EQ(text_of(header(0x81, 14, 1, 1) + kQuestion + std::string("\xc0\x0c\x30\x39\0\1\0\0\0\1\0\0", 12)),
			  R"(name="one.test.", type=A, rcode=14, answers=[TYPE12345])");
}

TEST(Dns, AnswersWithoutAQuestion) {
	EXPECT_EQ(text_of(header(0x81, 1, 0, 0)), "name=?, type=?, rcode=FORMERR, answers=[]");
	EXPECT_EQ(text_of(header(0x81, 5, 2, 0) + kQuestion + kQuestion), "none");
}

TEST(Dns, CutAnswersAreLeftOut) {
	const std::string whole = header(0x81, 0, 1, 2) + kQuestion + kCname + kA;
	EXPECT_EQ(text_of(whole.substr(0, whole.size() - 1)),
			  R"(name="one.test.", type=A, rcode=NOERROR, answers=[CNAME two.test., ...])");
	for (size_t n = 0; n < whole.size(); n++) {
		const auto m = parse_dns(bytes_of(whole.substr(0, n))); // its own memory: over-reads show
		EXPECT_EQ(m.has_value(), n >= kQuery.size()) << n;
	}
}

TEST(Dns, NamesThatLie) {
	EXPECT_EQ(text_of(header(1, 0, 1, 0) + std::string("\xc0\x0c\0\1\0\1", 6)), "none") << "points to itself";
	EXPECT_EQ(text_of(header(1, 0, 1, 0) + std::string("\x3f", 1) + "short"), "none");
	EXPECT_EQ(text_of(header(1, 0, 1, 0) + std::string("\x80\0\0\1\0\1", 6)), "none") << "no kind of label";
	std::string longer;
	for (int i = 0; i < 5; i++) longer += std::string(1, 63) + std::string(63, 'x');
	EXPECT_EQ(text_of(header(1, 0, 1, 0) + longer + std::string("\0\0\1\0\1", 5)), "none") << "more than 255 bytes";
	const std::string label("\5a.\x1b\"b\0\0\1\0\1", 11);
	const auto m = parse_dns(bytes_of(header(1, 0, 1, 0) + label));
	ASSERT_TRUE(m);
	EXPECT_EQ(m->name, R"(a\.\027\"b.)");
}

TEST(Dns, OtherMessages) {
	EXPECT_EQ(text_of(header(1, 0, 0, 0)), "none");
	EXPECT_EQ(text_of(header(0x28, 0, 1, 0) + kQuestion), "none") << "an update";
	EXPECT_EQ(text_of(header(1, 0, 1, 0) + std::string("\0\0\2\0\1", 5)), R"(name=".", type=NS)");
}

} // namespace
} // namespace strobe::decode
