// SPDX-License-Identifier: BSD-2-Clause
// Recorded records must print as they did: each NAME.rec, under the command line of NAME.opt, as NAME.txt.
#include <gtest/gtest.h>

#include <cstdlib>
#include <cstring>

#include "cases.h"
#include "record.h"
#include "render.h"

namespace strobe::golden {
namespace {

namespace fs = std::filesystem;

class Golden : public testing::TestWithParam<std::string> {
protected:
	[[nodiscard]] static fs::path file(const char* extension) { return file_of(GetParam(), extension); }
};

TEST_P(Golden, PrintsAsItDid) {
	const auto options = options_of(words_of(read_file(file(".opt"))));
	ASSERT_TRUE(options) << options.error().message;
	const auto records = from_text(read_file(file(".rec")));
	ASSERT_TRUE(records) << file(".rec") << ": " << records.error().message << "\nhint: " << records.error().hint;
	const std::string text = rendered(*options, *records, false);
	if (getenv("STROBE_REBASELINE")) std::ofstream(file(".txt")) << text;
	EXPECT_EQ(text, read_file(file(".txt"))) << "if this is meant: STROBE_REBASELINE=1 strobe_golden";
	EXPECT_EQ(text, rendered(*options, *records, true)) << "chunks of one record make no difference";
}

INSTANTIATE_TEST_SUITE_P(Recorded, Golden, testing::ValuesIn(cases()), test_name);

TEST(Folder, HoldsRecordsAndTextForEachCommandLine) {
	EXPECT_GE(cases().size(), 10u);
	uintmax_t bytes = 0;
	for (const auto& entry : fs::directory_iterator(STROBE_GOLDEN_DIR)) {
		if (entry.is_regular_file()) bytes += entry.file_size();
		const std::string extension = entry.path().extension();
		if (extension != ".rec" && extension != ".txt") continue;
		EXPECT_TRUE(fs::exists(fs::path(entry.path()).replace_extension(".opt")))
			<< entry.path() << " belongs to no command line";
	}
	EXPECT_LT(bytes, 600u * 1024) << "goldens are to stay small";
}

TEST(Text, RecordsOfAnotherLayoutAreRefused) {
	const auto r = from_text("abi 0 event 40\n\n00\n");
	ASSERT_FALSE(r);
	EXPECT_NE(r.error().message.find(layout()), std::string::npos);
	EXPECT_NE(r.error().hint.find("rerecord"), std::string::npos);
}

TEST(Text, RecordsSurviveAsText) {
	std::vector<uint8_t> record(200);
	for (size_t i = 0; i < record.size(); i++) record[i] = static_cast<uint8_t>(i);
	const uint32_t size = 197;
	memcpy(record.data(), &size, sizeof size);
	const auto back = from_text(to_text(record));
	ASSERT_TRUE(back);
	EXPECT_EQ(*back, record);
}

TEST(Text, WordsAreSplitAtBlanks) {
	EXPECT_EQ(words_of("# why\n-f -e trace=read\n./program\n"),
			  (std::vector<std::string>{"-f", "-e", "trace=read", "./program"}));
}

} // namespace
} // namespace strobe::golden
