// SPDX-License-Identifier: BSD-2-Clause
// The thread that empties the ring into the backlog, and does nothing else.
#pragma once

#include <atomic>
#include <memory>
#include <thread>

#include "engine/backlog.h"
#include "engine/ring.h"
#include "engine/source.h"

namespace strobe::engine {

class Reader final : public Source {
public:
	/// `asleep`: shared with the kernel side; while set, the next record wakes us.
	Reader(int ring_fd, volatile uint32_t* asleep, uint64_t max_memory);
	~Reader() override;
	Reader(const Reader&) = delete;
	Reader& operator=(const Reader&) = delete;

	[[nodiscard]] bool ok() const { return ring_.ok(); }
	void start();
	/// Everything that is in the ring now ends there.
	[[nodiscard]] uint64_t written() const { return ring_.written(); }
	/// Waits until everything up to there can be had by next(). False: not before there is room, which next() makes.
	bool drain(uint64_t written);
	/// Times that next() has something, at least.
	[[nodiscard]] size_t waiting() { return backlog_.waiting(); }

	[[nodiscard]] int event_fd() const override { return backlog_.event_fd(); }
	bool next(Chunk& chunk) override { return backlog_.pop(chunk); }
	[[nodiscard]] uint64_t damaged() const override { return backlog_.damaged(); }

private:
	/// Bytes that came from the ring; 0, too, when the backlog is full.
	uint64_t take();
	/// Hands what was taken to the other side.
	void publish();
	void run();
	void sleep_until_record();

	Backlog backlog_;
	Ring ring_;
	volatile uint32_t* asleep_;
	std::atomic<bool> stop_ = false;
	std::atomic<uint64_t> published_ = 0; ///< position in the ring
	std::thread thread_;
};

} // namespace strobe::engine
