// SPDX-License-Identifier: BSD-2-Clause
// The options of `strobe run`: eBPF programs that the user brings.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "cli/common_options.h"
#include "cli/options.h"

namespace strobe::cli {

struct RunOptions : ScopeOptions, TaskFilter, OutputOptions {
	std::string file{}; ///< .bpf.c or .bpf.o

	bool follow = false;
	std::optional<uint32_t> uid{}; ///< nothing: any

	bool quiet = false, verbose = false;

	std::vector<std::pair<std::string, std::string>> event_types{}; ///< map, struct

	std::vector<std::pair<std::string, std::string>> parameters{}; ///< name, value
	bool list = false, help_program = false;
	std::string pin{};    ///< a directory; empty: nothing is pinned
	std::string device{}; ///< for tc and XDP; empty: none

	std::vector<std::string> maps{};       ///< whose content is printed; empty: all, "none": none
	std::vector<std::string> histograms{}; ///< maps
	std::optional<uint64_t> every{};       ///< ns
	[[nodiscard]] bool shows_maps() const { return format.empty() || !maps.empty() || !histograms.empty() || every; }

	Timestamps timestamps{};
};

struct RunDraft {
	RunOptions options{};
	unsigned time_letters = 0;
	bool help = false;
};

std::span<const OptionRow<RunDraft>> run_options();

/// `rest`: the words behind the options so far: the file, then, behind more options, a command. `used` becomes the
/// number of words taken; when it is less than all of them, options follow.
Verdict take_words(RunDraft& draft, std::span<char* const> rest, bool after_dashes, size_t& used);

Verdict settle(RunDraft& draft);

} // namespace strobe::cli
