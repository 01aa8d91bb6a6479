// SPDX-License-Identifier: BSD-2-Clause
#include "cli/info_options.h"

namespace strobe::cli {

namespace {

using Row = OptionRow<InfoDraft>;

constexpr Row kRows[] = {
	Row{'h', "help", Takes::kNothing, Group::kOther, "", "print this help",
		[](InfoDraft& d, const char*) {
			d.help = true;
			return accept();
		}},
};

} // namespace

std::span<const OptionRow<InfoDraft>> info_options() {
	return kRows;
}

Verdict settle(InfoDraft&, std::span<char* const> words) {
	if (!words.empty()) return refuse_with_help("unexpected argument '" + std::string(words.front()) + "'");
	return accept();
}

} // namespace strobe::cli
