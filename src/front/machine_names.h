// SPDX-License-Identifier: BSD-2-Clause
// Names of numbers that only the running machine knows, or the tables of system calls: addresses of the kernel's
// functions, ids of cgroups, flags by their type, arguments of calls.
#pragma once

#include <memory>

#include "spec/probe.h"

namespace strobe::front {

/// Of addresses of the kernel's functions.
std::shared_ptr<const spec::NumberNames> code_names();

class MachineNames final : public spec::FieldNames {
public:
	MachineNames();
	[[nodiscard]] std::shared_ptr<const spec::NumberNames> of(const spec::ProbeField& field,
															  const spec::ProbeRow& row) const override;

private:
	std::shared_ptr<const spec::NumberNames> code_, cgroups_, modes_;
	mutable std::shared_ptr<const spec::NumberNames> allocation_; ///< of gfp_t, once a field has that type
};

} // namespace strobe::front
