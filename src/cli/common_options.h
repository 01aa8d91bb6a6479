// SPDX-License-Identifier: BSD-2-Clause
// What the front-ends share: whom a run is about, where its lines go and when it ends. Each of them has its own options
// besides, and says in its own words what these do.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "cli/option_table.h"
#include "cli/scope_values.h"
#include "cli/values.h"

namespace strobe::cli {

struct ScopeOptions {
	std::vector<std::string> command{};
	std::vector<int> pids{};
	bool system_wide = false; ///< also when neither a command nor pids are given
};

/// Of the tasks in scope, only these.
struct TaskFilter {
	std::string comm{};   ///< glob; empty: any
	std::string cgroup{}; ///< path; empty: any
};

struct OutputOptions {
	std::optional<uint64_t> max_events{};
	std::optional<uint64_t> duration{}; ///< ns
	std::optional<uint64_t> top{};      ///< groups shown
	std::string output_name{};          ///< empty: stdout
	bool json = false;
	std::string format{};             ///< a template; empty: as usual
	uint64_t ring_size = 16ull << 20; ///< bytes
};

/// The rows of these options. A Draft has `options`, which has the members above, and `help`. Each takes the text that
/// --help shows.
template <class Draft>
struct CommonRows {
	using Row = OptionRow<Draft>;
	using D = Draft;
	using V = const char*;
	using enum Takes;
	using enum Group;

	static constexpr Row attach(std::string_view help) {
		return Row{'p',
				   "attach",
				   kValue,
				   kStartup,
				   "PID[,PID]...",
				   help,
				   [](D& d, V v) { return parse_pids(v, d.options.pids); }}
			.completes("<pid>");
	}
	static constexpr Row follow() {
		return {'f', "follow-forks", kNothing, kStartup, "", "also threads and children, of PROG too", [](D& d, V) {
					return set(d.options.follow);
				}};
	}
	static constexpr Row system_wide(std::string_view help) {
		return {'G', "system-wide", kNothing, kStartup, "", help, [](D& d, V) { return set(d.options.system_wide); }};
	}
	static constexpr Row comm(std::string_view help) {
		return {0, "comm", kValue, kFilter, "GLOB", help, [](D& d, V v) { return parse_comm_glob(v, d.options.comm); }};
	}
	static constexpr Row uid(std::string_view help) {
		return Row{0, "uid", kValue, kFilter, "USER", help, [](D& d, V v) { return parse_user(v, d.options.uid); }}.completes("<user>");
	}
	static constexpr Row cgroup(std::string_view help) {
		return Row{0, "cgroup", kValue, kFilter, "PATH", help, [](D& d, V v) { return take_text(d.options.cgroup, v); }}.completes("<file>");
	}
	static constexpr Row every(std::string_view help) {
		return {0, "every", kValue, kSummary, "TIME", help, [](D& d, V v) { return parse_time(v, d.options.every); }};
	}
	static constexpr Row top(std::string_view help) {
		return {0, "top", kValue, kSummary, "N", help, [](D& d, V v) { return parse_count(v, d.options.top); }};
	}
	static constexpr Row max_events(std::string_view help) {
		return {0,
				"max-events",
				kValue,
				kOutput,
				"N",
				help,
				[](D& d, V v) { return parse_count(v, d.options.max_events); }};
	}
	static constexpr Row duration() {
		return {0, "duration", kValue, kOutput, "TIME", "stop after this time, such as 10s", [](D& d, V v) {
					return parse_time(v, d.options.duration);
				}};
	}
	static constexpr Row output() {
		return Row{'o',
				   "output",
				   kValue,
				   kOutput,
				   "FILE",
				   "write to FILE instead of stdout",
				   [](D& d, V v) { return take_text(d.options.output_name, v); }}
			.completes("<file>");
	}
	static constexpr Row json() {
		return {0,
				"json",
				kNothing,
				kOutput,
				"",
				"write one JSON object a line",
				[](D& d, V) { return set(d.options.json); }};
	}
	static constexpr Row format(std::string_view help) {
		return {
			0, "format", kValue, kOutput, "TEMPLATE", help, [](D& d, V v) { return take_text(d.options.format, v); }};
	}
	static constexpr Row ring_size(std::string_view help) {
		return Row{0,
				   "ring-size",
				   kValue,
				   kComplete,
				   "SIZE",
				   help,
				   [](D& d, V v) { return parse_ring_size(v, d.options.ring_size); }}
			.completes("1M 16M 64M 256M 1G");
	}
	static constexpr Row help() {
		return {'h', "help", kNothing, kOther, "", "print this help", [](D& d, V) { return set(d.help); }};
	}
};

/// Refuses -G beside other scopes; without any scope, it is everything.
Verdict settle_scope(ScopeOptions& options);
/// Refuses outputs that exclude each other. `counts`: nothing but sums is printed; `things`: "hits", "events".
Verdict settle_output(const OutputOptions& options, bool counts, const char* things);

} // namespace strobe::cli
