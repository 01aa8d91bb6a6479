// SPDX-License-Identifier: BSD-2-Clause
// Where records come from: the running kernel, later a recording, in tests a vector. Hides how many rings there are.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace strobe::engine {

class Source {
public:
	virtual ~Source() = default;
	/// Readable when next() has something; -1 when it always has.
	[[nodiscard]] virtual int event_fd() const = 0;
	/// Replaces `chunk` by the next records in order of time, each padded to 8 bytes; false when there are none now.
	virtual bool next(std::vector<uint8_t>& chunk) = 0;
	/// Bytes of records that were taken but cannot be handed out.
	[[nodiscard]] virtual uint64_t damaged() const { return 0; }
};

} // namespace strobe::engine
