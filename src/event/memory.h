// SPDX-License-Identifier: BSD-2-Clause
// What was captured of a task's memory around one call, seen as memory: decoders ask for addresses, as if they could
// read the process. Two images per call: as the kernel found it (entry) and as it left it (exit).
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "abi/event.h"

namespace strobe::event {

using Bytes = std::span<const uint8_t>;

/// One captured stretch; views into the record, bounds already checked.
struct Piece {
	uint64_t addr = 0;
	uint32_t want = 0;  ///< bytes asked for
	int16_t status = 0; ///< 0, or the negative errno that ended the read early
	uint8_t flags = 0;  ///< strobe_piece_flags
	Bytes bytes;
	uint8_t op = 0; ///< of the plan that made it; of a hit: the number of the capture
};

class Memory {
public:
	struct Str {
		Bytes bytes;     ///< without the NUL
		bool terminated; ///< false: more follows in memory
	};

	void clear() { pieces_.clear(); }
	void add(const Piece& p) { pieces_.push_back(p); }
	[[nodiscard]] std::span<const Piece> pieces() const { return pieces_; }

	/// All `n` bytes at `addr`, or nothing. n == 0 is an empty span whenever addr is not NULL.
	[[nodiscard]] std::optional<Bytes> bytes(uint64_t addr, size_t n) const;
	/// The string at `addr`: up to `max` bytes, NUL not counted. Nothing when a bad page came before the NUL and before
	/// `max` bytes plus one.
	[[nodiscard]] std::optional<Str> string(uint64_t addr, size_t max) const;
	/// The longest stretch that starts at `addr`, and whether a bad page ended it (else the piece's own limit did).
	struct Run {
		Bytes bytes{};
		bool fault = true;
	};
	[[nodiscard]] Run run(uint64_t addr) const;
	/// A little-endian number of `size` bytes (1, 2, 4, 8).
	[[nodiscard]] std::optional<uint64_t> number(uint64_t addr, unsigned size) const;

private:
	std::vector<Piece> pieces_;
};

} // namespace strobe::event
