// SPDX-License-Identifier: BSD-2-Clause
#include "cli/run_options.h"

#include <algorithm>

#include "cli/numbers.h"

namespace strobe::cli {

namespace {

Verdict count(unsigned& number) {
	number++;
	return accept();
}

/// "NAME=VALUE". `may_be_empty`: the value.
Verdict take_pair(std::vector<std::pair<std::string, std::string>>& pairs, const char* value, bool may_be_empty) {
	const std::string_view text = value;
	const size_t equals = text.find('=');
	if (equals == 0 || equals == std::string_view::npos) return bad_value();
	if (equals + 1 == text.size() && !may_be_empty) return bad_value();
	pairs.emplace_back(text.substr(0, equals), text.substr(equals + 1));
	return accept();
}

Verdict take_names(std::vector<std::string>& names, const char* value) {
	const std::vector<std::string> more = split(value, ",");
	if (more.empty()) return bad_value();
	names.insert(names.end(), more.begin(), more.end());
	return accept();
}

using D = RunDraft;
using V = const char*;
using enum Takes;
using enum Group;

using Row = OptionRow<RunDraft>;
using Rows = CommonRows<RunDraft>;

constexpr Row kRows[] = {
	Rows::attach("only these threads; with -f, processes with all their threads"),
	Rows::follow(),
	Rows::system_wide("every process on the machine (default without PROG and -p)"),
	Rows::comm("only tasks with a matching name (* and ?)"),
	Rows::uid("only tasks of that user (real user id)"),
	Rows::cgroup("only tasks in that cgroup (v2) or below it; programs for cgroups are attached there"),
	Row{0, "set", kValue, kStartup, "NAME=VALUE", "give a global variable of the program this value before it starts",
		[](D& d, V v) { return take_pair(d.options.parameters, v, true); }},
	Row{0, "help-program", kNothing, kStartup, "",
		"list the program's parameters (its const volatile globals), run nothing",
		[](D& d, V) { return set(d.options.help_program); }},
	Row{'l', "list", kNothing, kStartup, "", "list what the file holds: programs, maps, events, globals; run nothing",
		[](D& d, V) { return set(d.options.list); }},
	Row{'i', "interface", kValue, kStartup, "DEV", "the network device for tc and XDP programs",
		[](D& d, V v) { return take_text(d.options.device, v); }},
	Row{0, "pin", kValue, kStartup, "DIR", "pin programs and maps there, in a BPF file system; they stay",
		[](D& d, V v) { return take_text(d.options.pin, v); }}
		.completes("<file>"),
	Row{0, "event", kValue, kFormat, "MAP=STRUCT",
		"records of that ring buffer or perf event array are of this type, such as events=struct event",
		[](D& d, V v) { return take_pair(d.options.event_types, v, false); }},
	Row{'t', "absolute-timestamps", kNothing, kFormat, "",
		"print the time of day before each event; -tt, -ttt as in strace",
		[](D& d, V) { return count(d.time_letters); }},
	Rows::format("write each event so: 'PID: {pid}', with its fields, {time}, {event} (its type) and {map}"),
	Rows::json(),
	Row{0, "map", kValue, kSummary, "NAME,...",
		"print only these maps at the end; none: no map (default: all but with --format)",
		[](D& d, V v) { return take_names(d.options.maps, v); }},
	Row{0, "hist", kValue, kSummary, "MAP,...",
		"draw these maps as histograms: their slots are counts by powers of two",
		[](D& d, V v) { return take_names(d.options.histograms, v); }},
	Rows::every("print the maps so far at this interval, such as 1s"),
	Rows::top("print only the first N entries of each map"),
	Rows::output(),
	Rows::max_events("stop after N events"),
	Rows::duration(),
	Rows::ring_size(
		"buffer behind strobe_emit(), 1M to 1G, a power of two (16M); other maps are as the program declares them"),
	Row{'q', "quiet", kNothing, kOther, "", "do not tell what was attached",
		[](D& d, V) { return set(d.options.quiet); }},
	Row{'v', "verbose", kNothing, kOther, "", "show what the compiler is called with, and the kernel's log",
		[](D& d, V) { return set(d.options.verbose); }},
	Rows::help(),
};

} // namespace

std::span<const OptionRow<RunDraft>> run_options() {
	return kRows;
}

Verdict take_words(RunDraft& draft, std::span<char* const> rest, bool after_dashes, size_t& used) {
	RunOptions& o = draft.options;
	for (used = 0; used < rest.size(); used++) {
		const std::string_view word = rest[used];
		if (word.size() > 1 && word[0] == '-' && !after_dashes) return accept();
		if (!o.file.empty()) {
			o.command.assign(rest.begin() + static_cast<ptrdiff_t>(used), rest.end());
			used = rest.size();
			return accept();
		}
		o.file = word;
	}
	return accept();
}

Verdict settle(RunDraft& draft) {
	RunOptions& o = draft.options;
	if (o.file.empty())
		return refuse("must have a file", "name a C file (x.bpf.c) or an object (x.bpf.o) with eBPF programs");
	if (Verdict bad = settle_scope(o)) return bad;
	if (Verdict bad = settle_output(o, false, "events")) return bad;
	static constexpr const char* kFormats[] = {"format:time", "precision:us,format:time", "format:unix,precision:us"};
	if (draft.time_letters) (void)parse_timestamps(kFormats[std::min(draft.time_letters, 3U) - 1], o.timestamps);
	return accept();
}

} // namespace strobe::cli
