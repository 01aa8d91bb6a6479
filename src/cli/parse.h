// SPDX-License-Identifier: BSD-2-Clause
// A command line in, options or diagnostics out. Nothing is started, opened or loaded here, and nothing exits. Only
// getopt_long's own complaints (unknown option, missing value) go to stderr directly.
#pragma once

#include <optional>
#include <string>

#include "cli/explain_options.h"
#include "cli/frontend.h"
#include "cli/info_options.h"
#include "cli/net_options.h"
#include "cli/open_options.h"
#include "cli/options.h"
#include "cli/probe_options.h"
#include "cli/run_options.h"

namespace strobe::cli {

template <class Wanted>
struct Parsed {
	std::optional<Wanted> options{}; ///< nothing: print what is to print and leave with `status`
	int status = 0;
	std::string out{}; ///< for stdout: help, version
	std::string err{}; ///< for stderr: warnings, the refusal, hints; complete lines
};

/// The tracer's command line.
Parsed<Options> parse(const Program& program, int argc, char* const* argv);

/// The command lines of the other front-ends; argv[0] is the word.
Parsed<OpenOptions> parse_open(const Program& program, int argc, char* const* argv);
Parsed<ProbeOptions> parse_probe(const Program& program, int argc, char* const* argv);
Parsed<NetOptions> parse_net(const Program& program, int argc, char* const* argv);
Parsed<RunOptions> parse_run(const Program& program, int argc, char* const* argv);
Parsed<InfoOptions> parse_info(const Program& program, int argc, char* const* argv);
Parsed<ExplainOptions> parse_explain(const Program& program, int argc, char* const* argv);

} // namespace strobe::cli
