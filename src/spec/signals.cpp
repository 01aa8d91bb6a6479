// SPDX-License-Identifier: BSD-2-Clause
// Signals as strace names them: 32 is SIGRTMIN, later ones count from there (SIGRT_1 is 33).
#include <array>
#include <charconv>
#include <strings.h>

#include "spec/nearest.h"
#include "spec/registry.h"

namespace strobe::spec {

namespace {

constexpr int kFirstRealTime = 32;
constexpr int kLastSignal = 64;
constexpr int kLargestNumber = 255; ///< what strace takes as a number

constexpr std::array<string_view, kFirstRealTime + 1> kNames = {
	"",        "SIGHUP",   "SIGINT",  "SIGQUIT", "SIGILL",  "SIGTRAP",  "SIGABRT", "SIGBUS",    "SIGFPE",
	"SIGKILL", "SIGUSR1",  "SIGSEGV", "SIGUSR2", "SIGPIPE", "SIGALRM",  "SIGTERM", "SIGSTKFLT", "SIGCHLD",
	"SIGCONT", "SIGSTOP",  "SIGTSTP", "SIGTTIN", "SIGTTOU", "SIGURG",   "SIGXCPU", "SIGXFSZ",   "SIGVTALRM",
	"SIGPROF", "SIGWINCH", "SIGIO",   "SIGPWR",  "SIGSYS",  "SIGRTMIN",
};

bool same_ignoring_case(string_view a, string_view b) {
	return a.size() == b.size() && strncasecmp(a.data(), b.data(), a.size()) == 0;
}

std::string upper_with_prefix(string_view name) {
	std::string out(name);
	for (char& c : out) {
		if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
	}
	return out.starts_with("SIG") ? out : "SIG" + out;
}

} // namespace

std::optional<int> signal_named(string_view name) {
	if (!name.empty() && name.front() >= '0' && name.front() <= '9') {
		int number = 0;
		const auto [end, error] = std::from_chars(name.data(), name.data() + name.size(), number);
		if (error != std::errc{} || end != name.data() + name.size() || number > kLargestNumber) return std::nullopt;
		return number;
	}
	if (same_ignoring_case(name.substr(0, 3), "SIG")) name.remove_prefix(3);
	for (int number = 1; number <= kLastSignal; ++number) {
		if (same_ignoring_case(name, string_view(signal_name(number)).substr(3))) return number;
	}
	return std::nullopt;
}

std::string signal_name(int number) {
	if (number < 1 || number > kLastSignal) return {};
	if (number <= kFirstRealTime) return std::string(kNames[static_cast<size_t>(number)]);
	return "SIGRT_" + std::to_string(number - kFirstRealTime);
}

std::string nearest_signal(string_view name) {
	const std::string full = upper_with_prefix(name);
	Nearest nearest(full);
	for (const string_view known : kNames) nearest.offer(known);
	return std::string(nearest.best());
}

} // namespace strobe::spec
