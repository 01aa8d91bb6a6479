// SPDX-License-Identifier: BSD-2-Clause
#include "cli/kernel_spec.h"

#include <algorithm>
#include <cctype>
#include <charconv>

namespace strobe::cli {

namespace {

// in the order of kinds from ProbeKind::kKprobe on
constexpr std::string_view kWords[] = {"kprobe", "kretprobe", "fentry", "fexit", "kfunc", "rawtracepoint"};
constexpr auto kFirst = static_cast<size_t>(ProbeKind::kKprobe);
static_assert(static_cast<size_t>(ProbeKind::kRawTracepoint) == kFirst + std::size(kWords) - 1);

/// A name of C, as symbols have it, or a glob.
bool is_name(std::string_view s) {
	return !s.empty() && s.size() < 128 &&
		   std::ranges::all_of(
			   s,
			   [](unsigned char c) {
				   return std::isalnum(c) ||
						  std::string_view("_.*?[]").find(static_cast<char>(c)) != std::string_view::npos;
			   });
}

bool take_offset(std::string_view text, uint64_t& offset) {
	const bool hex = text.starts_with("0x");
	if (hex) text.remove_prefix(2);
	const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), offset, hex ? 16 : 10);
	return error == std::errc{} && end == text.data() + text.size();
}

std::string example(ProbeKind kind) {
	const std::string word(kWords[static_cast<size_t>(kind) - kFirst]);
	if (kind == ProbeKind::kRawTracepoint) return "write rawtracepoint:NAME, such as rawtracepoint:sched_switch";
	if (kind == ProbeKind::kKprobe) return "write kprobe:FUNCTION or kprobe:FUNCTION+OFFSET, such as kprobe:vfs_fsync";
	return "write " + word + ":FUNCTION, such as " + word + ":vfs_fsync";
}

} // namespace

std::span<const std::string_view> kernel_kinds() {
	return kWords;
}

std::optional<ProbeKind> kernel_kind(std::string_view word) {
	const auto found = std::ranges::find(kWords, word);
	if (found == std::end(kWords)) return std::nullopt;
	return static_cast<ProbeKind>(kFirst + static_cast<size_t>(found - std::begin(kWords)));
}

Verdict parse_kernel_spec(ProbeKind kind, std::string_view rest, ProbeSpec& spec) {
	const std::string what = kind == ProbeKind::kRawTracepoint ? "a raw tracepoint" : "a function of the kernel";
	const size_t plus = std::min(rest.find('+'), rest.size());
	spec.kind = kind;
	spec.name = rest.substr(0, plus);
	if (!is_name(spec.name)) return refuse("'" + spec.text + "' does not name " + what, example(kind));
	if (plus == rest.size()) return accept();
	if (kind != ProbeKind::kKprobe)
		return refuse("'" + spec.text + "' has an offset", "only kprobe:FUNCTION+OFFSET probes inside of a function");
	if (spec.name.find_first_of("*?[") != std::string::npos)
		return refuse("'" + spec.text + "' has an offset behind a pattern", "name one function");
	if (!take_offset(rest.substr(plus + 1), spec.offset))
		return refuse("'" + spec.text + "' has no number behind '+'", "such as kprobe:vfs_fsync+0x10");
	return accept();
}

} // namespace strobe::cli
