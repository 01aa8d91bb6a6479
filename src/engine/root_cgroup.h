// SPDX-License-Identifier: BSD-2-Clause
// The cgroup that all others are below: programs that are attached to it see every process of the machine.
#pragma once

#include "base/result.h"
#include "base/unique_fd.h"

namespace strobe::engine {

/// Its directory. In a cgroup namespace: the namespace's.
Result<UniqueFd> root_cgroup();

} // namespace strobe::engine
