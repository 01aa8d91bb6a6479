// SPDX-License-Identifier: BSD-2-Clause
// The ring buffers and perf event arrays of a program that a user brings, all read at once by one thread, which does
// nothing else.
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <thread>
#include <utility>
#include <vector>

#include "base/result.h"
#include "base/unique_fd.h"
#include "engine/backlog.h"

struct perf_buffer;
struct perf_event_header;
struct ring_buffer;

namespace strobe::engine {

class UserRings {
public:
	/// `max_memory`: as in Backlog.
	explicit UserRings(uint64_t max_memory);
	~UserRings();
	UserRings(const UserRings&) = delete;
	UserRings& operator=(const UserRings&) = delete;

	/// Before start(): a map that is loaded. `number` comes with its records.
	Result<> add_ring(int map_fd, uint32_t number);
	Result<> add_perf(int map_fd, uint32_t number);
	void start();
	/// Stops, and takes what is left: the programs are detached. True: there is more, for which next() has to make
	/// room. What was lost behind the last record is told in the end.
	bool finish();

	struct Record {
		uint32_t map = 0;
		uint64_t time = 0; ///< when it was read: CLOCK_MONOTONIC, ns
		uint64_t lost = 0; ///< not 0: no record, but so many are missing here
		std::span<const uint8_t> bytes{};
	};
	/// Readable when next() has something.
	[[nodiscard]] int event_fd() const { return backlog_.event_fd(); }
	/// The records that are there; false: there are none now.
	bool next(const std::function<void(const Record&)>& take);
	[[nodiscard]] uint64_t damaged() const { return backlog_.damaged(); }
	/// Records that were taken, but that neither memory nor the spill file had room for.
	[[nodiscard]] uint64_t dropped() const { return dropped_; }

private:
	struct Origin {
		UserRings* rings;
		uint32_t map;
		uint64_t lost = 0; ///< of perf: told so far
	};
	static int on_record(void* origin, void* data, size_t size);
	void on_perf_event(Origin& origin, const perf_event_header& event);
	/// All that it has lost, as far as the kernel tells.
	static uint64_t lost_by(const perf_buffer* buffer);
	bool push(uint32_t map, uint64_t lost, std::span<const uint8_t> bytes);
	void run();
	/// True: there was something.
	bool consume();
	Result<> wait_for(int fd);

	Backlog backlog_;
	UniqueFd epoll_;
	ring_buffer* ring_ = nullptr;
	std::vector<std::pair<perf_buffer*, Origin*>> perf_;
	std::vector<std::unique_ptr<Origin>> origins_;
	std::vector<uint8_t> scratch_, chunk_;
	std::atomic<bool> stop_ = false;
	std::atomic<uint64_t> dropped_ = 0;
	unsigned taken_ = 0;
	std::thread thread_;
};

} // namespace strobe::engine
