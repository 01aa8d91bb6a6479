// SPDX-License-Identifier: BSD-2-Clause
// The values of --sum, --hist, --lhist and their like.
#pragma once

#include <vector>

#include "cli/refusal.h"
#include "spec/aggregate.h"

namespace strobe::cli {

/// Adds an aggregate of this kind; `value`: EXPR, or for kLinearHistogram EXPR,LOW,HIGH,STEP.
Verdict add_aggregate(spec::AggregateKind kind, const char* value, std::vector<spec::Aggregate>& aggregates);

/// Whether they go together: a histogram has no columns beside it.
Verdict check_aggregates(const std::vector<spec::Aggregate>& aggregates);

} // namespace strobe::cli
