// SPDX-License-Identifier: BSD-2-Clause
// Timers as the kernel's software clock has them: events of perf, one for each processor.
#pragma once

#include "engine/hook.h"

struct bpf_program;

namespace strobe::engine {

/// A HookType::kInterval on one processor, a HookType::kProfile on each.
Result<> attach_timer(const bpf_program* program, const Hook& hook, uint32_t number, Links& links);

} // namespace strobe::engine
