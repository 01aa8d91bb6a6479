// SPDX-License-Identifier: BSD-2-Clause
// What can be probed on this machine: SPECs become rows, each kind through the part of types/ that knows it.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/result.h"
#include "cli/probe_spec.h"
#include "front/kernel_catalog.h"
#include "front/machine_names.h"
#include "front/program_probes.h"
#include "spec/probe.h"
#include "types/btf.h"
#include "types/tracefs.h"

namespace strobe::front {

class ProbeCatalog {
public:
	/// What probes of programs look into when they name none.
	void look_into(std::span<const int> pids, const std::string& command) { programs_.look_into(pids, command); }

	/// Rows of all that the SPECs match, each once. `force`: however many a pattern matches.
	Result<std::vector<spec::ProbeRow>> rows_of(std::span<const cli::ProbeSpec> specs, bool force);

	/// For -l: whole SPECs that match a glob, sorted; "sched:*" is one of tracepoints.
	Result<std::vector<std::string>> matching(const std::string& pattern);
	/// Of one of these.
	Result<spec::ProbeRow> row(const std::string& spec);

	/// What the user should know of how the rows are served.
	[[nodiscard]] const std::vector<std::string>& notes() const { return kernel_.notes(); }

private:
	Result<std::vector<spec::ProbeRow>> rows_of(const cli::ProbeSpec& spec, bool force);
	Result<std::vector<spec::ProbeRow>> tracepoints(const cli::ProbeSpec& spec, bool force);
	Result<const types::Tracefs*> tracefs();

	std::optional<types::Tracefs> tracefs_;
	ProgramProbes programs_;
	types::NamedTypes named_types_;
	MachineNames machine_names_;
	KernelCatalog kernel_;
};

} // namespace strobe::front
