// SPDX-License-Identifier: BSD-2-Clause
#include "front/frontends.h"

#include <cstdio>

#include "base/harmless.h"
#include "base/result.h"

namespace strobe::front {

namespace {

constexpr Frontend kFrontends[] = {
	{{"open", "show which process opens which file"}, open},
	{{"probe", "print or count the hits of tracepoints, functions, USDT and timers"}, probe},
	{{"net", "what happens to connections, and which process holds the socket"}, net},
	{{"run", "run eBPF programs of your own, and print their events by type"}, run},
	{{"info", "what works on this machine, and what to change"}, info},
	{{"explain", "what is known of a system call"}, explain},
};

} // namespace

std::span<const Frontend> frontends() {
	return kFrontends;
}

void report(const Setting& setting, const Error& error) {
	// names of files, of what is in them, and lines of source may come from anywhere
	std::fprintf(stderr, "%s: %s\n", setting.program.name.c_str(), harmless(error.message, "\t").c_str());
	if (!error.hint.empty()) std::fprintf(stderr, "hint: %s\n", harmless(error.hint, "\t").c_str());
}

} // namespace strobe::front
