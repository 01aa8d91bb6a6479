// SPDX-License-Identifier: BSD-2-Clause
// The bodies of hits that are events of the network.
#pragma once

#include "abi/net.h"
#include "event/record.h"

namespace strobe::event {

/// The whole of such a record, or nullptr when it is too short for one. What follows its socket is T's affair.
template <class T>
[[nodiscard]] const T* net_event(const Record& record) {
	const strobe_event& h = record.header();
	if (h.kind != STROBE_EV_HIT || h.pieces == 0 || h.size < sizeof(T)) return nullptr;
	return reinterpret_cast<const T*>(&h);
}

/// The socket of any of them.
[[nodiscard]] inline const strobe_socket* socket_of(const Record& record) {
	struct Start {
		strobe_net_head head;
		strobe_socket socket;
	};
	const auto* const start = net_event<Start>(record);
	return start ? &start->socket : nullptr;
}

} // namespace strobe::event
