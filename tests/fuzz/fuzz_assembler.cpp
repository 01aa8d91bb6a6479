// SPDX-License-Identifier: BSD-2-Clause
// A sequence of records through assembler and printer, under one of several command lines: losses, ends and execs in
// any order must leave no view of a record behind that is gone.
#include <fcntl.h>

#include <algorithm>
#include <cstring>
#include <string>
#include <vector>

#include "cli/parse.h"
#include "event/assembler.h"
#include "front/trace.h"
#include "mend.h"

namespace {

using namespace strobe;

using Words = std::vector<std::string>;

const Words kCommandLines[] = {
	{"true"},
	{"-f", "-o", "x", "-ttt", "-T", "-n", "true"},
	{"-f", "-v", "-s", "200", "-xx", "-r", "true"},
	{"-G", "-X", "verbose"},
	{"-f", "-Z", "-X", "raw", "-t", "true"},
	{"-p", "1", "-f", "-q", "-e", "verbose=none", "-e", "raw=write"},
	{"-e", "status=unfinished,detached", "-a", "0", "true"},
	{"-C", "-w", "-qq", "-x", "true"},
	{"--json", "-f", "-o", "x", "-v", "true"},
	{"--json", "-X", "raw", "-e", "raw=write", "-e", "status=failed", "true"},
};

std::vector<cli::Options> all_options() {
	std::vector<cli::Options> all;
	for (Words words : kCommandLines) {
		words.insert(words.begin(), "strobe");
		std::vector<char*> argv;
		for (std::string& w : words) argv.push_back(w.data());
		auto parsed = cli::parse({.name = "strobe"}, static_cast<int>(argv.size()), argv.data());
		if (!parsed.options) __builtin_trap();
		all.push_back(std::move(*parsed.options));
	}
	return all;
}

/// Each record in memory of its own that is gone before the next one comes, as chunks of the backlog are.
void feed_one_by_one(event::Assembler& assembler, std::span<const uint8_t> records) {
	while (!records.empty()) {
		uint32_t size = 0;
		std::memcpy(&size, records.data(), std::min(sizeof size, records.size()));
		const size_t n = std::clamp<size_t>((size_t{size} + 7) & ~size_t{7}, 1, records.size());
		const std::vector<uint8_t> one(records.begin(), records.begin() + static_cast<ptrdiff_t>(n));
		assembler.feed(one);
		records = records.subspan(n);
	}
}

} // namespace

extern "C" size_t LLVMFuzzerCustomMutator(uint8_t* data, size_t size, size_t max_size, unsigned seed) {
	return fuzz::mutate(data, size, max_size, seed);
}

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
	static const std::vector<cli::Options> options = all_options();
	static const int nowhere = open("/dev/null", O_WRONLY | O_CLOEXEC);
	if (size < fuzz::kChoices) return -1;
	const cli::Options& chosen = options[data[0] % options.size()];
	const auto printer = front::make_printer(chosen, "strobe", out::Writer::to_fd(nowhere, "nowhere"));
	event::Assembler assembler(*printer);
	if (data[1] & 1) {
		const std::vector<uint8_t> records(data + fuzz::kChoices, data + size);
		assembler.feed(records);
	} else {
		feed_one_by_one(assembler, {data + fuzz::kChoices, size - fuzz::kChoices});
	}
	assembler.for_each_task([&](event::Task& t) { printer->detached(t); });
	printer->close();
	return 0;
}
