// SPDX-License-Identifier: BSD-2-Clause
// --every and --duration, in one descriptor.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>

#include "base/unique_fd.h"

namespace strobe::front {

class Alarm {
public:
	/// In ns.
	Alarm(std::optional<uint64_t> every, std::optional<uint64_t> duration);
	/// Readable when look() has news; -1: never.
	[[nodiscard]] int fd() const { return fd_.get(); }

	struct News {
		bool print = false, over = false;
	};
	News look();

private:
	[[nodiscard]] uint64_t elapsed() const;
	void arm();

	const std::optional<uint64_t> every_, left_;
	std::chrono::steady_clock::time_point began_;
	uint64_t next_print_ = 0;
	UniqueFd fd_;
};

} // namespace strobe::front
