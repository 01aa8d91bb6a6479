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

const KernelSymbols& KernelSymbols::running() {
	static const KernelSymbols symbols(read_file("/proc/kallsyms"));
	return symbols;
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
	text_end_ = address("_etext").value_or(0);
	// of several names of one address the first one listed
	std::ranges::sort(symbols_, [](const Symbol& a, const Symbol& b) {
		return a.address != b.address ? a.address < b.address : a.name.data() < b.name.data();
	});
}

const KernelSymbols::Symbol* KernelSymbols::at_or_below(uint64_t address) const {
	auto above = std::ranges::upper_bound(symbols_, address, {}, &Symbol::address);
	if (above == symbols_.begin()) return nullptr;
	return &*std::ranges::lower_bound(symbols_, std::prev(above)->address, {}, &Symbol::address);
}

std::string KernelSymbols::name(uint64_t address) const {
	const Symbol* s = at_or_below(address);
	if (!s) return fmt::format("{:#x}", address);
	std::string text = fmt::format("{}+{:#x}", s->name, address - s->address);
	if (!s->module.empty()) text += fmt::format(" {}", s->module);
	return text;
}

// kallsyms has no sizes. Behind the kernel's own code lie its data, behind that of a module another one's.
std::string KernelSymbols::code(uint64_t address) const {
	const Symbol* s = at_or_below(address);
	if (!s) return {};
	if (s->address == address) return std::string(s->name);
	const auto next = std::ranges::upper_bound(symbols_, address, {}, &Symbol::address);
	const bool inside = s->module.empty() ? address < text_end_ : next != symbols_.end() && next->module == s->module;
	return inside ? fmt::format("{}+{:#x}", s->name, address - s->address) : "";
}

std::optional<uint64_t> KernelSymbols::address(std::string_view name) const {
	const auto found = std::ranges::find(symbols_, name, &Symbol::name);
	return found == symbols_.end() ? std::nullopt : std::optional(found->address);
}

} // namespace strobe::symbols
