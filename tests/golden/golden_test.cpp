// SPDX-License-Identifier: BSD-2-Clause
// Recorded records must print as they did: each NAME.rec, under the command line of NAME.opt, as NAME.txt.
#include <gtest/gtest.h>
#include <sys/mman.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "base/unique_fd.h"
#include "cli/parse.h"
#include "event/assembler.h"
#include "front/printer.h"
#include "record.h"

namespace strobe::golden {
namespace {

namespace fs = std::filesystem;

std::string read_file(const fs::path& path) {
	std::ifstream in(path);
	return {std::istreambuf_iterator<char>(in), {}};
}

std::string read_back(int fd) {
	std::string s(static_cast<size_t>(lseek(fd, 0, SEEK_END)), '\0');
	const ssize_t n = pread(fd, s.data(), s.size(), 0);
	s.resize(n > 0 ? static_cast<size_t>(n) : 0);
	return s;
}

/// What strobe prints under `words`, whatever -o says, fed record by record or all at once.
std::string rendered(std::vector<std::string> words, const std::vector<uint8_t>& records, bool one_by_one) {
	setenv("TZ", "UTC", 1); // times of files show in local time, too
	tzset();
	words.insert(words.begin(), "strobe");
	std::vector<char*> argv;
	for (std::string& w : words) argv.push_back(w.data());
	argv.push_back(nullptr);
	const auto parsed = cli::parse({.name = "strobe"}, static_cast<int>(words.size()), argv.data());
	if (!parsed.options) return "wrong command line: " + parsed.err;

	const UniqueFd paper(memfd_create("paper", MFD_CLOEXEC));
	front::Printer printer(*parsed.options, "strobe", out::Writer::to_fd(paper.get(), "paper"));
	event::Assembler assembler(printer);
	for (size_t at = 0; at < records.size();) {
		uint32_t size = 0;
		memcpy(&size, records.data() + at, sizeof size);
		const size_t n = one_by_one ? std::min<size_t>((size + 7) & ~7u, records.size() - at) : records.size();
		const std::vector<uint8_t> part(records.begin() + static_cast<ptrdiff_t>(at),
										records.begin() + static_cast<ptrdiff_t>(at + n));
		assembler.feed(part);
		at += n;
	}
	printer.close();
	EXPECT_EQ(assembler.malformed(), 0u);
	EXPECT_EQ(assembler.live_tasks(), 0u) << "every task's end was recorded";
	return read_back(paper.get());
}

class Golden : public testing::TestWithParam<std::string> {
protected:
	[[nodiscard]] static fs::path file(const char* extension) {
		return fs::path(STROBE_GOLDEN_DIR) / (GetParam() + extension);
	}
};

TEST_P(Golden, PrintsAsItDid) {
	const auto words = words_of(read_file(file(".opt")));
	const auto records = from_text(read_file(file(".rec")));
	ASSERT_TRUE(records) << file(".rec") << ": " << records.error().message << "\nhint: " << records.error().hint;
	const std::string text = rendered(words, *records, false);
	if (getenv("STROBE_REBASELINE")) std::ofstream(file(".txt")) << text;
	EXPECT_EQ(text, read_file(file(".txt"))) << "if this is meant: STROBE_REBASELINE=1 strobe_golden";
	EXPECT_EQ(text, rendered(words, *records, true)) << "chunks of one record make no difference";
}

std::vector<std::string> cases() {
	std::vector<std::string> names;
	for (const auto& entry : fs::directory_iterator(STROBE_GOLDEN_DIR))
		if (entry.path().extension() == ".opt") names.push_back(entry.path().stem());
	std::sort(names.begin(), names.end());
	return names;
}

INSTANTIATE_TEST_SUITE_P(Recorded, Golden, testing::ValuesIn(cases()), [](const auto& one) {
	std::string name = one.param;
	std::replace(name.begin(), name.end(), '-', '_');
	return name;
});

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
