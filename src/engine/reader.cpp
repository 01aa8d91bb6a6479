// SPDX-License-Identifier: BSD-2-Clause
#include "engine/reader.h"

#include <bpf/libbpf.h>
#include <cerrno>
#include <chrono>
#include <sys/epoll.h>
#include <sys/resource.h>

namespace strobe::engine {

namespace {

using namespace std::chrono_literals;

constexpr auto kPollInterval = 1ms;
constexpr unsigned kIdlePolls = 50; // about 50 ms without a record: sleep in epoll
constexpr int kSleepMs = 100;       // bounds the damage of a wake-up lost between the flag and epoll_wait
// ring_buffer__consume of libbpf 1.1 does not return while producers keep up with it.
constexpr unsigned kBurst = 4096;

} // namespace

Reader::Reader(int ring_fd, volatile uint32_t* asleep, uint64_t max_memory)
	: backlog_(max_memory), ring_(ring_buffer__new(ring_fd, on_record, this, nullptr)), asleep_(asleep) {}

Reader::~Reader() {
	stop_ = true;
	if (thread_.joinable()) thread_.join();
	ring_buffer__free(ring_);
}

void Reader::start() {
	thread_ = std::thread([this] { run(); });
}

int Reader::on_record(void* self, void* data, size_t size) {
	auto* r = static_cast<Reader*>(self);
	// when it does not fit, the kernel side finds the ring full and counts: the caller stops reading before that
	r->backlog_.push({static_cast<const uint8_t*>(data), size});
	return ++r->taken_ % kBurst == 0 || r->backlog_.full() ? -ECANCELED : 0;
}

void Reader::run() {
	setpriority(PRIO_PROCESS, 0, -10); // where allowed: a reader that runs is what keeps events from being lost
	unsigned idle = 0;
	while (!stop_) {
		if (backlog_.full()) {
			backlog_.publish(); // try again: the other side may have made room
			if (backlog_.full()) std::this_thread::sleep_for(kPollInterval);
			continue;
		}
		const int n = ring_buffer__consume(ring_);
		backlog_.publish();
		if (n == -ECANCELED || n > 0) {
			idle = 0;
			if (n == -ECANCELED) continue;
		} else {
			empty_polls_++;
			if (++idle > kIdlePolls) {
				sleep_until_record();
				continue;
			}
		}
		std::this_thread::sleep_for(kPollInterval);
	}
}

void Reader::sleep_until_record() {
	*asleep_ = 1;
	__atomic_thread_fence(__ATOMIC_SEQ_CST);
	if (ring_buffer__consume(ring_) == 0) {
		epoll_event event{};
		epoll_wait(ring_buffer__epoll_fd(ring_), &event, 1, kSleepMs);
	}
	backlog_.publish();
	*asleep_ = 0;
}

void Reader::drain() {
	// two polls that found nothing, begun after this call
	const uint64_t from = empty_polls_;
	while (empty_polls_ < from + 2 && thread_.joinable() && !stop_) std::this_thread::sleep_for(kPollInterval);
}

} // namespace strobe::engine
