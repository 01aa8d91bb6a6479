// SPDX-License-Identifier: BSD-2-Clause
// Time stamps of lines: records carry CLOCK_MONOTONIC, people read wall time.
#pragma once

#include <cstdint>
#include <ctime>

#include "base/textbuf.h"
#include "cli/options.h"

namespace strobe::front {

class Clock {
public:
	/// "12:34:56.123456 ", "1700000000.123456 ", "(+     0.000123) " ... in strace's order; `time`: ns,
	/// CLOCK_MONOTONIC.
	void stamp(const cli::Options& options, uint64_t time, TextBuf& out);
	/// ns since the epoch.
	uint64_t wall(uint64_t time) { return time + offset(time); }
	/// Seconds with `digits` of fraction.
	static void seconds(uint64_t ns, unsigned digits, unsigned width, TextBuf& out);

private:
	/// ns to add for wall time; sampled again every second, since wall time may be set.
	uint64_t offset(uint64_t time);

	uint64_t offset_ = 0, sampled_ = 0;
	uint64_t previous_ = 0;
	std::time_t shown_ = -1; ///< second that `clock_text_` shows
	char clock_text_[16] = {};
};

} // namespace strobe::front
