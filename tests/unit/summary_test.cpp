// SPDX-License-Identifier: BSD-2-Clause
// The table of -c.
#include "front/summary.h"

#include <gtest/gtest.h>

#include "abi/limits.h"
#include "report/summary.h"

namespace strobe {
namespace {

using report::Column;
using report::Line;

constexpr uint64_t kMicro = 1000, kMilli = 1'000'000, kSecond = 1'000'000'000;
const std::vector<Column> kUsual = {Column::kTimePercent, Column::kTotalTime, Column::kAvgTime,
									Column::kCalls,       Column::kErrors,    Column::kName};

std::vector<Line> some() {
	return {
		{.name = "read", .calls = 4, .errors = 0, .time = 10 * kMilli, .min = kMilli, .max = 4 * kMilli},
		{.name = "openat", .calls = 10, .errors = 3, .time = 30 * kMilli, .min = 100 * kMicro, .max = 9 * kMilli},
		{.name = "close", .calls = 1, .errors = 1, .time = 0, .min = 0, .max = 0},
	};
}

std::vector<std::string> names(const std::vector<Line>& lines, Column by) {
	const std::string text = report::summary(lines, {Column::kName}, by);
	std::vector<std::string> v;
	for (size_t at = 0, end; (end = text.find('\n', at)) != std::string::npos; at = end + 1)
		v.push_back(text.substr(at, end - at));
	return {v.begin() + 2, v.end() - 2};
}

TEST(Summary, LooksLikeStraces) {
	EXPECT_EQ(report::summary(some(), kUsual, Column::kTimePercent),
			  "% time     seconds  usecs/call     calls    errors syscall\n"
			  "------ ----------- ----------- --------- --------- ----------------\n"
			  " 75.00    0.030000        3000        10         3 openat\n"
			  " 25.00    0.010000        2500         4           read\n"
			  "  0.00    0.000000           0         1         1 close\n"
			  "------ ----------- ----------- --------- --------- ----------------\n"
			  "100.00    0.040000        2666        15         4 total\n");
}

TEST(Summary, SortsByWhatIsAsked) {
	using Names = std::vector<std::string>;
	EXPECT_EQ(names(some(), Column::kTotalTime), (Names{"openat", "read", "close"}));
	EXPECT_EQ(names(some(), Column::kCalls), (Names{"openat", "read", "close"}));
	EXPECT_EQ(names(some(), Column::kErrors), (Names{"openat", "close", "read"}));
	EXPECT_EQ(names(some(), Column::kMinTime), (Names{"read", "openat", "close"}));
	EXPECT_EQ(names(some(), Column::kMaxTime), (Names{"openat", "read", "close"}));
	EXPECT_EQ(names(some(), Column::kName), (Names{"close", "openat", "read"}));
	EXPECT_EQ(names(some(), Column::kNothing), (Names{"read", "openat", "close"}));
}

TEST(Summary, GrowsWithItsNumbers) {
	const std::vector<Line> large = {{.name = "a_name_that_is_longer_than_others",
									  .calls = 12'345'678'901,
									  .errors = 9'876'543'210,
									  .time = 100'000 * kSecond}};
	const std::string text = report::summary(large, kUsual, Column::kTimePercent);
	EXPECT_NE(text.find("100000.000000"), std::string::npos);
	EXPECT_NE(text.find(" 12345678901 9876543210 a_name_that_is_longer_than_others\n"), std::string::npos) << text;
}

TEST(Summary, NothingIsATableOfNothing) {
	EXPECT_EQ(report::summary({}, {Column::kCalls, Column::kName}, Column::kCalls),
			  "    calls syscall\n--------- ----------------\n--------- ----------------\n        0 total\n");
}

// ---- from the kernel's counters -------------------------------------------------------------------------------------

std::vector<strobe_count> counts() {
	return std::vector<strobe_count>(3 * STROBE_NR_MAX);
}

TEST(Counts, AreNamedByAbiAndNumber) {
	auto c = counts();
	c[0] = {.calls = 2, .errors = 0, .time = 4 * kMilli, .min = kMilli, .max = 3 * kMilli};
	c[STROBE_NR_MAX - 1] = {.calls = 1, .errors = 1, .time = 0, .min = 0, .max = 0};
	c[STROBE_NR_MAX + 1] = {.calls = 7, .errors = 0, .time = kMilli, .min = 0, .max = 0};
	const std::string text = front::summary_text({}, c);
	EXPECT_NE(text.find("         2           read\n"), std::string::npos) << text;
	EXPECT_NE(text.find("         1         1 (unknown)\n"), std::string::npos) << text;
	const size_t second = text.find("System call usage summary for 32 bit mode:\n");
	ASSERT_NE(second, std::string::npos) << text;
	EXPECT_NE(text.find("         7           exit\n", second), std::string::npos) << text;
	EXPECT_EQ(text.find("x32"), std::string::npos) << "no table for an ABI without calls";
}

TEST(Counts, OverheadIsTakenOffEachCall) {
	cli::Options options;
	options.overhead_ns = kMilli;
	options.columns = {cli::Column::kTotalTime, cli::Column::kMinTime, cli::Column::kMaxTime, cli::Column::kName};
	auto c = counts();
	c[0] = {.calls = 2, .errors = 0, .time = 5 * kMilli, .min = kMilli / 2, .max = 4 * kMilli};
	c[1] = {.calls = 9, .errors = 0, .time = 5 * kMilli, .min = 0, .max = 2 * kMilli};
	const std::string text = front::summary_text(options, c);
	EXPECT_NE(text.find("   0.003000 0.000000 0.003000 read\n"), std::string::npos) << text;
	EXPECT_NE(text.find("   0.000000 0.000000 0.001000 write\n"), std::string::npos) << "never less than nothing\n"
																					 << text;
}

TEST(Counts, WithoutCallsThereIsNoTable) {
	EXPECT_EQ(front::summary_text({}, counts()), "");
}

} // namespace
} // namespace strobe
