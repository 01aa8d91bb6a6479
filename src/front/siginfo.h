// SPDX-License-Identifier: BSD-2-Clause
// What a signal record tells beyond its number.
#pragma once

#include <array>
#include <cstdint>

#include "abi/event.h"

namespace strobe::front {

/// The siginfo; made up from the sender where the kernel never made one.
std::array<uint8_t, sizeof(strobe_signal::info)> siginfo_of(const strobe_signal& s);

/// The signal stops its receiver.
bool stops(const strobe_signal& s);

} // namespace strobe::front
