// SPDX-License-Identifier: BSD-2-Clause
// The JSON of recorded records conforms to the schema, and says what their text says: from the objects alone, a reader
// makes the lines of NAME.txt.
#include <gtest/gtest.h>

#include <regex>
#include <sstream>

#include "cases.h"
#include "json_lines.h"
#include "record.h"
#include "render.h"

namespace strobe::golden {
namespace {

using test::Json;

std::vector<Json> objects_of(const std::string& text) {
	std::vector<Json> objects;
	std::istringstream in(text);
	for (std::string line; std::getline(in, line);) objects.push_back(test::parse_json(line));
	return objects;
}

/// Where the result stands is no value.
std::string squeezed(const std::string& line) {
	static const std::regex kColumn(R"(\) += )");
	return std::regex_replace(line, kColumn, ") = ");
}

class GoldenJson : public testing::TestWithParam<std::string> {
protected:
	void SetUp() override {
		auto words = words_of(read_file(file_of(GetParam(), ".opt")));
		words.insert(words.begin(), "--json");
		auto options = options_of(words);
		ASSERT_TRUE(options) << options.error().message;
		options_ = std::move(*options);
		const auto records = from_text(read_file(file_of(GetParam(), ".rec")));
		ASSERT_TRUE(records) << records.error().message;
		text_ = rendered(options_, *records, true);
		objects_ = objects_of(text_);
	}

	cli::Options options_;
	std::string text_;
	std::vector<Json> objects_;
};

TEST_P(GoldenJson, Conforms) {
	test::Schema schema(STROBE_SCHEMA);
	ASSERT_GT(objects_.size(), 1u);
	EXPECT_EQ(objects_[0]["type"], "strobe");
	for (const Json& o : objects_) EXPECT_EQ(schema.errors(o), "") << test::dump(o);
}

TEST_P(GoldenJson, SaysWhatTheTextSays) {
	const auto from_json = lines_of_json(objects_, options_);
	const auto from_text = lines_of_text(read_file(file_of(GetParam(), ".txt")));
	ASSERT_EQ(from_json.size(), from_text.size());
	for (size_t i = 0; i < from_text.size(); i++) {
		const Line& text = from_text[i];
		EXPECT_EQ(squeezed(from_json[i].text), squeezed(text.text));
		EXPECT_TRUE(text.tid.empty() || from_json[i].tid == text.tid) << text.text;
	}
}

TEST_P(GoldenJson, IsAscii) {
	for (const char c : text_) ASSERT_TRUE(c == '\n' || (c >= ' ' && c <= '~')) << static_cast<int>(c);
}

INSTANTIATE_TEST_SUITE_P(Recorded, GoldenJson, testing::ValuesIn(cases()), test_name);

} // namespace
} // namespace strobe::golden
