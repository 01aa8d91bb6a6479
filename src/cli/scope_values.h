// SPDX-License-Identifier: BSD-2-Clause
// The values of --comm, --uid and --ring-size, wherever they stand.
#pragma once

#include <optional>
#include <string>

#include "cli/refusal.h"

namespace strobe::cli {

Verdict parse_comm_glob(const char* text, std::string& glob);
Verdict parse_user(const char* text, std::optional<uint32_t>& uid);
Verdict parse_ring_size(const char* text, uint64_t& bytes);

} // namespace strobe::cli
