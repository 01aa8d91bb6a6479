// SPDX-License-Identifier: BSD-2-Clause
#include "types/demangle.h"

#include <algorithm>
#include <cctype>
#include <cstdlib>
#include <cxxabi.h>
#include <memory>

namespace strobe::types {

namespace {

// Names of generated code reach hundreds of kilobytes; nobody types one.
constexpr size_t kLongest = 4096;
constexpr std::string_view kTag = "[abi:cxx11]"; // of no interest to anybody
constexpr size_t kRustHash = 16;                 // hexadecimal digits behind "::h"

bool ends_in_rust_hash(std::string_view name) {
	const size_t length = kRustHash + 3;
	if (name.size() <= length || name.substr(name.size() - length, 3) != "::h") return false;
	return std::ranges::all_of(name.substr(name.size() - kRustHash),
							   [](unsigned char c) { return std::isdigit(c) || (c >= 'a' && c <= 'f'); });
}

struct Escape {
	std::string_view written, meant;
};
constexpr Escape kRustEscapes[] = {
	{"$LT$", "<"},  {"$GT$", ">"},  {"$RF$", "&"},  {"$BP$", "*"},  {"$LP$", "("},
	{"$RP$", ")"},  {"$C$", ","},   {"$u20$", " "}, {"$u27$", "'"}, {"$u5b$", "["},
	{"$u5d$", "]"}, {"$u7b$", "{"}, {"$u7d$", "}"}, {"$u7e$", "~"}, {"..", "::"},
};

std::string rust_name(std::string_view name) {
	std::string text;
	name.remove_suffix(kRustHash + 3);
	while (!name.empty()) {
		const auto* e =
			std::ranges::find_if(kRustEscapes, [&](const Escape& x) { return name.starts_with(x.written); });
		if (name.starts_with("_$") && (text.empty() || text.ends_with("::"))) { // so that no identifier begins with a $
			name.remove_prefix(1);
		} else if (e != std::end(kRustEscapes)) {
			text += e->meant;
			name.remove_prefix(e->written.size());
		} else {
			text += name[0];
			name.remove_prefix(1);
		}
	}
	return text;
}

/// "int ns::f<int>(int) const" -> "int ns::f<int>"
std::string_view without_parameters(std::string_view name) {
	size_t end = name.rfind(')');
	if (end == std::string_view::npos) return name;
	unsigned depth = 0;
	for (size_t at = end + 1; at-- > 0;) {
		if (name[at] == ')') depth++;
		if (name[at] == '(' && --depth == 0) return name.substr(0, at);
	}
	return name;
}

/// "ns::f<int>" -> "ns::f"
std::string_view without_arguments(std::string_view name) {
	if (!name.ends_with('>') || name.ends_with("operator>") || name.ends_with("->")) return name;
	unsigned depth = 0;
	for (size_t at = name.size(); at-- > 0;) {
		if (name[at] == '>') depth++;
		if (name[at] == '<' && --depth == 0) return name.substr(0, at);
	}
	return name;
}

/// "int ns::f" means "ns::f"; "f" does not mean "ns::f".
bool is_name_of(std::string_view name, std::string_view wanted) {
	return name == wanted ||
		   (name.size() > wanted.size() && name.ends_with(wanted) && name[name.size() - wanted.size() - 1] == ' ');
}

} // namespace

std::string demangled(std::string_view name) {
	if (!name.starts_with("_Z") || name.size() > kLongest) return {};
	int status = 0;
	const std::string terminated(name);
	const std::unique_ptr<char, decltype(&std::free)> text(
		abi::__cxa_demangle(terminated.c_str(), nullptr, nullptr, &status), &std::free);
	if (!text || status != 0) return {};
	std::string plain = text.get();
	for (size_t at = 0; (at = plain.find(kTag)) != std::string::npos;) plain.erase(at, kTag.size());
	return ends_in_rust_hash(plain) ? rust_name(plain) : plain;
}

bool names_function(std::string_view demangled, std::string_view wanted) {
	if (is_name_of(demangled, wanted)) return true;
	const std::string_view name = without_parameters(demangled);
	return is_name_of(name, wanted) || is_name_of(without_arguments(name), wanted);
}

} // namespace strobe::types
