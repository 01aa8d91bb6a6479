// SPDX-License-Identifier: BSD-2-Clause
// How much of the system call interface the tables describe.
#pragma once

#include <string>
#include <vector>

#include "spec/registry.h"

namespace strobe::front {

struct Coverage {
	unsigned numbers = 0;  ///< call numbers that lead to a row
	unsigned rows = 0;     ///< different rows among them
	unsigned complete = 0; ///< rows whose arguments are decoded in full
	unsigned special = 0;  ///< rows that name a function, anywhere in their arguments, results or variants
	unsigned variants = 0;
	std::vector<std::string> incomplete{}; ///< names, sorted
	std::vector<std::string> with_special{};
};

Coverage coverage_of(spec::Abi abi);

/// Every function that a row and its variants name, sorted, each once.
std::vector<std::string> special_functions(const spec::Row& row);

/// Indented lines of names, separated by commas.
std::string listed(const std::vector<std::string>& names);

/// The table of all ABIs; `verbose` adds the names.
std::string coverage_text(bool verbose);

} // namespace strobe::front
