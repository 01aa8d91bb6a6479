// SPDX-License-Identifier: BSD-2-Clause
// The options of `strobe probe`: hits of hook points.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "cli/common_options.h"
#include "cli/probe_spec.h"
#include "spec/aggregate.h"

namespace strobe::cli {

struct ProbeOptions : ScopeOptions, TaskFilter, OutputOptions {
	std::vector<ProbeSpec> specs{};
	bool force = false; ///< however many a pattern matches

	bool list = false;
	std::vector<std::string> list_patterns{}; ///< globs; empty: all
	bool verbose = false;                     ///< list: with fields

	bool follow = false;

	bool stacks = false; ///< of each hit

	std::optional<uint32_t> uid{}; ///< nothing: any
	std::string where{};           ///< empty: every hit
	std::string print{};           ///< empty: all fields

	std::vector<spec::Aggregate> aggregates{}; ///< empty: hits are printed
	std::string by{};                          ///< empty: by probe
	std::optional<uint64_t> every{};           ///< ns

	[[nodiscard]] bool count() const { return !aggregates.empty(); }
};

struct ProbeDraft {
	ProbeOptions options{};
	bool help = false;
};

std::span<const OptionRow<ProbeDraft>> probe_options();

/// `rest`: the words behind the options so far. SPECs first, with options between and behind them; "--" or the first
/// word that is no SPEC begins a command. `used` becomes the number of words taken; when it is less than all of them,
/// options follow.
Verdict take_words(ProbeDraft& draft, std::span<char* const> rest, bool after_dashes, size_t& used);

Verdict settle(ProbeDraft& draft);

} // namespace strobe::cli
