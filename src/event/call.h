// SPDX-License-Identifier: BSD-2-Clause
// One system call as far as it is known: what decoders print.
#pragma once

#include <array>
#include <cstdint>

#include "event/memory.h"

namespace strobe::event {

struct Call {
	uint8_t abi = 0; ///< strobe_abi
	uint64_t nr = 0; ///< x32: without bit 30
	std::array<uint64_t, 6> args{};
	bool finished = false;        ///< ret and `after` are valid
	int64_t ret = 0;              ///< finished: raw, errors as -errno (also -512 ... -516)
	uint64_t interrupted = ~0ull; ///< number of the task's last call that ended in ERESTART_RESTARTBLOCK
	uint64_t entry_time = 0;      ///< ns, CLOCK_MONOTONIC
	uint64_t duration = 0;        ///< ns; finished only
	Memory before;                ///< memory as the kernel found it
	Memory after;                 ///< memory as the kernel left it; finished only

	[[nodiscard]] bool failed() const { return finished && ret < 0 && ret >= -4095; }
};

} // namespace strobe::event
