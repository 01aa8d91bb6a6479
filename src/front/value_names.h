// SPDX-License-Identifier: BSD-2-Clause
// Names of numbers that only the running machine knows: addresses of the kernel's functions, ids of cgroups.
#pragma once

#include <memory>

#include "spec/number_names.h"

namespace strobe::front {

/// "tcp_write_timer", "tcp_v4_rcv+0x1a".
std::shared_ptr<const spec::NumberNames> code_names();

/// Paths of directories of cgroup v2.
std::shared_ptr<const spec::NumberNames> cgroup_names();

} // namespace strobe::front
