// SPDX-License-Identifier: BSD-2-Clause
// A fetch plan as text for people: one line per operation.
#pragma once

#include <span>
#include <string>

#include "abi/plan.h"
#include "spec/model.h"

namespace strobe::plan {

/// Every line begins with the number of its operation and ends in a newline; empty when the plan reads nothing. `args`
/// lends the names of the arguments.
std::string explain(const strobe_plan& plan, std::span<const spec::Arg> args);

} // namespace strobe::plan
