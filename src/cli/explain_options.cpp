// SPDX-License-Identifier: BSD-2-Clause
#include "cli/explain_options.h"

#include "spec/registry.h"

namespace strobe::cli {

namespace {

using D = ExplainDraft;
using V = const char*;
using enum Takes;
using enum Group;

using Row = OptionRow<ExplainDraft>;

constexpr Row kRows[] = {
	Row{0, "coverage", kNothing, kOther, "", "count what is described, for each ABI, instead of explaining a call",
		[](D& d, V) { return set(d.options.coverage); }},
	Row{'v', "verbose", kNothing, kOther, "", "with --coverage: also name the calls",
		[](D& d, V) { return set(d.options.verbose); }},
	Row{'h', "help", kNothing, kOther, "", "print this help", [](D& d, V) { return set(d.help); }},
};

} // namespace

std::span<const OptionRow<ExplainDraft>> explain_options() {
	return kRows;
}

Verdict settle(ExplainDraft& draft, std::span<char* const> words) {
	ExplainOptions& o = draft.options;
	if (o.coverage && !words.empty()) return refuse_with_help("--coverage and SYSCALL are mutually exclusive");
	if (o.coverage) return accept();
	if (words.empty()) return refuse_with_help("must have SYSCALL or --coverage");
	if (words.size() > 2) return refuse_with_help("unexpected argument '" + std::string(words[2]) + "'");
	o.syscall = words[0];
	if (words.size() > 1) o.variant = words[1];
	if (spec::row_named(o.syscall)) return accept();
	const std::string_view near = spec::nearest_syscall(o.syscall);
	return refuse("invalid system call '" + o.syscall + "'",
				  near.empty() ? "" : "did you mean '" + std::string(near) + "'?");
}

} // namespace strobe::cli
