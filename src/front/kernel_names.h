// SPDX-License-Identifier: BSD-2-Clause
// Names of the running kernel's numbers in events of the network.
#pragma once

#include "decode/net_events.h"

namespace strobe::front {

/// Reads them, which takes a few ms. What the kernel does not tell has no name.
decode::NetNames kernel_names();

} // namespace strobe::front
