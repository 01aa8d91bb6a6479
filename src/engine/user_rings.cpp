// SPDX-License-Identifier: BSD-2-Clause
#include "engine/user_rings.h"

#include <algorithm>
#include <bpf/libbpf.h>
#include <cerrno>
#include <chrono>
#include <cstring>
#include <ctime>
#include <linux/perf_event.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <unistd.h>

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
	for (const auto& [buffer, origin] : perf_) perf_buffer__free(buffer);
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

/// As libbpf opens them, but they also tell how much was lost: the kernel says so only before the next record that
/// fits, of which there may be none.
Result<> UserRings::add_perf(int map_fd, uint32_t number) {
	origins_.push_back(std::make_unique<Origin>(Origin{this, number}));
	perf_event_attr attr{};
	attr.size = sizeof attr;
	attr.type = PERF_TYPE_SOFTWARE;
	attr.config = PERF_COUNT_SW_BPF_OUTPUT;
	attr.sample_type = PERF_SAMPLE_RAW;
	attr.sample_period = 1;
	attr.wakeup_events = 1;
	attr.read_format = PERF_FORMAT_LOST; // since Linux 6.0
	const auto take = [](void* origin, int, perf_event_header* event) {
		auto* o = static_cast<Origin*>(origin);
		o->rings->on_perf_event(*o, *event);
		return LIBBPF_PERF_EVENT_CONT;
	};
	perf_buffer* buffer = perf_buffer__new_raw(map_fd, kPerfPages, &attr, take, origins_.back().get(), nullptr);
	if (!buffer) return errno_error("cannot open the perf buffers", errno);
	perf_.emplace_back(buffer, origins_.back().get());
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

/// include/uapi/linux/perf_event.h: a sample is {header; u32 size; bytes}, a loss {header; u64 id; u64 lost}.
void UserRings::on_perf_event(Origin& origin, const perf_event_header& event) {
	const auto* body = reinterpret_cast<const uint8_t*>(&event + 1);
	const size_t room = event.size - std::min<size_t>(event.size, sizeof event);
	uint32_t size = 0;
	uint64_t lost[2]{};
	if (event.type == PERF_RECORD_SAMPLE && room >= sizeof size) {
		std::memcpy(&size, body, sizeof size);
		push(origin.map, 0, {body + sizeof size, std::min<size_t>(size, room - sizeof size)});
	} else if (event.type == PERF_RECORD_LOST && room >= sizeof lost) {
		std::memcpy(lost, body, sizeof lost);
		origin.lost += lost[1];
		push(origin.map, lost[1], {});
	}
}

uint64_t UserRings::lost_by(const perf_buffer* buffer) {
	uint64_t lost = 0;
	for (size_t i = 0; i < perf_buffer__buffer_cnt(const_cast<perf_buffer*>(buffer)); i++) {
		uint64_t counts[2]{}; // of events, and of those that were lost
		const int fd = perf_buffer__buffer_fd(buffer, i);
		if (read(fd, counts, sizeof counts) == sizeof counts) lost += counts[1];
	}
	return lost;
}

bool UserRings::consume() {
	const unsigned before = taken_;
	if (ring_) ring_buffer__consume(ring_);
	for (const auto& [buffer, origin] : perf_) perf_buffer__consume(buffer);
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
		epoll_event event{};
		epoll_wait(epoll_.get(), &event, 1, kSleepMs);
	}
}

bool UserRings::finish() {
	stop_ = true;
	if (thread_.joinable()) thread_.join();
	backlog_.publish(); // try again: the other side may have made room
	while (consume())
		if (backlog_.full()) return true;
	for (const auto& [buffer, origin] : perf_)
		if (const uint64_t lost = lost_by(buffer); lost > origin->lost) push(origin->map, lost - origin->lost, {});
	backlog_.publish();
	return false;
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
