// SPDX-License-Identifier: BSD-2-Clause
#include "engine/reader.h"

#include <chrono>
#include <sys/resource.h>

namespace strobe::engine {

namespace {

using namespace std::chrono_literals;

constexpr auto kPollInterval = 1ms;
constexpr unsigned kIdlePolls = 50; // about 50 ms without a record: sleep in poll
constexpr int kSleepMs = 100;       // bounds the damage of a wake-up lost between the flag and poll

} // namespace

Reader::Reader(int ring_fd, volatile uint32_t* asleep, uint64_t max_memory)
	: backlog_(max_memory), ring_(ring_fd), asleep_(asleep) {}

Reader::~Reader() {
	stop_ = true;
	if (thread_.joinable()) thread_.join();
}

void Reader::start() {
	thread_ = std::thread([this] { run(); });
}

uint64_t Reader::take() {
	// nothing is lost here: what stays in the ring until it is full, the kernel side counts
	if (backlog_.full()) return 0;
	const uint64_t taken = ring_.consume([this](std::span<const uint8_t> record) {
		backlog_.push(record);
		return !backlog_.full();
	});
	publish();
	return taken;
}

void Reader::publish() {
	backlog_.publish();
	if (!backlog_.full()) published_ = ring_.consumed();
}

void Reader::run() {
	setpriority(PRIO_PROCESS, 0, -10); // where allowed: a reader that runs is what keeps events from being lost
	unsigned idle = 0;
	while (!stop_) {
		if (backlog_.full()) {
			publish(); // try again: the other side may have made room
			if (backlog_.full()) std::this_thread::sleep_for(kPollInterval);
			continue;
		}
		const uint64_t taken = take();
		if (taken >= ring_.batch()) continue;
		idle = taken ? 0 : idle + 1;
		if (idle > kIdlePolls) {
			sleep_until_record();
			continue;
		}
		std::this_thread::sleep_for(kPollInterval);
	}
}

void Reader::sleep_until_record() {
	*asleep_ = 1;
	__atomic_thread_fence(__ATOMIC_SEQ_CST);
	if (!take()) ring_.wait(kSleepMs);
	*asleep_ = 0;
}

bool Reader::drain(uint64_t written) {
	while (published_ < written) {
		std::this_thread::sleep_for(kPollInterval);
		if (backlog_.full()) return false;
	}
	return true;
}

} // namespace strobe::engine
