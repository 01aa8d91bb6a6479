// SPDX-License-Identifier: BSD-2-Clause
// --where as a program of the kernel side's stack machine.
#pragma once

#include "abi/probe.h"
#include "base/result.h"
#include "plan/expression.h"
#include "spec/probe.h"

namespace strobe::plan {

/// Fills the instructions and patterns of `plan`.
Result<> compile_predicate(const Expression& expression, const spec::ProbeRow& row, strobe_probe_plan& plan);

/// The instructions, one a line.
std::string explain_predicate(const strobe_probe_plan& plan);

} // namespace strobe::plan
