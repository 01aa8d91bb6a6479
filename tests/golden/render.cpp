// SPDX-License-Identifier: BSD-2-Clause
#include "render.h"

#include <gtest/gtest.h>
#include <sys/mman.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <ctime>

#include "base/unique_fd.h"
#include "cli/parse.h"
#include "event/assembler.h"
#include "front/trace.h"

namespace strobe::golden {

namespace {

std::string read_back(int fd) {
	std::string s(static_cast<size_t>(lseek(fd, 0, SEEK_END)), '\0');
	const ssize_t n = pread(fd, s.data(), s.size(), 0);
	s.resize(n > 0 ? static_cast<size_t>(n) : 0);
	return s;
}

} // namespace

Result<cli::Options> options_of(std::vector<std::string> words) {
	words.insert(words.begin(), "strobe");
	std::vector<char*> argv;
	for (std::string& w : words) argv.push_back(w.data());
	argv.push_back(nullptr);
	auto parsed = cli::parse({.name = "strobe"}, static_cast<int>(words.size()), argv.data());
	if (!parsed.options) return Error{"wrong command line: " + parsed.err};
	return std::move(*parsed.options);
}

std::string rendered(const cli::Options& options, const std::vector<uint8_t>& records, bool one_by_one) {
	setenv("TZ", "UTC", 1); // times of files show in local time, too
	tzset();
	const UniqueFd paper(memfd_create("paper", MFD_CLOEXEC));
	const auto printer = front::make_printer(options, "strobe", out::Writer::to_fd(paper.get(), "paper"));
	event::Assembler assembler(*printer);
	for (size_t at = 0; at < records.size();) {
		uint32_t size = 0;
		memcpy(&size, records.data() + at, sizeof size);
		const size_t n = one_by_one ? std::min<size_t>((size + 7) & ~7u, records.size() - at) : records.size();
		const std::vector<uint8_t> part(records.begin() + static_cast<ptrdiff_t>(at),
										records.begin() + static_cast<ptrdiff_t>(at + n));
		assembler.feed(part);
		at += n;
	}
	printer->close();
	EXPECT_EQ(assembler.malformed(), 0u);
	EXPECT_EQ(assembler.live_tasks(), 0u) << "every task's end was recorded";
	return read_back(paper.get());
}

} // namespace strobe::golden
