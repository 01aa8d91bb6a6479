// SPDX-License-Identifier: BSD-2-Clause
#include "engine/user_rings.h"

#include <algorithm>
#include <bpf/libbpf.h>
#include <cerrno>
#include <chrono>
#include <cstring>
#include <ctime>
#include <sys/epoll.h>
#include <sys/resource.h>

namespace strobe::engine {

namespace {

using namespace std::chrono_literals;

constexpr auto kBatch = 1ms;
constexpr int kSleepMs = 50; // a program may ask for no wake-ups
// ring_buffer__consume of libbpf 1.1 does not return while producers keep up with it.
constexpr unsigned kBurst = 4096;
constexpr size_t kPerfPages = 64; // for each processor
constexpr size_t kAlignment = 8;

/// In the backlog, before the bytes.
struct Head {
	uint32_t size; ///< of the bytes
	uint32_t map;
	uint64_t time, lost;
};

uint64_t now() {
	timespec t{};
	clock_gettime(CLOCK_MONOTONIC, &t);
	return static_cast<uint64_t>(t.tv_sec) * 1'000'000'000 + static_cast<uint64_t>(t.tv_nsec);
}

} // namespace

UserRings::UserRings(uint64_t max_memory) : backlog_(max_memory), epoll_(epoll_create1(EPOLL_CLOEXEC)) {}

UserRings::~UserRings() {
	stop_ = true;
	if (thread_.joinable()) thread_.join();
	ring_buffer__free(ring_);
	for (perf_buffer* p : perf_) perf_buffer__free(p);
}

Result<> UserRings::wait_for(int fd) {
	epoll_event event{.events = EPOLLIN, .data = {.fd = fd}};
	if (epoll_ctl(epoll_.get(), EPOLL_CTL_ADD, fd, &event) != 0) return errno_error("cannot wait for events", errno);
	return Ok{};
}

Result<> UserRings::add_ring(int map_fd, uint32_t number) {
	origins_.push_back(std::make_unique<Origin>(Origin{this, number}));
	if (ring_) {
		const int err = ring_buffer__add(ring_, map_fd, on_record, origins_.back().get());
		return err ? Result<>(errno_error("cannot map the ring buffer", -err)) : Ok{};
	}
	ring_ = ring_buffer__new(map_fd, on_record, origins_.back().get(), nullptr);
	if (!ring_) return errno_error("cannot map the ring buffer", errno);
	return wait_for(ring_buffer__epoll_fd(ring_));
}

Result<> UserRings::add_perf(int map_fd, uint32_t number) {
	origins_.push_back(std::make_unique<Origin>(Origin{this, number}));
	perf_buffer* buffer = perf_buffer__new(map_fd, kPerfPages, on_sample, on_lost, origins_.back().get(), nullptr);
	if (!buffer) return errno_error("cannot open the perf buffers", errno);
	perf_.push_back(buffer);
	return wait_for(perf_buffer__epoll_fd(buffer));
}

void UserRings::start() {
	if (ring_ || !perf_.empty()) thread_ = std::thread([this] { run(); });
}

bool UserRings::push(uint32_t map, uint64_t lost, std::span<const uint8_t> bytes) {
	const Head head{static_cast<uint32_t>(bytes.size()), map, now(), lost};
	scratch_.resize(sizeof head + bytes.size());
	std::memcpy(scratch_.data(), &head, sizeof head);
	if (!bytes.empty()) std::memcpy(scratch_.data() + sizeof head, bytes.data(), bytes.size());
	if (!backlog_.push(scratch_)) dropped_++;
	return ++taken_ % kBurst != 0 && !backlog_.full();
}

int UserRings::on_record(void* origin, void* data, size_t size) {
	auto* o = static_cast<Origin*>(origin);
	return o->rings->push(o->map, 0, {static_cast<const uint8_t*>(data), size}) ? 0 : -ECANCELED;
}

void UserRings::on_sample(void* origin, int, void* data, uint32_t size) {
	auto* o = static_cast<Origin*>(origin);
	o->rings->push(o->map, 0, {static_cast<const uint8_t*>(data), size});
}

void UserRings::on_lost(void* origin, int, unsigned long long count) {
	auto* o = static_cast<Origin*>(origin);
	o->rings->push(o->map, count, {});
}

bool UserRings::consume() {
	const unsigned before = taken_;
	if (ring_) ring_buffer__consume(ring_);
	for (perf_buffer* p : perf_) perf_buffer__consume(p);
	backlog_.publish();
	return taken_ != before;
}

void UserRings::run() {
	setpriority(PRIO_PROCESS, 0, -10); // where allowed: these programs do not wait for room
	while (!stop_) {
		if (backlog_.full()) {
			backlog_.publish(); // try again: the other side may have made room
			if (backlog_.full()) {
				std::this_thread::sleep_for(kBatch);
				continue;
			}
		}
		if (consume()) {
			std::this_thread::sleep_for(kBatch);
			continue;
		}
		empty_polls_++;
		epoll_event event{};
		epoll_wait(epoll_.get(), &event, 1, kSleepMs);
	}
}

void UserRings::drain() {
	// two polls that found nothing, begun after this call
	const uint64_t from = empty_polls_;
	while (empty_polls_ < from + 2 && thread_.joinable() && !stop_) std::this_thread::sleep_for(kBatch);
}

bool UserRings::next(const std::function<void(const Record&)>& take) {
	if (!backlog_.pop(chunk_)) return false;
	std::span<const uint8_t> rest = chunk_;
	while (rest.size() >= sizeof(Head)) {
		Head head{};
		std::memcpy(&head, rest.data(), sizeof head);
		rest = rest.subspan(sizeof head);
		if (head.size > rest.size()) break;
		take({.map = head.map, .time = head.time, .lost = head.lost, .bytes = rest.first(head.size)});
		const size_t padded = (sizeof head + head.size + kAlignment - 1) / kAlignment * kAlignment - sizeof head;
		rest = rest.subspan(std::min(padded, rest.size()));
	}
	return true;
}

} // namespace strobe::engine
