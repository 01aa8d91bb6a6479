// SPDX-License-Identifier: BSD-2-Clause
// Sums, extremes and histograms of hits: the number of each probe that they are made of.
#pragma once

#include <span>
#include <string>

#include "plan/probe.h"
#include "spec/aggregate.h"

namespace strobe::plan {

/// A number of the probe: what sums and histograms are made of.
Result<spec::ProbeField> number_named(std::string_view text, const spec::ProbeRow& row);

/// Columns and histogram of these plans, whose keys are compiled. The order is that of `wanted`.
Result<> compile_aggregates(std::span<const spec::ProbeRow> rows, std::span<const spec::Aggregate> wanted,
							ProbePlans& plans);

} // namespace strobe::plan
