// SPDX-License-Identifier: BSD-2-Clause
#include "cli/probe_options.h"

#include "cli/aggregates.h"
#include "cli/scope_values.h"
#include "cli/values.h"

namespace strobe::cli {

namespace {

Verdict set(bool& flag) {
	flag = true;
	return accept();
}

using D = ProbeDraft;
using V = const char*;
using enum Takes;
using enum Group;

using Row = OptionRow<ProbeDraft>;
using spec::AggregateKind;

constexpr Row kRows[] = {
	Row{'p', "attach", kValue, kStartup, "PID[,PID]...",
		"only these threads; with -f, processes with all their threads",
		[](D& d, V v) { return parse_pids(v, d.options.pids); }}
		.completes("<pid>"),
	Row{'f', "follow-forks", kNothing, kStartup, "", "also threads and children, of PROG too",
		[](D& d, V) { return set(d.options.follow); }},
	Row{'G', "system-wide", kNothing, kStartup, "", "every process on the machine (default without PROG and -p)",
		[](D& d, V) { return set(d.options.system_wide); }},
	Row{'l', "list", kNothing, kStartup, "",
		"list the probes that match SPEC... or globs, or all; -v adds their fields",
		[](D& d, V) { return set(d.options.list); }},
	Row{'v', "verbose", kNothing, kStartup, "", "with -l: also the fields, with their types",
		[](D& d, V) { return set(d.options.verbose); }},
	Row{0, "force", kNothing, kStartup, "", "attach even if a pattern matches more than 64 probes",
		[](D& d, V) { return set(d.options.force); }},
	Row{0, "comm", kValue, kFilter, "GLOB", "only hits of tasks with a matching name (* and ?)",
		[](D& d, V v) { return parse_comm_glob(v, d.options.comm); }},
	Row{0, "uid", kValue, kFilter, "USER", "only hits of tasks of that user (real user id)",
		[](D& d, V v) { return parse_user(v, d.options.uid); }}
		.completes("<user>"),
	Row{0, "cgroup", kValue, kFilter, "PATH", "only hits of tasks in that cgroup (v2) or below it",
		[](D& d, V v) { return take_text(d.options.cgroup, v); }}
		.completes("<file>"),
	Row{0, "where", kValue, kFilter, "EXPR",
		"only hits for which this holds, such as 'pid == 1 && filename ~ \"*.so\"'",
		[](D& d, V v) { return take_text(d.options.where, v); }},
	Row{'k', "stack-traces", kNothing, kOutput, "", "print the stacks of each hit, of the kernel and of the program",
		[](D& d, V) { return set(d.options.stacks); }},
	Row{0, "count", kNothing, kSummary, "", "count in the kernel instead of printing each hit",
		[](D& d, V v) { return add_aggregate(AggregateKind::kCount, v, d.options.aggregates); }},
	Row{0, "sum", kValue, kSummary, "EXPR", "a column with the sum of this number; up to four columns",
		[](D& d, V v) { return add_aggregate(AggregateKind::kSum, v, d.options.aggregates); }},
	Row{0, "avg", kValue, kSummary, "EXPR", "likewise its average",
		[](D& d, V v) { return add_aggregate(AggregateKind::kAverage, v, d.options.aggregates); }},
	Row{0, "min", kValue, kSummary, "EXPR", "likewise its minimum",
		[](D& d, V v) { return add_aggregate(AggregateKind::kMinimum, v, d.options.aggregates); }},
	Row{0, "max", kValue, kSummary, "EXPR", "likewise its maximum",
		[](D& d, V v) { return add_aggregate(AggregateKind::kMaximum, v, d.options.aggregates); }},
	Row{0, "hist", kValue, kSummary, "EXPR", "draw a histogram of this number, by powers of two",
		[](D& d, V v) { return add_aggregate(AggregateKind::kHistogram, v, d.options.aggregates); }},
	Row{0, "lhist", kValue, kSummary, "EXPR,LOW,HIGH,STEP", "draw one in even steps, such as ret,0,100,10",
		[](D& d, V v) { return add_aggregate(AggregateKind::kLinearHistogram, v, d.options.aggregates); }},
	Row{0, "by", kValue, kSummary, "NAME,...",
		"count for each value of these: fields, comm, pid, tid, uid, cpu, cgroup, kstack, ustack, probe (default: "
		"probe)",
		[](D& d, V v) { return take_text(d.options.by, v); }},
	Row{0, "every", kValue, kSummary, "TIME", "print the counts so far at this interval, such as 1s",
		[](D& d, V v) { return parse_time(v, d.options.every); }},
	Row{0, "top", kValue, kSummary, "N", "print only the N largest groups, by the first column that is asked for",
		[](D& d, V v) { return parse_count(v, d.options.top); }},
	Row{0, "print", kValue, kOutput, "EXPR,...",
		"print these instead of all fields: fields, comm, members ('file->f_flags'), casts (:str :hex :16)",
		[](D& d, V v) { return take_text(d.options.print, v); }},
	Row{0, "max-events", kValue, kOutput, "N", "stop after N hits",
		[](D& d, V v) { return parse_count(v, d.options.max_events); }},
	Row{0, "duration", kValue, kOutput, "TIME", "stop after this time, such as 10s",
		[](D& d, V v) { return parse_time(v, d.options.duration); }},
	Row{'o', "output", kValue, kOutput, "FILE", "write to FILE instead of stdout",
		[](D& d, V v) { return take_text(d.options.output_name, v); }}
		.completes("<file>"),
	Row{0, "json", kNothing, kOutput, "", "write one JSON object a line", [](D& d, V) { return set(d.options.json); }},
	Row{0, "format", kValue, kOutput, "TEMPLATE",
		"write each hit so: '{time} {comm} {filename}', with fields, comm, pid, tid, cpu, probe, time",
		[](D& d, V v) { return take_text(d.options.format, v); }},
	Row{0, "ring-size", kValue, kComplete, "SIZE", "buffer between kernel and strobe, 1M to 1G, a power of two (16M)",
		[](D& d, V v) { return parse_ring_size(v, d.options.ring_size); }}
		.completes("1M 16M 64M 256M 1G"),
	Row{'h', "help", kNothing, kOther, "", "print this help", [](D& d, V) { return set(d.help); }},
};

Verdict settle_list(const ProbeOptions& o) {
	if (o.count() || !o.by.empty() || !o.where.empty() || !o.print.empty() || o.json || !o.command.empty())
		return refuse_with_help("-l/--list lists probes and runs none: it takes patterns, -v and -o");
	return accept();
}

} // namespace

std::span<const OptionRow<ProbeDraft>> probe_options() {
	return kRows;
}

Verdict take_words(ProbeDraft& draft, std::span<char* const> rest, bool after_dashes, size_t& used) {
	ProbeOptions& o = draft.options;
	for (used = 0; used < rest.size(); used++) {
		const std::string_view word = rest[used];
		if (o.list && !after_dashes) {
			if (word.size() > 1 && word[0] == '-') return accept();
			o.list_patterns.emplace_back(word);
			continue;
		}
		if (word.size() > 1 && word[0] == '-' && !after_dashes) return accept();
		const bool is_spec = !after_dashes && (o.specs.empty() || means_spec(word));
		if (!is_spec) {
			o.command.assign(rest.begin() + static_cast<ptrdiff_t>(used), rest.end());
			used = rest.size();
			return accept();
		}
		ProbeSpec spec;
		if (Verdict bad = parse_spec(word, spec)) return bad;
		o.specs.push_back(std::move(spec));
	}
	return accept();
}

Verdict settle(ProbeDraft& draft) {
	ProbeOptions& o = draft.options;
	if (o.list) {
		// -l may stand behind its patterns
		for (const ProbeSpec& s : o.specs) o.list_patterns.push_back(s.text);
		return settle_list(o);
	}
	if (o.verbose) return refuse_with_help("-v/--verbose goes with -l/--list");
	if (o.specs.empty())
		return refuse("must have a probe",
					  "write tracepoint:CATEGORY:NAME or kfunc:FUNCTION; strobe probe -l lists what there is");
	if (o.system_wide && !o.pids.empty())
		return refuse_with_help("-G/--system-wide and -p/--attach are mutually exclusive");
	if (o.system_wide && !o.command.empty())
		return refuse_with_help("-G/--system-wide and PROG [ARGS] are mutually exclusive");
	if (!o.count())
		for (const auto& [given, name] : {std::pair(!o.by.empty(), "--by"), std::pair(o.every.has_value(), "--every"),
										  std::pair(o.top.has_value(), "--top")})
			if (given) return refuse(std::string(name) + " needs --count", "add --count");
	if (o.count() && !o.print.empty())
		return refuse("--print and --count are mutually exclusive", "--by chooses what is counted");
	if (Verdict bad = check_aggregates(o.aggregates)) return bad;
	if (o.count() && o.stacks)
		return refuse("-k/--stack-traces prints the stacks of hits, of which there are none",
					  "group by them: --by kstack, --by ustack");
	if (!o.format.empty() && (o.json || o.count()))
		return refuse(std::string("--format and ") + (o.json ? "--json" : "counts") + " are mutually exclusive",
					  o.json ? "JSON objects have all that a template could name" : "--format is for hits");
	if (o.count() && o.max_events)
		return refuse("--max-events and --count are mutually exclusive", "--duration ends a count");
	o.system_wide = o.command.empty() && o.pids.empty();
	return accept();
}

} // namespace strobe::cli
