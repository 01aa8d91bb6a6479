// SPDX-License-Identifier: BSD-2-Clause
// Why the verifier refused a program: one sentence with the line of the source, and what to do.
#pragma once

#include <string_view>

#include "base/result.h"
#include "engine/source_lines.h"

namespace strobe::engine {

struct Refused {
	std::string_view program; ///< the function's name
	std::string_view section; ///< what its SEC() says
	std::string_view log;     ///< of the verifier at level 1, whole or from its end
	int error = 0;            ///< errno of the load
};

/// "null.bpf.c:22: '*count += 1' uses the result of bpf_map_lookup_elem, which may be NULL". `lines`: of the object,
/// for kernels whose logs name no lines.
[[nodiscard]] Error explain_refusal(const Refused& refused, const SourceLines& lines);

} // namespace strobe::engine
