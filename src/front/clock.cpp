// SPDX-License-Identifier: BSD-2-Clause
#include "front/clock.h"

#include <string_view>

namespace strobe::front {

namespace {

constexpr uint64_t kSecond = 1'000'000'000;

uint64_t now(clockid_t clock) {
	timespec t{};
	clock_gettime(clock, &t);
	return static_cast<uint64_t>(t.tv_sec) * kSecond + static_cast<uint64_t>(t.tv_nsec);
}

void fraction(uint64_t ns, unsigned digits, TextBuf& out) {
	if (!digits) return;
	out.put('.');
	for (uint64_t unit = kSecond / 10; digits-- > 0; unit /= 10) out.put(static_cast<char>('0' + ns / unit % 10));
}

} // namespace

uint64_t Clock::offset(uint64_t time) {
	if (!sampled_ || time > sampled_ + kSecond) {
		const uint64_t mono = now(CLOCK_MONOTONIC);
		offset_ = now(CLOCK_REALTIME) - mono;
		sampled_ = mono;
	}
	return offset_;
}

void Clock::seconds(uint64_t ns, unsigned digits, unsigned width, TextBuf& out) {
	out.udec(ns / kSecond, width);
	fraction(ns % kSecond, digits, out);
}

void Clock::stamp(const cli::Options& options, uint64_t time, TextBuf& out) {
	const bool absolute = options.timestamps.clock != cli::Clock::kNone;
	if (absolute) {
		const uint64_t wall = time + offset(time);
		const auto second = static_cast<std::time_t>(wall / kSecond);
		if (options.timestamps.clock == cli::Clock::kUnix) {
			out.udec(wall / kSecond);
		} else {
			if (second != shown_) {
				std::tm tm{};
				localtime_r(&second, &tm);
				std::strftime(clock_text_, sizeof clock_text_, "%H:%M:%S", &tm);
				shown_ = second;
			}
			out.put(std::string_view(clock_text_));
		}
		fraction(wall % kSecond, options.timestamps.digits, out);
		out.put(' ');
	}
	if (!options.relative_digits) return;
	const uint64_t delta = previous_ && time > previous_ ? time - previous_ : 0;
	previous_ = time;
	if (absolute) out.put("(+");
	seconds(delta, *options.relative_digits, 6, out);
	out.put(absolute ? ") " : " ");
}

} // namespace strobe::front
