// SPDX-License-Identifier: BSD-2-Clause
#include "cli/probe_spec.h"

#include "cli/kernel_spec.h"
#include "cli/numbers.h"
#include "cli/program_spec.h"
#include "cli/timer_spec.h"
#include "spec/nearest.h"

namespace strobe::cli {

namespace {

constexpr const char* kHowTo = "write tracepoint:CATEGORY:NAME or kfunc:FUNCTION; strobe probe -l lists what there is";

bool is_tracepoint(std::string_view kind) {
	return kind == "tracepoint" || kind == "t";
}

std::string_view nearest_kind(std::string_view word) {
	spec::Nearest nearest(word);
	for (const std::string_view known : {"tracepoint", "uprobe", "uretprobe", "ufunc", "usdt", "interval", "profile"})
		nearest.offer(known);
	for (const std::string_view known : kernel_kinds()) nearest.offer(known);
	return nearest.best();
}

} // namespace

bool means_spec(std::string_view word) {
	const size_t colon = word.find(':');
	if (colon == std::string_view::npos || colon == 0 || word.find('/') < colon) return false;
	const std::string_view kind = word.substr(0, colon);
	return is_tracepoint(kind) || program_kind(kind) || kernel_kind(kind) || timer_kind(kind) ||
		   (kind.size() > 2 && !nearest_kind(kind).empty());
}

Verdict parse_spec(std::string_view word, ProbeSpec& spec) {
	const std::string quoted = "'" + std::string(word) + "'";
	const size_t colon = word.find(':');
	const std::string_view kind = word.substr(0, colon);
	if (colon == std::string_view::npos) return refuse(quoted + " is not a probe", kHowTo);
	spec.text = word;
	if (const auto program = program_kind(kind)) {
		spec.kind = *program;
		return parse_program_spec(word.substr(colon + 1), spec);
	}
	if (const auto known = kernel_kind(kind)) return parse_kernel_spec(*known, word.substr(colon + 1), spec);
	if (const auto timer = timer_kind(kind)) {
		spec.kind = *timer;
		return parse_timer_spec(word.substr(colon + 1), spec);
	}
	if (!is_tracepoint(kind)) {
		const std::string_view near = nearest_kind(kind);
		return refuse("unknown kind of probe '" + std::string(kind) + "'",
					  near.empty() ? kHowTo : "did you mean '" + std::string(near) + "'?");
	}
	const std::string_view rest = word.substr(colon + 1);
	const size_t second = rest.find(':');
	spec.category = rest.substr(0, second);
	spec.name = second == std::string_view::npos ? "" : rest.substr(second + 1);
	if (spec.category.empty() || spec.name.empty() || spec.name.find(':') != std::string::npos)
		return refuse(quoted + " is not a tracepoint",
					  "write tracepoint:CATEGORY:NAME, such as tracepoint:sched:sched_process_exec");
	if (rest.find('/') != std::string_view::npos)
		return refuse(quoted + " is not a tracepoint", "names hold no '/': tracepoint:CATEGORY:NAME");
	return accept();
}

} // namespace strobe::cli
