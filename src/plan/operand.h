// SPDX-License-Identifier: BSD-2-Clause
// What a name in an expression means for a probe: a field, or what is known of every hit.
#pragma once

#include <string_view>

#include "abi/probe.h"
#include "base/result.h"
#include "spec/probe.h"

namespace strobe::plan {

struct Operand {
	strobe_value value{};
	spec::Shape shape = spec::Shape::kUnsigned;
	[[nodiscard]] bool is_text() const { return shape == spec::Shape::kText; }
};

/// pid, tid, uid, cpu, comm, or a field; "args.NAME" is always the field. Error: no such name, or nothing that could
/// be compared.
Result<Operand> operand(std::string_view name, const spec::ProbeRow& row);

} // namespace strobe::plan
