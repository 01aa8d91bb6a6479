// SPDX-License-Identifier: BSD-2-Clause
// The checked view of one ring record. Nothing behind this line trusts a length again: records may come from a file,
// and a recording may be cut or forged.
#pragma once

#include <cstdint>
#include <optional>
#include <span>

#include "abi/event.h"
#include "event/memory.h"

namespace strobe::event {

class Record {
public:
	[[nodiscard]] const strobe_event& header() const { return at<strobe_event>(); }
	[[nodiscard]] uint8_t kind() const { return header().kind; }

	// The body of the kind; asking for another kind's body is a mistake of the caller.
	[[nodiscard]] const strobe_call& call() const { return at<strobe_call>(); }       ///< ENTER, EXIT
	[[nodiscard]] const strobe_fork& fork() const { return at<strobe_fork>(); }       ///< FORK
	[[nodiscard]] const strobe_exec& exec() const { return at<strobe_exec>(); }       ///< EXEC
	[[nodiscard]] const strobe_death& death() const { return at<strobe_death>(); }    ///< DEATH
	[[nodiscard]] const strobe_signal& signal() const { return at<strobe_signal>(); } ///< SIGNAL, UNDELIVERED
	[[nodiscard]] const strobe_task& task() const { return at<strobe_task>(); }       ///< ATTACH
	[[nodiscard]] const strobe_hit& hit() const { return at<strobe_hit>(); }          ///< HIT
	[[nodiscard]] const strobe_stack& stack() const { return at<strobe_stack>(); }    ///< STACK

	/// Calls f(const Piece&) for each piece, in order; pieces with STROBE_PIECE_COMM are not memory.
	template <class F>
	void for_each_piece(F&& f) const {
		size_t at = body_;
		for (unsigned i = 0; i < header().pieces; ++i) f(next_piece(at));
	}

private:
	friend std::optional<Record> parse(std::span<const uint8_t> bytes);
	Record(Bytes bytes, size_t body) : bytes_(bytes), body_(body) {}

	template <class T>
	[[nodiscard]] const T& at() const {
		return *reinterpret_cast<const T*>(bytes_.data());
	}
	Piece next_piece(size_t& at) const;

	Bytes bytes_;
	size_t body_; ///< bytes of header and body: where the pieces begin
};

/// The record in `bytes` (8-byte aligned, as the ring hands it out), or nothing when any part of it does not add up.
[[nodiscard]] std::optional<Record> parse(std::span<const uint8_t> bytes);

} // namespace strobe::event
