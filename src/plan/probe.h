// SPDX-License-Identifier: BSD-2-Clause
// Compiles rows of probes: what of a hit is copied, which hits pass, under which key they are counted.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "abi/probe.h"
#include "base/result.h"
#include "spec/probe.h"

namespace strobe::plan {

struct ProbeOptions {
	std::string where{}; ///< empty: every hit
	bool count = false;  ///< hits are counted, none is copied
	std::string print{}; ///< what is copied: names separated by commas; empty: all fields
	std::string by{};    ///< names separated by commas; empty: by probe
};

struct ProbePlans {
	std::vector<strobe_probe_plan> plans; ///< one for each row
	std::vector<std::vector<spec::ProbeField>>
		shown; ///< likewise: what is copied of a hit; empty when hits are counted
	std::vector<spec::GroupKey> keys;
	uint32_t key_size = 0;
};

Result<ProbePlans> compile_probes(std::span<const spec::ProbeRow> rows, const ProbeOptions& options);

} // namespace strobe::plan
