// SPDX-License-Identifier: BSD-2-Clause
// A reader of the JSON that knows only docs/JSON.md: it makes strace's lines of the objects.
#pragma once

#include <string>
#include <vector>

#include "cli/options.h"
#include "tests/schema.h"

namespace strobe::golden {

/// One line; `tid` is empty where the text does not say whose it is.
struct Line {
	std::string tid, text;
};

/// The lines of the objects of one trace, in their order, without what says whose they are, and with one blank before
/// the result.
std::vector<Line> lines_of_json(const std::vector<test::Json>& objects, const cli::Options& options);
/// The lines of a text; interrupted calls are joined, where they go on.
std::vector<Line> lines_of_text(const std::string& text);

} // namespace strobe::golden
