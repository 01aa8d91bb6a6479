// SPDX-License-Identifier: BSD-2-Clause
// --cgroup: the directory that names a cgroup, for the kernel side.
#pragma once

#include <cstdint>
#include <string>

#include "base/result.h"
#include "base/unique_fd.h"

struct bpf_map;

namespace strobe::engine {

/// The directory, of cgroup v2.
Result<UniqueFd> open_cgroup(const std::string& path);

/// Puts it into the map of the object; an empty path is none.
Result<> set_cgroup(const bpf_map* map, const std::string& path);

/// The number by which the kernel side knows it.
Result<uint64_t> id_of_cgroup(const std::string& path);

} // namespace strobe::engine
