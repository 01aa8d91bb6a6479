// SPDX-License-Identifier: BSD-2-Clause
// The views of `strobe net` that show packets: of a device, and of sockets.
#pragma once

#include "base/result.h"
#include "cli/net_options.h"
#include "front/frontends.h"

namespace strobe::front {

bool sees_packets(const cli::NetOptions& options);

/// The exit status.
Result<int> packets(const Setting& setting, const cli::NetOptions& options);

} // namespace strobe::front
