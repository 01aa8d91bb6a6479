// SPDX-License-Identifier: BSD-2-Clause
#include "cli/open_options.h"

namespace strobe::cli {

namespace {

using D = OpenDraft;
using V = const char*;
using enum Takes;
using enum Group;

using Row = OptionRow<OpenDraft>;
using Rows = CommonRows<OpenDraft>;

constexpr Row kRows[] = {
	Rows::attach("only these processes and their children"),
	Rows::system_wide("every process on the machine (default without PROG and -p)"),
	Row{'Z', "failed-only", kNothing, kFilter, "", "only what could not be opened",
		[](D& d, V) { return set(d.options.failed_only); }},
	Rows::output(),
	Rows::help(),
};

} // namespace

std::span<const OptionRow<OpenDraft>> open_options() {
	return kRows;
}

Verdict settle(OpenDraft& draft, std::span<char* const> words) {
	OpenOptions& o = draft.options;
	o.command.assign(words.begin(), words.end());
	return settle_scope(o);
}

} // namespace strobe::cli
