// SPDX-License-Identifier: BSD-2-Clause
#include "cli/open_options.h"

#include "cli/values.h"

namespace strobe::cli {

namespace {

Verdict set(bool& flag) {
	flag = true;
	return accept();
}

Verdict take_output(OpenDraft& draft, const char* value) {
	if (!*value) return bad_value();
	draft.options.output_name = value;
	return accept();
}

using D = OpenDraft;
using V = const char*;
using enum Takes;
using enum Group;

using Row = OptionRow<OpenDraft>;

constexpr Row kRows[] = {
	Row{'p', "attach", kValue, kStartup, "PID[,PID]...", "only these processes and their children",
		[](D& d, V v) { return parse_pids(v, d.options.pids); }}
		.completes("<pid>"),
	Row{'G', "system-wide", kNothing, kStartup, "", "every process on the machine (default without PROG and -p)",
		[](D& d, V) { return set(d.options.system_wide); }},
	Row{'Z', "failed-only", kNothing, kFilter, "", "only what could not be opened",
		[](D& d, V) { return set(d.options.failed_only); }},
	Row{'o', "output", kValue, kOutput, "FILE", "write to FILE instead of stdout", take_output}.completes("<file>"),
	Row{'h', "help", kNothing, kOther, "", "print this help", [](D& d, V) { return set(d.help); }},
};

} // namespace

std::span<const OptionRow<OpenDraft>> open_options() {
	return kRows;
}

Verdict settle(OpenDraft& draft, std::span<char* const> words) {
	OpenOptions& o = draft.options;
	o.command.assign(words.begin(), words.end());
	if (o.system_wide && !o.pids.empty())
		return refuse_with_help("-G/--system-wide and -p/--attach are mutually exclusive");
	if (o.system_wide && !o.command.empty())
		return refuse_with_help("-G/--system-wide and PROG [ARGS] are mutually exclusive");
	o.system_wide = o.command.empty() && o.pids.empty();
	return accept();
}

} // namespace strobe::cli
