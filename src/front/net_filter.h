// SPDX-License-Identifier: BSD-2-Clause
// The filters of `strobe net`, as the kernel side has them.
#pragma once

#include "abi/net.h"
#include "cli/net_options.h"

namespace strobe::front {

strobe_net_filter filter_of(const cli::NetOptions& options);

} // namespace strobe::front
