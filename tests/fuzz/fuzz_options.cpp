// SPDX-License-Identifier: BSD-2-Clause
// A command line, one word a line. Beginning with a blank line: one expression of -e, line feeds included.
#include <cstdio>
#include <string>
#include <string_view>
#include <vector>

#include "cli/parse.h"

namespace {

using namespace strobe;

std::vector<std::string> words_of(std::string_view text) {
	std::vector<std::string> words{"strobe"};
	if (text.starts_with('\n')) {
		words.insert(words.end(), {"-e", std::string(text.substr(1)), "true"});
		return words;
	}
	for (size_t at = 0; at <= text.size();) {
		const size_t end = std::min(text.find('\n', at), text.size());
		words.emplace_back(text.substr(at, end - at));
		at = end + 1;
	}
	return words;
}

/// What a refusal must have: a reason, as whole lines.
template <class Wanted>
void check(const cli::Parsed<Wanted>& parsed) {
	if (parsed.options && parsed.status != 0) __builtin_trap();
	if (!parsed.err.empty() && parsed.err.back() != '\n') __builtin_trap();
	if (!parsed.options && parsed.status == 0 && parsed.out.empty()) __builtin_trap();
}

} // namespace

extern "C" int LLVMFuzzerInitialize(int*, char***) {
	stderr = fopen("/dev/null", "we"); // getopt_long's complaints; libFuzzer and the sanitizers write to the descriptor
	return 0;
}

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
	std::vector<std::string> words = words_of({reinterpret_cast<const char*>(data), size});
	std::vector<char*> argv;
	for (std::string& w : words) argv.push_back(w.data());
	argv.push_back(nullptr);
	check(cli::parse({.name = "strobe"}, static_cast<int>(words.size()), argv.data()));
	if (words.size() > 1 && words[1] == "net")
		check(cli::parse_net({.name = "strobe"}, static_cast<int>(words.size()) - 1, argv.data() + 1));
	return 0;
}
