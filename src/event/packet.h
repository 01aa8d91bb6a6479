// SPDX-License-Identifier: BSD-2-Clause
// Packets among the events of the network.
#pragma once

#include <algorithm>
#include <span>

#include "abi/packet.h"
#include "event/net.h"

namespace strobe::event {

[[nodiscard]] inline const strobe_packet* packet_of(const Record& record) {
	return net_event<strobe_packet>(record);
}

/// What was copied of it.
[[nodiscard]] inline std::span<const uint8_t> bytes_of(const strobe_packet& p) {
	const size_t there = p.head.hit.h.size - sizeof p;
	return {reinterpret_cast<const uint8_t*>(&p + 1), std::min<size_t>(p.copied, there)};
}

} // namespace strobe::event
