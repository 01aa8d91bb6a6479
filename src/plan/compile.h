// SPDX-License-Identifier: BSD-2-Clause
// Compiles rows into fetch plans: which user memory the kernel side copies, when, and how much of it. Options act here,
// so that the kernel side needs no option code.
#pragma once

#include <bitset>
#include <functional>
#include <utility>
#include <vector>

#include "abi/plan.h"
#include "base/result.h"
#include "spec/registry.h"

namespace strobe::plan {

/// How much of one call is wanted.
struct CallOptions {
	bool traced = true;
	bool abbrev = true;  ///< -e abbrev=: not only the first elements, and fields of little interest
	bool verbose = true; ///< -e verbose=: structures are read
	bool raw = false;    ///< -e raw=: nothing is read
	bool whole = false;  ///< -e read=, write=: buffers as long as they are
};

struct Options {
	unsigned max_string = 32; ///< -s, in bytes of a string or elements of an array
	bool count_only = false;  ///< -c: nothing is read
	std::function<CallOptions(spec::Abi, const spec::Row&)> of_call{}; ///< empty: everything
	bool unknown_traced = true;                                        ///< numbers without a row
};

/// What the engine installs. Plans by index of the plan array; calls without a plan are not traced.
struct PlanSet {
	std::vector<strobe_plan> plans; ///< STROBE_PLANS of them
	std::vector<std::pair<strobe_variant_key, uint32_t>> variants;
};

/// Plan of one row, without variants. Error: a row that names an unknown argument, or has more ops than a plan can
/// hold.
Result<strobe_plan> compile(const spec::Row& row, const Options& options);

/// Plans of all rows in all ABIs. Calls of i386 and x32 print raw, so their plans read nothing.
Result<PlanSet> compile_all(const Options& options);

/// Index of a call's plan; numbers beyond the tables share the last slot of their ABI.
uint32_t plan_index(spec::Abi abi, uint64_t nr);

} // namespace strobe::plan
