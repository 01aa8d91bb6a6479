// SPDX-License-Identifier: BSD-2-Clause
// The command lines of strobe info and strobe explain.
#include <gtest/gtest.h>

#include "cli/parse.h"

namespace strobe::cli {
namespace {

using Args = std::vector<std::string>;

const Program kProgram{.name = "strobe", .frontends = {}, .hints = false};

template <class Wanted>
std::string refusal(Parsed<Wanted> (*parse_word)(const Program&, int, char* const*), Args args) {
	std::vector<char*> argv;
	for (std::string& word : args) argv.push_back(word.data());
	testing::internal::CaptureStderr();
	auto result = parse_word(kProgram, static_cast<int>(argv.size()), argv.data());
	const std::string getopt_text = testing::internal::GetCapturedStderr();
	EXPECT_EQ(result.status, result.options || !result.out.empty() ? 0 : 1);
	return getopt_text + result.err;
}

TEST(Info, TakesNoWords) {
	EXPECT_EQ(refusal(parse_info, {"info"}), "");
	EXPECT_EQ(refusal(parse_info, {"info", "x"}),
			  "strobe info: unexpected argument 'x'\nTry 'strobe info -h' for more information.\n");
	EXPECT_EQ(refusal(parse_info, {"info", "-x"}),
			  "strobe info: invalid option -- 'x'\nTry 'strobe info -h' for more information.\n");
}

TEST(Explain, TakesACallOrCoverage) {
	constexpr std::string_view kTry = "Try 'strobe explain -h' for more information.\n";
	const auto err = [](Args args) { return refusal(parse_explain, std::move(args)); };
	EXPECT_EQ(err({"explain", "openat"}), "");
	EXPECT_EQ(err({"explain", "fcntl", "F_GETLK"}), "");
	EXPECT_EQ(err({"explain", "--coverage", "-v"}), "");
	EXPECT_EQ(err({"explain"}), "strobe explain: must have SYSCALL or --coverage\n" + std::string(kTry));
	EXPECT_EQ(err({"explain", "a", "b", "c"}), "strobe explain: unexpected argument 'c'\n" + std::string(kTry));
	EXPECT_EQ(err({"explain", "--coverage", "read"}),
			  "strobe explain: --coverage and SYSCALL are mutually exclusive\n" + std::string(kTry));
	EXPECT_EQ(err({"explain", "opnat"}), "strobe explain: invalid system call 'opnat'\nhint: did you mean 'openat'?\n");
	EXPECT_EQ(err({"explain", "zzzzzzzz"}), "strobe explain: invalid system call 'zzzzzzzz'\n");
}

} // namespace
} // namespace strobe::cli
