// SPDX-License-Identifier: BSD-2-Clause
#include "front/probe_catalog.h"

#include <algorithm>
#include <optional>

#include "abi/limits.h"
#include "cli/program_spec.h"
#include "cli/timer_spec.h"
#include "front/probe_limit.h"

namespace strobe::front {

namespace {

constexpr std::string_view kTracepoint = "tracepoint:";

spec::ProbeRow timer(const cli::ProbeSpec& spec) {
	const bool interval = spec.kind == cli::ProbeKind::kInterval;
	return {.name = spec.text,
			.fields = {},
			.hook = {.kind = interval ? spec::HookKind::kInterval : spec::HookKind::kProfile,
					 .period = spec.period,
					 .frequency = spec.frequency}};
}

/// A pattern of another kind than tracepoints; "usdt:python3:*" means all of its probes.
std::optional<cli::ProbeSpec> program_spec(const std::string& pattern) {
	const size_t colon = pattern.find(':');
	if (colon == std::string::npos || !cli::program_kind(pattern.substr(0, colon))) return std::nullopt;
	cli::ProbeSpec spec;
	std::string whole = pattern;
	if (whole.starts_with("usdt:") && std::ranges::count(whole, ':') == 2 && whole.ends_with(":*")) whole += ":*";
	if (cli::parse_spec(whole, spec)) return std::nullopt;
	return spec;
}

} // namespace

Result<const types::Tracefs*> ProbeCatalog::tracefs() {
	if (!tracefs_) {
		auto opened = types::Tracefs::open();
		if (!opened) return opened.error();
		tracefs_ = std::move(*opened);
	}
	return &*tracefs_;
}

Result<std::vector<spec::ProbeRow>> ProbeCatalog::tracepoints(const cli::ProbeSpec& spec, bool force) {
	const auto tracefs = this->tracefs();
	if (!tracefs) return tracefs.error();
	const std::string pattern = spec.category + ":" + spec.name;
	const auto names = (*tracefs)->matching(pattern);
	if (names.empty()) {
		const std::string near = (*tracefs)->nearest(pattern);
		return Error{"no tracepoint is called '" + pattern + "'",
					 near.empty() ? "strobe probe -l lists what there is" : "did you mean 'tracepoint:" + near + "'?"};
	}
	if (auto ok = check_number(names.size(), pattern, "tracepoints", force); !ok) return ok.error();
	std::vector<spec::ProbeRow> rows;
	for (const std::string& name : names) {
		auto row = (*tracefs)->row(name);
		if (!row) return row.error();
		for (spec::ProbeField& f : row->fields) f.types = &named_types_;
		rows.push_back(std::move(*row));
	}
	return rows;
}

Result<std::vector<spec::ProbeRow>> ProbeCatalog::rows_of(const cli::ProbeSpec& spec, bool force) {
	switch (spec.kind) {
	case cli::ProbeKind::kTracepoint: return tracepoints(spec, force);
	case cli::ProbeKind::kInterval:
	case cli::ProbeKind::kProfile: return std::vector<spec::ProbeRow>{timer(spec)};
	case cli::ProbeKind::kUprobe:
	case cli::ProbeKind::kUretprobe:
	case cli::ProbeKind::kUfunc:
	case cli::ProbeKind::kUsdt: return programs_.rows_of(spec, force);
	default: return kernel_.rows_of(spec, force);
	}
}

Result<std::vector<spec::ProbeRow>> ProbeCatalog::rows_of(std::span<const cli::ProbeSpec> specs, bool force) {
	std::vector<spec::ProbeRow> rows;
	for (const cli::ProbeSpec& spec : specs) {
		auto found = rows_of(spec, force);
		if (!found) return found;
		for (spec::ProbeRow& row : *found)
			if (std::ranges::none_of(rows, [&](const auto& r) { return r.name == row.name && r.hook == row.hook; }))
				rows.push_back(std::move(row));
	}
	for (spec::ProbeRow& row : rows) row.names = &machine_names_;
	if (rows.size() > STROBE_PROBES)
		return Error{"too many probes: " + std::to_string(rows.size()),
					 "at most " + std::to_string(STROBE_PROBES) + " at once"};
	return rows;
}

Result<std::vector<std::string>> ProbeCatalog::matching(const std::string& pattern) {
	if (const auto program = program_spec(pattern)) return programs_.matching(*program);
	if (KernelCatalog::knows(pattern)) return kernel_.matching(pattern);
	if (cli::timer_kind(pattern.substr(0, pattern.find(':'))))
		return Error{"timers cannot be listed: every time and frequency is one",
					 "write interval:TIME, such as interval:1s, or profile:HZ, such as profile:99"};
	const auto tracefs = this->tracefs();
	if (!tracefs) return tracefs.error();
	std::string glob = pattern;
	for (const std::string_view kind : {kTracepoint, std::string_view("t:")})
		if (glob.starts_with(kind) && glob.find(':', kind.size()) != std::string::npos) glob.erase(0, kind.size());
	std::vector<std::string> specs = (*tracefs)->matching(glob);
	if (specs.empty()) {
		const std::string near = (*tracefs)->nearest(glob);
		return Error{"no tracepoint matches '" + glob + "'",
					 near.empty() ? "patterns are globs: 'sched:*'" : "did you mean '" + near + "'?"};
	}
	for (std::string& spec : specs) spec.insert(0, kTracepoint);
	return specs;
}

Result<spec::ProbeRow> ProbeCatalog::row(const std::string& spec) {
	if (const auto program = program_spec(spec)) {
		auto rows = programs_.rows_of(*program, true);
		if (!rows) return rows.error();
		return std::move(rows->front());
	}
	if (KernelCatalog::knows(spec)) return kernel_.row(spec);
	const auto tracefs = this->tracefs();
	if (!tracefs) return tracefs.error();
	return (*tracefs)->row(spec.substr(kTracepoint.size()));
}

} // namespace strobe::front
