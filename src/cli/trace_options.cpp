// SPDX-License-Identifier: BSD-2-Clause
#include "cli/trace_options.h"

#include <unistd.h>

#include <algorithm>
#include <bit>
#include <cstring>

#include "cli/expression.h"
#include "cli/scope_values.h"
#include "cli/values.h"

namespace strobe::cli {

namespace {

constexpr long long kMaxString = 0x3fffffff;

Verdict count(unsigned& times) {
	times++;
	return accept();
}

template <class Text>
Verdict store(Text& place, const char* value) {
	place = value;
	return accept();
}

template <class List>
Verdict append(List& list, const char* value) {
	list.emplace_back(value);
	return accept();
}

Verdict take_column(Draft& d, const char* v) {
	const long long column = to_uint(v);
	if (column < 0) return bad_value();
	d.options.column = static_cast<unsigned>(column);
	return accept();
}

Verdict take_string_limit(Draft& d, const char* v) {
	const long long limit = to_uint(v, kMaxString);
	if (limit < 0) return bad_value();
	d.options.string_limit = static_cast<unsigned>(limit);
	return accept();
}

Verdict take_summary(Draft& d, Summary kind) {
	if (d.options.summary != Summary::kNone && d.options.summary != kind)
		return refuse_with_help("-c/--summary-only and -C/--summary are mutually exclusive");
	d.options.summary = kind;
	return accept();
}

Verdict take_digits(std::optional<unsigned>& digits, const char* v) {
	digits = v ? digits_of_unit(v) : 6;
	return digits ? accept() : bad_value();
}

Verdict take_status(Draft& d, Status status) {
	d.options.statuses.reset().set(status);
	d.status_letters++;
	return accept();
}

Verdict take_timestamps(Draft& d, const char* v) {
	d.time_word = true;
	return parse_timestamps(v ? v : "format:time", d.options.timestamps);
}

Verdict take_hex_strings(Draft& d, const char* v) {
	static constexpr std::string_view kWords[] = {"none", "non-ascii-chars", "non-ascii", "all"}; // as HexStrings
	d.hex_word = HexStrings::kAll;
	if (!v) return accept();
	const auto* found = std::find_if(std::begin(kWords), std::end(kWords), [v](auto w) { return equal_nocase(w, v); });
	if (found == std::end(kWords)) return bad_value();
	d.hex_word = static_cast<HexStrings>(found - std::begin(kWords));
	return accept();
}

Verdict take_const_style(Draft& d, const char* v) {
	static constexpr std::string_view kWords[] = {"raw", "abbrev", "verbose"}; // as ConstStyle
	const auto* found = std::find(std::begin(kWords), std::end(kWords), v);
	if (found == std::end(kWords)) return bad_value();
	d.options.const_style = static_cast<ConstStyle>(found - std::begin(kWords));
	return accept();
}

Verdict take_overhead(Draft& d, const char* v) {
	const auto overhead = to_duration(v);
	if (!overhead) return bad_value();
	d.options.overhead_ns = *overhead;
	return accept();
}

Verdict take_daemonize(Draft& d, const char* v) {
	static constexpr std::string_view kWords[] = {"grandchild", "pgroup", "pgrp", "session"};
	d.daemon_word = true;
	const bool known =
		!v || std::any_of(std::begin(kWords), std::end(kWords), [v](auto w) { return equal_nocase(w, v); });
	return known ? accept() : bad_value();
}

/// strace tells apart whether it holds a process at the moment, and whether ^Z counts; strobe never holds one.
Verdict take_interruptible(Draft& d, const char* v) {
	static constexpr std::string_view kYes[] = {"anywhere", "always", "waiting", "1", "2"};
	static constexpr std::string_view kNo[] = {"never", "never_tstp", "3", "4"};
	const auto same = [v](auto word) { return equal_nocase(word, v); };
	d.options.interruptible = std::any_of(std::begin(kYes), std::end(kYes), same);
	return *d.options.interruptible || std::any_of(std::begin(kNo), std::end(kNo), same) ? accept() : bad_value();
}

Verdict check_tips(Draft&, const char* v) {
	for (const std::string& part : split(v ? v : "", ",")) {
		const bool id = strncasecmp(part.c_str(), "id:", 3) == 0;
		const bool format = !id && strncasecmp(part.c_str(), "format:", 7) == 0;
		const std::string word = part.substr(id ? 3 : format ? 7 : 0);
		const bool is_id = equal_nocase(word, "random") || to_uint(word.c_str()) >= 0;
		const bool is_format =
			equal_nocase(word, "none") || equal_nocase(word, "compact") || equal_nocase(word, "full");
		if (!((is_id && !format) || (is_format && !id))) return bad_value();
	}
	return accept();
}

Verdict take_on_full(Draft& d, const char* v) {
	if (std::strcmp(v, "wait") != 0 && std::strcmp(v, "drop") != 0) return bad_value();
	d.on_full = *v == 'w' ? OnFull::kWait : OnFull::kDrop;
	return accept();
}

Verdict take_ring_size(Draft& d, const char* v) {
	uint64_t size = 0;
	const Verdict bad = parse_ring_size(v, size);
	if (!bad) d.ring_size = size;
	return bad;
}

Verdict take_max_memory(Draft& d, const char* v) {
	const auto size = to_size(v);
	if (!size || *size < kMiB) return bad_value();
	d.options.max_memory = *size;
	return accept();
}

Verdict take_comm(Draft& d, const char* v) {
	return parse_comm_glob(v, d.options.comm);
}

Verdict take_uid(Draft& d, const char* v) {
	return parse_user(v, d.options.uid);
}

Verdict take_min_duration(Draft& d, const char* v) {
	const auto ns = to_duration(v);
	if (!ns || !*ns) return bad_value();
	d.options.min_duration_ns = *ns;
	return accept();
}

Verdict take_errnos(Draft& d, const char* v) {
	for (const std::string& name : split(v, ",")) {
		const int number = spec::errno_named(name);
		if (!number) {
			const std::string_view near = spec::nearest_errno(name);
			return refuse("invalid errno '" + name + "'",
						  near.empty() ? "" : "did you mean '" + std::string(near) + "'?");
		}
		d.options.errnos.push_back(number);
	}
	return d.options.errnos.empty() ? bad_value() : accept();
}

Verdict take_detach_on(Draft& d, const char* v) {
	if (std::strcmp(v, "execve") != 0) return refuse(std::string("Syscall '") + v + "' for -b isn't supported");
	d.detach_on_execve = true;
	return accept();
}

using D = Draft;
using V = const char*;
using enum Takes;
using enum Group;

using Row = OptionRow<Draft>;

constexpr Row kRows[] = {
	// ---- startup
	Row{'p', "attach", kValue, kStartup, "PID[,PID]...", "trace running processes; may be repeated",
		[](D& d, V v) { return parse_pids(v, d.options.pids); }}
		.completes("<pid>"),
	Row{'G', "system-wide", kNothing, kStartup, "", "trace every process on the machine but strobe itself",
		[](D& d, V) { return set(d.options.system_wide); }},
	Row{'f', "follow-forks", kNothing, kStartup, "",
		"also trace the children that traced processes make; -ff: and write each process to its own file (with -o)",
		[](D& d, V) { return count(d.follow_letters); }}
		.word([](D& d, V) { return set(d.follow_word); }),
	Row{'E', "env", kValue, kStartup, "VAR[=VAL]", "set VAR in the environment of PROG, or remove it",
		[](D& d, V v) { return append(d.options.env_changes, v); }}
		.as("e"), // --errno must not cost an abbreviation, either
	Row{'I', "interruptible", kValue, kStartup, "WHEN",
		"anywhere, waiting: a signal ends strobe; never, never_tstp: only the command's end does (default with -o and "
		"PROG)",
		take_interruptible}
		.completes("anywhere waiting never never_tstp"),
	Row{'u', "user", kValue, kStartup, "USER", "run PROG as USER, with the groups of that user",
		[](D& d, V v) { return store(d.user, v); }}
		.as("u") // nor must --uid
		.completes("<user>"),

	// ---- filter
	Row{'e', "", kValue, kFilter, "EXPR",
		"QUALIFIER=SET, for each qualifier that is a long option here; without a qualifier: trace",
		[](D& d, V v) { return qualify(d, v); }}
		.completes("trace= signal= status= quiet= abbrev= verbose= raw="),
	Row{0, "trace", kValue, kFilter, "SET", "only these calls: names, %classes, /regex, numbers; ! inverts",
		qualify_trace}
		.completes("all none %file %desc %process %network %signal %ipc %memory %creds %clock %pure %stat %lstat "
				   "%fstat %statfs %fstatfs"),
	Row{0, "signals", kValue, kFilter, "SET", "only these signals", qualify_signals},
	Row{0, "status", kValue, kFilter, "SET",
		"only calls that end so: successful, failed, unfinished, unavailable, detached", qualify_status}
		.completes("successful failed unfinished unavailable detached"),
	Row{'z', "successful-only", kNothing, kFilter, "", "only calls that succeed",
		[](D& d, V) { return take_status(d, kSuccessful); }},
	// --fail-on-loss must not cost strace's users an abbreviation: "fai" and "fail" are exact words.
	Row{'Z', "failed-only", kNothing, kFilter, "", "only calls that fail",
		[](D& d, V) { return take_status(d, kFailed); }}
		.as("failing-only fail fai"),

	Row{0, "errno", kValue, kFilter, "NAME[,NAME]", "only calls that fail with one of these errors", take_errnos}
		.completes("EPERM ENOENT EINTR EIO EBADF EAGAIN EACCES EEXIST EINVAL ENOSPC EPIPE ETIMEDOUT ECONNREFUSED"),
	Row{0, "min-duration", kValue, kFilter, "TIME",
		"only calls that take that long: 250us, 10ms, 1s; a bare number: us", take_min_duration},
	Row{0, "comm", kValue, kFilter, "GLOB",
		"only tasks with a matching name (* and ?); children are followed regardless", take_comm},
	Row{0, "uid", kValue, kFilter, "USER", "only tasks of that user (real user id)", take_uid}.completes("<user>"),
	Row{0, "cgroup", kValue, kFilter, "PATH", "only tasks in that cgroup (v2) or below it",
		[](D& d, V v) { return store(d.options.cgroup, v); }}
		.completes("<file>"),

	// ---- format
	Row{'s', "string-limit", kValue, kFormat, "SIZE", "print at most SIZE bytes of a string (32); paths are never cut",
		take_string_limit},
	Row{'v', "no-abbrev", kNothing, kFormat, "", "print structures and environments whole",
		[](D& d, V) { return qualify_abbrev(d, "none"); }},
	Row{0, "abbrev", kValue, kFormat, "SET", "calls whose structures are shortened (all)", qualify_abbrev},
	Row{0, "verbose", kValue, kFormat, "SET", "calls whose structures are decoded at all (all)", qualify_verbose},
	Row{0, "raw", kValue, kFormat, "SET", "calls whose arguments print as plain numbers (none)", qualify_raw},
	Row{'x', "strings-in-hex", kMaybeValue, kFormat, "WHICH",
		"-x: strings with other than ASCII in \\x escapes, -xx: all; WHICH: non-ascii-chars, non-ascii, all",
		[](D& d, V) { return count(d.hex_letters); }}
		.word(take_hex_strings)
		.completes("non-ascii-chars non-ascii all none"),
	Row{'X', "const-print-style", kValue, kFormat, "STYLE",
		"constants as raw numbers, abbrev (names), or verbose (both)", take_const_style}
		.completes("raw abbrev verbose"),
	Row{'n', "syscall-number", kNothing, kFormat, "", "print the number of each call",
		[](D& d, V) { return set(d.options.syscall_number); }},
	Row{'a', "columns", kValue, kFormat, "COLUMN", "align return values at COLUMN (40)", take_column},
	Row{'t', "absolute-timestamps", kMaybeValue, kFormat, "FORMAT",
		"-t: time of day, -tt: with microseconds, -ttt: seconds of the epoch; FORMAT: [none|time|unix][,s|ms|us|ns]",
		[](D& d, V) { return count(d.time_letters); }}
		.word(take_timestamps)
		.as("timestamps")
		.completes("none time unix s ms us ns"),
	Row{'r', "relative-timestamps", kMaybeValue, kFormat, "UNIT",
		"print the time since the line before; UNIT: s, ms, us (default), ns",
		[](D& d, V v) { return take_digits(d.options.relative_digits, v); }}
		.completes("s ms us ns"),
	Row{'T', "syscall-times", kMaybeValue, kFormat, "UNIT", "print the time spent in each call",
		[](D& d, V v) { return take_digits(d.options.syscall_time_digits, v); }}
		.completes("s ms us ns"),

	// ---- output
	Row{'o', "output", kValue, kOutput, "FILE",
		"write to FILE instead of stderr; '|COMMAND' or '!COMMAND' writes to a command",
		[](D& d, V v) { return store(d.output, v); }}
		.completes("<file>"),
	Row{'A', "output-append-mode", kNothing, kOutput, "", "append to FILE",
		[](D& d, V) { return set(d.options.append); }},
	Row{0, "output-separately", kNothing, kOutput, "", "write each process to FILE.PID",
		[](D& d, V) { return set(d.separate_word); }},
	Row{0, "net", kNothing, kFilter, "",
		"also what happens to TCP sockets of traced processes: retransmissions, resets, drops, changes of state",
		[](D& d, V) { return set(d.options.net); }},
	Row{0, "json", kNothing, kOutput, "", "write JSON, one object a line, instead of strace's lines",
		[](D& d, V) { return set(d.options.json); }},
	Row{'q', "quiet", kMaybeValue, kOutput, "SET",
		"-q: no attach, personality messages; -qq: nor exit; -qqq: none; SET: attach, exit, path-resolution, "
		"personality, thread-execve",
		[](D& d, V) { return count(d.quiet_letters); }}
		.word([](D& d, V v) { return qualify_quiet(d, v ? v : "attach,personality"); })
		.as("silent silence")
		.completes("all none attach exit path-resolution personality thread-execve"),

	// ---- summary
	Row{'c', "summary-only", kNothing, kSummary, "",
		"count calls, errors and time in the kernel and print only a table at the end",
		[](D& d, V) { return take_summary(d, Summary::kOnly); }},
	Row{'C', "summary", kNothing, kSummary, "", "print the table after the usual lines",
		[](D& d, V) { return take_summary(d, Summary::kBesides); }},
	Row{'S', "summary-sort-by", kValue, kSummary, "KEY",
		"time (default), min-time, max-time, avg-time, calls, errors, name, nothing",
		[](D& d, V v) { return set(d.sort_set), parse_sort_key(v, d.options.sort_by); }}
		.completes("time min-time max-time avg-time calls errors name nothing"),
	Row{'U', "summary-columns", kValue, kSummary, "LIST",
		"columns: time-percent, total-time, min-time, max-time, avg-time, calls, errors, name",
		[](D& d, V v) { return set(d.columns_set), parse_columns(v, d.options.columns); }}
		.completes("time-percent total-time min-time max-time avg-time calls errors name"),
	Row{'w', "summary-wall-clock", kNothing, kSummary, "", "count the time from entry to exit instead of system time",
		[](D& d, V) { return set(d.options.wall_clock); }},
	Row{'O', "summary-syscall-overhead", kValue, kSummary, "TIME",
		"subtract TIME (in us, or with a unit) from each call", take_overhead},

	// ---- completeness
	Row{0, "on-full", kValue, kComplete, "wait|drop",
		"when the buffer fills: slow the traced process down (default), or drop events and count them (default with "
		"-G)",
		take_on_full}
		.completes("wait drop"),
	Row{0, "ring-size", kValue, kComplete, "SIZE",
		"buffer between kernel and strobe, 1M to 1G, a power of two (16M; 64M with drop)", take_ring_size}
		.completes("1M 16M 64M 256M 1G"),
	Row{0, "max-memory", kValue, kComplete, "SIZE",
		"memory for events that wait for a slow output, before a file is used (256M)", take_max_memory}
		.completes("64M 256M 1G"),
	Row{0, "fail-on-loss", kNothing, kComplete, "", "exit with 125 if any event was lost",
		[](D& d, V) { return set(d.options.fail_on_loss); }},

	// ---- other
	Row{'h', "help", kNothing, kOther, "", "print this help", [](D& d, V) { return set(d.help); }},
	Row{'V', "version", kNothing, kOther, "", "print the version", [](D& d, V) { return set(d.version); }},

	// ---- refused
	Row{'P', "trace-path", kValue, kRefused, "PATH", "only calls that use PATH",
		[](D& d, V v) { return append(d.paths, v); }}
		.completes("<file>"),
	Row{'y', "decode-fds", kMaybeValue, kRefused, "SET", "what descriptors refer to",
		[](D& d, V) { return count(d.fd_letters); }}
		.word([](D& d, V v) { return qualify_decode_fds(d, v ? v : "path"); })
		.completes("all none path socket dev pidfd"),
	Row{'Y', "", kNothing, kRefused, "", "--decode-pids=comm", [](D& d, V) { return qualify_decode_pids(d, "comm"); }},
	Row{0, "decode-pids", kValue, kRefused, "SET", "what pids refer to", qualify_decode_pids}.completes("comm pidns"),
	Row{'i', "instruction-pointer", kNothing, kRefused, "", "instruction pointer of each call",
		[](D& d, V) { return set(d.instruction_pointer); }},
	Row{'k', "stack-traces", kNothing, kRefused, "", "stack of each call", [](D& d, V) { return set(d.stack_traces); }},
	Row{'b', "detach-on", kValue, kRefused, "execve", "let go of a process at its execve", take_detach_on}.completes(
		"execve"),
	Row{'D', "daemonize", kMaybeValue, kRefused, "HOW", "run strobe as a grandchild",
		[](D& d, V) { return count(d.daemon_letters); }}
		.word(take_daemonize)
		.as("daemonised daemonized")
		.completes("grandchild pgroup session"),
	Row{0, "read", kValue, kFormat, "SET", "dump what is read from these descriptors", qualify_read},
	Row{0, "write", kValue, kFormat, "SET", "dump what is written to these descriptors", qualify_write},
	Row{0, "inject", kValue, kRefused, "SET:...", "tamper with calls", qualify_inject},
	Row{0, "fault", kValue, kRefused, "SET:...", "make calls fail", qualify_fault},
	Row{0, "kvm", kValue, kRefused, "vcpu", "exit reasons of virtual CPUs", qualify_kvm}.completes("vcpu"),
	Row{0, "secontext", kMaybeValue, kRefused, "FORMAT", "SELinux contexts",
		[](D& d, V v) { return qualify_secontext(d, v); }},
	Row{0, "pidns-translation", kNothing, kRefused, "", "pids in strobe's namespace, too",
		[](D& d, V) { return qualify_decode_pids(d, "pidns"); }},

	// ---- ignored
	Row{0, "seccomp-bpf", kNothing, kIgnored, "", "", [](D& d, V) { return set(d.seccomp); }},
	Row{'d', "debug", kNothing, kIgnored, "", "", [](D& d, V) { return set(d.debug); }},
	Row{0, "tips", kMaybeValue, kIgnored, "WHICH", "", check_tips},
	Row{'F', "", kNothing, kHidden, "", "", [](D& d, V) { return set(d.follow_old); }},
};

} // namespace

std::span<const OptionRow<Draft>> trace_options() {
	return kRows;
}

} // namespace strobe::cli
