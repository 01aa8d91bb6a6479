// SPDX-License-Identifier: BSD-2-Clause
// The options of `strobe run`: eBPF programs that the user brings.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "cli/option_table.h"
#include "cli/options.h"

namespace strobe::cli {

struct RunOptions {
	std::string file{}; ///< .bpf.c or .bpf.o

	std::vector<std::string> command{};
	std::vector<int> pids{};
	bool system_wide = false; ///< also when neither a command nor pids are given
	bool follow = false;
	std::string comm{};            ///< glob; empty: any
	std::optional<uint32_t> uid{}; ///< nothing: any
	std::string cgroup{};          ///< empty: any

	bool quiet = false, verbose = false;

	std::vector<std::pair<std::string, std::string>> event_types{}; ///< map, struct

	std::vector<std::pair<std::string, std::string>> parameters{}; ///< name, value
	bool list = false, help_program = false;
	std::string pin{};    ///< a directory; empty: nothing is pinned
	std::string device{}; ///< for tc and XDP; empty: none

	std::vector<std::string> maps{};       ///< whose content is printed; empty: all, "none": none
	std::vector<std::string> histograms{}; ///< maps
	std::optional<uint64_t> every{};       ///< ns
	std::optional<uint64_t> top{};         ///< entries of each map
	[[nodiscard]] bool shows_maps() const { return format.empty() || !maps.empty() || !histograms.empty() || every; }

	std::optional<uint64_t> max_events{};
	std::optional<uint64_t> duration{}; ///< ns
	std::string output_name{};          ///< empty: stdout
	bool json = false;
	std::string format{}; ///< a template; empty: as usual
	Timestamps timestamps{};
	uint64_t ring_size = 16ull << 20;
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
