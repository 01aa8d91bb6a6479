// SPDX-License-Identifier: BSD-2-Clause
#include "cli/probe_options.h"

#include "cli/aggregates.h"

namespace strobe::cli {

namespace {

using D = ProbeDraft;
using V = const char*;
using enum Takes;
using enum Group;

using Row = OptionRow<ProbeDraft>;
using Rows = CommonRows<ProbeDraft>;
using spec::AggregateKind;

constexpr Row kRows[] = {
	Rows::attach("only these threads; with -f, processes with all their threads"),
	Rows::follow(),
	Rows::system_wide("every process on the machine (default without PROG and -p)"),
	Row{'l', "list", kNothing, kStartup, "",
		"list the probes that match SPEC... or globs, or all; -v adds their fields",
		[](D& d, V) { return set(d.options.list); }},
	Row{'v', "verbose", kNothing, kStartup, "", "with -l: also the fields, with their types",
		[](D& d, V) { return set(d.options.verbose); }},
	Row{0, "force", kNothing, kStartup, "", "attach even if a pattern matches more than 64 probes",
		[](D& d, V) { return set(d.options.force); }},
	Rows::comm("only hits of tasks with a matching name (* and ?)"),
	Rows::uid("only hits of tasks of that user (real user id)"),
	Rows::cgroup("only hits of tasks in that cgroup (v2) or below it"),
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
	Rows::every("print the counts so far at this interval, such as 1s"),
	Rows::top("print only the N largest groups, by the first column that is asked for"),
	Row{0, "print", kValue, kOutput, "EXPR,...",
		"print these instead of all fields: fields, comm, members ('file->f_flags'), casts (:str :ptr :hex :16)",
		[](D& d, V v) { return take_text(d.options.print, v); }},
	Rows::max_events("stop after N hits"),
	Rows::duration(),
	Rows::output(),
	Rows::json(),
	Rows::format("write each hit so: '{time} {comm} {filename}', with fields, comm, pid, tid, cpu, probe, time"),
	Rows::ring_size("buffer between kernel and strobe, 1M to 1G, a power of two (16M)"),
	Rows::help(),
};

Verdict settle_list(const ProbeOptions& o) {
	const bool scope = o.follow || o.system_wide || !o.comm.empty() || o.uid || !o.cgroup.empty();
	const bool hits = !o.where.empty() || !o.print.empty() || !o.format.empty() || o.json || o.stacks;
	const bool counts = o.count() || !o.by.empty() || o.every || o.top;
	if (scope || hits || counts || o.max_events || o.duration || !o.command.empty())
		return refuse_with_help("-l/--list lists probes and runs none: it takes patterns, -p, -v and -o");
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
	if (Verdict bad = settle_scope(o)) return bad;
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
	return settle_output(o, o.count(), "hits");
}

} // namespace strobe::cli
