// SPDX-License-Identifier: BSD-2-Clause
#include "cli/program_spec.h"

#include <algorithm>
#include <charconv>
#include <vector>

#include "spec/nearest.h"

namespace strobe::cli {

namespace {

struct Word {
	std::string_view word;
	ProbeKind kind;
};
constexpr Word kWords[] = {{"uprobe", ProbeKind::kUprobe},
						   {"uretprobe", ProbeKind::kUretprobe},
						   {"ufunc", ProbeKind::kUfunc},
						   {"usdt", ProbeKind::kUsdt}};

constexpr std::string_view kTypesHint = "types are u8 u16 u32 u64 s8 s16 s32 s64 int uint long ulong bool hex ptr str";

std::string_view trimmed(std::string_view s) {
	while (s.starts_with(' ')) s.remove_prefix(1);
	while (s.ends_with(' ')) s.remove_suffix(1);
	return s;
}

/// The first colon that is none of "::" and stands outside of parentheses.
size_t single_colon(std::string_view text, size_t from = 0) {
	unsigned depth = 0;
	for (size_t i = from; i < text.size(); i++) {
		if (text[i] == '(' || text[i] == '<') depth++;
		if ((text[i] == ')' || text[i] == '>') && depth) depth--;
		if (text[i] != ':' || depth) continue;
		if (i + 1 < text.size() && text[i + 1] == ':')
			i++;
		else
			return i;
	}
	return std::string_view::npos;
}

bool is_word(std::string_view s) {
	return !s.empty() && std::ranges::all_of(s, [](unsigned char c) { return std::isalnum(c) || c == '_'; });
}

/// "name:type" or "_", unlike the parameters of C++.
bool is_cast(std::string_view part) {
	const size_t colon = part.find(':');
	if (colon == std::string_view::npos) return part == "_";
	return is_word(trimmed(part.substr(0, colon))) && !part.substr(colon + 1).starts_with(':');
}

std::vector<std::string_view> parts_of(std::string_view list) {
	std::vector<std::string_view> parts;
	for (size_t at = 0; at <= list.size();) {
		const size_t comma = std::min(list.find(',', at), list.size());
		parts.push_back(trimmed(list.substr(at, comma - at)));
		at = comma + 1;
	}
	return parts;
}

Verdict check_type(std::string_view type) {
	if (spec::cast_type(type)) return accept();
	spec::Nearest nearest(type);
	for (const spec::CastType& t : spec::kCastTypes) nearest.offer(t.name);
	return refuse("unknown type '" + std::string(type) + "'",
				  nearest.best().empty() ? std::string(kTypesHint)
										 : "did you mean '" + std::string(nearest.best()) + "'?");
}

/// "(size:u64, _)" at the end; the parentheses of "ns::f(int)" belong to the name.
Verdict take_casts(std::string_view& symbol, ProbeSpec& spec) {
	const size_t open = symbol.rfind('(');
	if (!symbol.ends_with(')') || open == std::string_view::npos) return accept();
	const auto parts = parts_of(symbol.substr(open + 1, symbol.size() - open - 2));
	if (!std::ranges::any_of(parts, is_cast)) return accept();
	for (const std::string_view part : parts) {
		if (!is_cast(part))
			return refuse("'" + std::string(part) + "' is no argument with its type",
						  "write NAME:TYPE, or _ for one that is not wanted");
		const size_t colon = part.find(':');
		const std::string_view name = trimmed(part.substr(0, colon));
		const std::string_view type = colon == std::string_view::npos ? "u64" : trimmed(part.substr(colon + 1));
		if (Verdict bad = check_type(type)) return bad;
		spec.casts.push_back({std::string(name), std::string(type)});
	}
	symbol = symbol.substr(0, open);
	return accept();
}

/// ":str" at the end: the type of the result.
Verdict take_result(std::string_view& symbol, ProbeSpec& spec) {
	const size_t colon = single_colon(symbol);
	if (colon == std::string_view::npos) return accept();
	const std::string_view type = symbol.substr(colon + 1);
	if (Verdict bad = check_type(type)) return bad;
	if (spec.kind == ProbeKind::kUprobe)
		return refuse("'" + spec.text + "' gives a type to a result, but probes the entry",
					  "arguments: NAME(x:" + std::string(type) + "); results: uretprobe or ufunc");
	spec.result = type;
	symbol = symbol.substr(0, colon);
	return accept();
}

Verdict take_offset(std::string_view& symbol, ProbeSpec& spec) {
	const size_t plus = symbol.rfind('+');
	if (plus == std::string_view::npos || symbol.substr(0, plus).ends_with("operator") ||
		symbol.substr(0, plus).ends_with("operator+"))
		return accept();
	std::string_view digits = symbol.substr(plus + 1);
	const bool hex = digits.starts_with("0x");
	if (hex) digits.remove_prefix(2);
	const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), spec.offset, hex ? 16 : 10);
	if (error != std::errc{} || end != digits.data() + digits.size())
		return refuse("'" + std::string(symbol.substr(plus + 1)) + "' is no offset", "write SYMBOL+16 or SYMBOL+0x10");
	symbol = symbol.substr(0, plus);
	return accept();
}

