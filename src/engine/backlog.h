// SPDX-License-Identifier: BSD-2-Clause
// Raw records between the reader thread, which must never wait for output, and the thread that formats. Grows in memory
// up to a limit, then in an unlinked file.
#pragma once

#include <atomic>
#include <cstdint>
#include <deque>
#include <mutex>
#include <span>
#include <vector>

#include "base/unique_fd.h"

namespace strobe::engine {

using Chunk = std::vector<uint8_t>;

class Backlog {
public:
	/// `max_memory`: bytes of records kept in memory before they go to the spill file.
	explicit Backlog(uint64_t max_memory);

	// -- reader thread
	/// Copies one record. False: neither memory nor the spill file takes more; the record was not taken.
	bool push(std::span<const uint8_t> record);
	/// Hands what was pushed to the other side.
	void publish();
	// -- any thread
	/// Nothing more is taken before pop() has made room, and publish() has used it.
	[[nodiscard]] bool full() const { return full_; }

	// -- formatting thread
	/// Becomes readable when a chunk is there.
	[[nodiscard]] int event_fd() const { return event_.get(); }
	/// The next chunk of whole records, each padded to 8 bytes; false when there is none now.
	bool pop(Chunk& out);
	/// Chunks that are there.
	[[nodiscard]] size_t waiting();
	/// Bytes of records that the spill file did not give back.
	[[nodiscard]] uint64_t damaged() const { return damaged_; }

private:
	struct Item {
		Chunk bytes;
		uint64_t offset = 0; ///< in the spill file, when bytes is empty
		uint64_t size = 0;
	};
	bool spill(Item& item);
	void unspill(Item& item, Chunk& out);

	const uint64_t max_memory_;
	UniqueFd event_;
	Chunk current_; // reader thread only
	std::atomic<bool> full_ = false;
	std::mutex lock_;
	std::deque<Item> queue_;
	std::vector<Chunk> spare_; // emptied chunks, to be filled again
	uint64_t in_memory_ = 0;
	uint64_t damaged_ = 0; // formatting thread only
	UniqueFd file_;
	uint64_t file_end_ = 0, in_file_ = 0;
};

} // namespace strobe::engine
