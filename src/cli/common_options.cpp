// SPDX-License-Identifier: BSD-2-Clause
#include "cli/common_options.h"

namespace strobe::cli {

Verdict settle_scope(ScopeOptions& o) {
	if (o.system_wide && !o.pids.empty())
		return refuse_with_help("-G/--system-wide and -p/--attach are mutually exclusive");
	if (o.system_wide && !o.command.empty())
		return refuse_with_help("-G/--system-wide and PROG [ARGS] are mutually exclusive");
	o.system_wide = o.command.empty() && o.pids.empty();
	return accept();
}

Verdict settle_output(const OutputOptions& o, bool counts, const char* things) {
	if (!o.format.empty() && o.json)
		return refuse("--format and --json are mutually exclusive", "JSON objects have all that a template could name");
	if (!o.format.empty() && counts)
		return refuse("--format and counts are mutually exclusive", std::string("--format is for ") + things);
	if (counts && o.max_events)
		return refuse("--max-events and --count are mutually exclusive", "--duration ends a count");
	return accept();
}

} // namespace strobe::cli
