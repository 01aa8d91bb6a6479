// SPDX-License-Identifier: BSD-2-Clause
// The options of `strobe info`: what works on this machine.
#pragma once

#include <span>

#include "cli/option_table.h"

namespace strobe::cli {

struct InfoOptions {};

struct InfoDraft {
	InfoOptions options{};
	bool help = false;
};

std::span<const OptionRow<InfoDraft>> info_options();

Verdict settle(InfoDraft& draft, std::span<char* const> words);

} // namespace strobe::cli
