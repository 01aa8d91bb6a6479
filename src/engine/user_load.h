// SPDX-License-Identifier: BSD-2-Clause
// Opening, loading and attaching what a user brings, with every refusal explained.
#pragma once

#include "base/result.h"
#include "engine/libbpf_log.h"
#include "engine/user_object.h"

namespace strobe::engine {

/// Why an object cannot be opened. `error`: errno.
[[nodiscard]] Error open_error(std::string_view name, int error, const LibbpfLog& log);
/// Loads an object that is open and set. What the kernel says of a program that it refuses is in the object's log().
[[nodiscard]] Result<> load(UserObject& object, LibbpfLog& log);
/// Why a program cannot be attached; `log` began with the attempt, and goes to the object's log().
[[nodiscard]] Error attach_error(UserObject& object, const UserProgram& program, int error, const LibbpfLog& log);

} // namespace strobe::engine
