// SPDX-License-Identifier: BSD-2-Clause
#include "cli/timer_spec.h"

#include <cctype>

#include "cli/numbers.h"

namespace strobe::cli {

namespace {

// The kernel's timers of this kind tick no faster.
constexpr uint64_t kShortest = 10'000; // ns
constexpr uint64_t kFastest = 100'000; // Hz
constexpr uint64_t kSecond = 1'000'000'000;

Verdict parse_interval(const std::string& text, ProbeSpec& spec) {
	if (!text.empty() && std::isdigit(static_cast<unsigned char>(text.back())))
		return refuse("'" + spec.text + "' has no unit", "write interval:" + text + "ms or interval:" + text + "s");
	const auto time = to_duration(text.c_str());
	if (!time) return refuse("'" + spec.text + "' is no interval", "write interval:TIME, such as interval:100ms");
	if (*time < kShortest) return refuse("'" + spec.text + "' is too short", "at least 10us");
	spec.period = *time;
	return accept();
}

Verdict parse_profile(const std::string& text, ProbeSpec& spec) {
	const long long hz = to_uint(text.c_str(), static_cast<long long>(kSecond));
	if (hz < 1)
		return refuse("'" + spec.text + "' is no frequency",
					  "write profile:HZ, such as profile:99; slower: interval:TIME");
	if (static_cast<uint64_t>(hz) > kFastest)
		return refuse("'" + spec.text + "' is too fast", "at most " + std::to_string(kFastest) + " times a second");
	spec.frequency = static_cast<uint64_t>(hz);
	return accept();
}

} // namespace

std::optional<ProbeKind> timer_kind(std::string_view word) {
	if (word == "interval") return ProbeKind::kInterval;
	if (word == "profile") return ProbeKind::kProfile;
	return std::nullopt;
}

Verdict parse_timer_spec(std::string_view rest, ProbeSpec& spec) {
	return spec.kind == ProbeKind::kInterval ? parse_interval(std::string(rest), spec)
											 : parse_profile(std::string(rest), spec);
}

} // namespace strobe::cli
