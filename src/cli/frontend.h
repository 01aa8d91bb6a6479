// SPDX-License-Identifier: BSD-2-Clause
// What a command line starts: the program's name as the user wrote it, and the words that stand for another front-end.
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace strobe::cli {

/// A reserved first word. What it runs is the caller's business.
struct Frontend {
	std::string_view name;
	std::string_view summary; ///< one line for --help
};

struct Program {
	std::string name;                      ///< as started; the prefix of every message
	std::span<const Frontend> frontends{}; ///< none when started under the name strace
	/// Whether "did you mean" follows a diagnostic that strace has, too: only on a terminal, and not under the name
	/// strace, so that scripts and strace's own tests read exactly strace's text.
	bool hints = false;

	[[nodiscard]] std::string line(std::string_view text) const { return name + ": " + std::string(text) + "\n"; }
};

/// From argv[0] (when it is empty: the executable's path) and from what stderr is.
Program program_of(int argc, char* const* argv, std::span<const Frontend> frontends);

/// The front-end that the very first word names, or nullptr.
const Frontend* frontend_of(const Program& program, int argc, char* const* argv);

/// A line for stderr when PATH has a program that the front-end's name hides; empty otherwise.
std::string hidden_program_hint(const Program& program, const Frontend& frontend);

} // namespace strobe::cli
