// SPDX-License-Identifier: BSD-2-Clause
#include "symbols/kernel.h"

#include <algorithm>
#include <charconv>
#include <fmt/format.h>

#include "base/files.h"

namespace strobe::symbols {

namespace {

std::string_view next_word(std::string_view& line) {
	line.remove_prefix(std::min(line.find_first_not_of(" \t"), line.size()));
	const std::string_view word = line.substr(0, line.find_first_of(" \t"));
	line.remove_prefix(word.size());
	return word;
}

} // namespace

KernelSymbols KernelSymbols::running() {
	return KernelSymbols(read_file("/proc/kallsyms"));
}

KernelSymbols::KernelSymbols(std::string text) : text_(std::move(text)) {
	for (std::string_view rest = text_; !rest.empty();) {
		std::string_view line = rest.substr(0, rest.find('\n'));
		rest.remove_prefix(std::min(line.size() + 1, rest.size()));
		const std::string_view address = next_word(line), type = next_word(line);
		Symbol s{0, next_word(line), next_word(line)};
		std::from_chars(address.data(), address.data() + address.size(), s.address, 16);
		if (s.address && (type == "t" || type == "T" || type == "w" || type == "W")) symbols_.push_back(s);
	}
	// of several names of one address the first one listed
	std::ranges::sort(symbols_, [](const Symbol& a, const Symbol& b) {
		return a.address != b.address ? a.address < b.address : a.name.data() < b.name.data();
	});
}

std::string KernelSymbols::name(uint64_t address) const {
	auto above = std::ranges::upper_bound(symbols_, address, {}, &Symbol::address);
	if (above == symbols_.begin()) return fmt::format("{:#x}", address);
	const Symbol& s = *std::ranges::lower_bound(symbols_, std::prev(above)->address, {}, &Symbol::address);
	std::string text = fmt::format("{}+{:#x}", s.name, address - s.address);
	if (!s.module.empty()) text += fmt::format(" {}", s.module);
	return text;
}

} // namespace strobe::symbols