/// "getenv(name:str):str", "getenv:str": what stands before the colon is no binary.
bool is_symbol_and_result(std::string_view text, size_t colon, ProbeKind kind) {
	const std::string_view before = text.substr(0, colon);
	if (before.find('/') != std::string_view::npos) return false;
	return before.ends_with(')') || (kind != ProbeKind::kUprobe && spec::cast_type(text.substr(colon + 1)));
}

Verdict parse_function(std::string_view rest, ProbeSpec& spec) {
	const size_t colon = single_colon(rest);
	// without a binary "malloc(size:u64)" and "ns::f", which have no colon of their own, and "getenv:str"
	if (colon != std::string_view::npos && !is_symbol_and_result(rest, colon, spec.kind)) {
		spec.binary = rest.substr(0, colon);
		rest.remove_prefix(colon + 1);
	}
	if (Verdict bad = take_result(rest, spec)) return bad;
	if (Verdict bad = take_casts(rest, spec)) return bad;
	if (Verdict bad = take_offset(rest, spec)) return bad;
	spec.name = rest;
	if (!spec.name.empty()) return accept();
	return refuse("'" + spec.text + "' names no function",
				  "write uprobe:BINARY:SYMBOL, such as uprobe:libc:getaddrinfo");
}

Verdict parse_usdt(std::string_view rest, ProbeSpec& spec) {
	if (Verdict bad = take_casts(rest, spec)) return bad;
	const size_t last = rest.rfind(':');
	const size_t middle = last == std::string_view::npos || last == 0 ? last : rest.rfind(':', last - 1);
	if (last != std::string_view::npos) {
		const bool binary = middle != std::string_view::npos && middle != last;
		if (binary) spec.binary = rest.substr(0, middle);
		spec.category = rest.substr(binary ? middle + 1 : 0, last - (binary ? middle + 1 : 0));
		spec.name = rest.substr(last + 1);
	}
	if (!spec.category.empty() && !spec.name.empty()) return accept();
	return refuse("'" + spec.text + "' is not a probe of a program",
				  "write usdt:BINARY:PROVIDER:NAME; strobe probe -l 'usdt:BINARY:*' lists what there is");
}

} // namespace

std::optional<ProbeKind> program_kind(std::string_view word) {
	const auto* found = std::ranges::find(kWords, word, &Word::word);
	return found == std::end(kWords) ? std::nullopt : std::optional(found->kind);
}

Verdict parse_program_spec(std::string_view rest, ProbeSpec& spec) {
	return spec.kind == ProbeKind::kUsdt ? parse_usdt(rest, spec) : parse_function(rest, spec);
}

} // namespace strobe::cli
