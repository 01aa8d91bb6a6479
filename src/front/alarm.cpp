// SPDX-License-Identifier: BSD-2-Clause
#include "front/alarm.h"

#include <algorithm>
#include <sys/timerfd.h>
#include <unistd.h>

namespace strobe::front {

namespace {

constexpr uint64_t kSecond = 1'000'000'000;

} // namespace

Alarm::Alarm(std::optional<uint64_t> every, std::optional<uint64_t> duration) : every_(every), left_(duration) {
	if (every || duration) fd_ = UniqueFd(timerfd_create(CLOCK_MONOTONIC, TFD_CLOEXEC | TFD_NONBLOCK));
	began_ = std::chrono::steady_clock::now();
	arm();
}

Alarm::News Alarm::look() {
	uint64_t times = 0;
	if (!fd_ || read(fd_.get(), &times, sizeof times) != sizeof times) return {};
	const uint64_t passed = elapsed();
	const News news{every_ && passed >= next_print_, left_ && passed >= *left_};
	arm();
	return news;
}

uint64_t Alarm::elapsed() const {
	return static_cast<uint64_t>(
		std::chrono::duration_cast<std::chrono::nanoseconds>(std::chrono::steady_clock::now() - began_).count());
}

void Alarm::arm() {
	const uint64_t passed = elapsed();
	if (every_) next_print_ = (passed / *every_ + 1) * *every_;
	if (!fd_) return;
	const uint64_t next = std::min(every_ ? next_print_ : UINT64_MAX, left_.value_or(UINT64_MAX));
	const uint64_t wait = next > passed ? next - passed : 1;
	const itimerspec spec{{}, {static_cast<time_t>(wait / kSecond), static_cast<long>(wait % kSecond)}};
	timerfd_settime(fd_.get(), 0, &spec, nullptr);
}

} // namespace strobe::front
