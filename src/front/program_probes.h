// SPDX-License-Identifier: BSD-2-Clause
// SPECs of probes in programs and libraries become rows: which files are meant, and what in them.
#pragma once

#include <map>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "base/result.h"
#include "cli/probe_spec.h"
#include "spec/probe.h"
#include "types/program.h"

namespace strobe::front {

/// The files that the rows refer to stay open as long as it lives.
class ProgramProbes {
public:
	/// Where a SPEC without a binary looks: in these processes, or in this command.
	void look_into(std::span<const int> pids, const std::string& command) {
		pids_.assign(pids.begin(), pids.end());
		command_ = command;
	}

	Result<std::vector<spec::ProbeRow>> rows_of(const cli::ProbeSpec& spec, bool force);
	/// Whole SPECs that match; the binary may be a glob, too.
	Result<std::vector<std::string>> matching(const cli::ProbeSpec& pattern);

private:
	struct Binary {
		std::string path;
		std::string title; ///< as rows and SPECs call it
	};
	Result<std::vector<Binary>> binaries_of(const cli::ProbeSpec& spec);
	Result<types::Program*> program(const std::string& path);
	Result<std::vector<spec::ProbeRow>> functions(const Binary& binary, const cli::ProbeSpec& spec, bool force);
	Result<std::vector<spec::ProbeRow>> usdt(const Binary& binary, const cli::ProbeSpec& spec, bool force);

	std::vector<int> pids_;
	std::string command_;
	std::map<std::string, std::unique_ptr<types::Program>> programs_;
};

} // namespace strobe::front
