// SPDX-License-Identifier: BSD-2-Clause
// From what the kernel side has counted to rows of a table.
#pragma once

#include <optional>
#include <vector>

#include "engine/packets.h"
#include "front/socket_events.h"
#include "report/flows.h"

namespace strobe::front {

/// Nothing: it is not in scope.
std::optional<report::Flow> flow_of(const engine::CountedFlow& flow, const SocketEvents& sockets);
/// Sockets of the same processes become one row.
void join_owners(std::vector<report::Flow>& rows);
/// What found no room; nothing: all did.
std::optional<report::Flow> other_flow(const strobe_flow& flow);

} // namespace strobe::front
