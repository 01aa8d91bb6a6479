// SPDX-License-Identifier: BSD-2-Clause
// What the front-ends that probe, net, run and open are do alike: read their command line, open their output, say whom
// they are about.
#pragma once

#include <cstdio>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "cli/common_options.h"
#include "cli/parse.h"
#include "front/frontends.h"
#include "front/hits.h"
#include "front/session.h"
#include "out/writer.h"

namespace strobe::front {

/// Prints what the parser has to say. When there is something to run, runs it under the name "strobe WORD": `body`
/// takes the setting and the options, and returns a Result<int>. Returns the exit status.
template <class Wanted, class Body>
int run_parsed(const Setting& setting, const char* word, const cli::Parsed<Wanted>& parsed, Body body) {
	std::fputs(parsed.out.c_str(), stdout);
	std::fputs(parsed.err.c_str(), stderr);
	if (!parsed.options) return parsed.status;
	Setting named = setting;
	named.program.name += std::string(" ") + word;
	const Result<int> status = body(named, *parsed.options);
	if (status) return *status;
	report(named, status.error());
	return 1;
}

/// The file of that name; empty or "-": stdout.
Result<out::Writer> open_output(const std::string& name);

/// Under -G a terminal that shows the output is left out.
Scope scope_of(const cli::ScopeOptions& options, const std::string& output_name);

/// How --json, --format or neither of them want hits. `of_template`: those of `shown` that a template has to fit;
/// `sockets`: they are events of sockets, which have owners.
Result<std::unique_ptr<HitOutput>> hit_output(const cli::OutputOptions& options, std::span<const ShownProbe> shown,
											  std::span<const ShownProbe> of_template, bool sockets,
											  const std::vector<std::string>& command, out::Writer writer);

} // namespace strobe::front
