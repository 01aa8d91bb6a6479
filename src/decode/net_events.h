// SPDX-License-Identifier: BSD-2-Clause
// What events of the network hold: their names and fields, as text, JSON and --format show them.
#pragma once

#include <string_view>
#include <vector>

#include "spec/probe.h"

namespace strobe::decode {

struct NetEvent {
	std::string_view name;
	std::vector<spec::ProbeField> fields;
};

/// Names that differ from kernel to kernel; nullptr: numbers stay numbers.
struct NetNames {
	std::shared_ptr<const spec::NumberNames> reset_reasons{}, drop_reasons{};
	std::shared_ptr<const spec::NumberNames> code{}; ///< of addresses in the kernel
};

/// By strobe_net_event.
std::vector<NetEvent> net_events(const NetNames& names);

} // namespace strobe::decode
