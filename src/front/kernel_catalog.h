// SPDX-License-Identifier: BSD-2-Clause
// What can be probed inside of the kernel: its functions, by the means that it offers, and its raw tracepoints.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "cli/probe_spec.h"
#include "engine/probe.h"
#include "spec/probe.h"
#include "types/btf.h"

namespace strobe::front {

class KernelCatalog {
public:
	/// Whether a SPEC or a pattern is of one of these kinds.
	static bool knows(std::string_view spec);

	Result<std::vector<spec::ProbeRow>> rows_of(const cli::ProbeSpec& spec, bool force);

	/// For -l: whole SPECs, sorted.
	Result<std::vector<std::string>> matching(const std::string& pattern);
	/// Of one of these.
	Result<spec::ProbeRow> row(const std::string& spec);

	/// By which means functions are probed, where that was chosen.
	[[nodiscard]] const std::vector<std::string>& notes() const { return notes_; }

private:
	using Kind = cli::ProbeKind;

	Result<const types::Btf*> types();
	/// 0, or the errno of what failed.
	[[nodiscard]] int attempt(engine::Probe probe);
	[[nodiscard]] bool works(engine::Probe probe);
	[[nodiscard]] std::string lack(engine::Probe probe, const std::string& what, const char* config);
	Result<> check_support(const cli::ProbeSpec& spec);
	Result<std::vector<std::string>> names(const cli::ProbeSpec& spec, const types::Btf& types);
	Result<spec::ProbeRow> make_row(const cli::ProbeSpec& spec, const std::string& name, const types::Btf& types);
	const types::Btf* types_with(const std::string& name, const types::Btf& kernel);
	Kind choose(const std::string& name, const types::Btf& types);
	void note(std::string text);

	std::unique_ptr<types::Btf> types_;
	std::map<std::string, std::unique_ptr<types::Btf>> module_types_; ///< nullptr: the module has none
	std::unique_ptr<engine::Prober> prober_;
	std::map<engine::Probe, int> attempts_; ///< what it found
	std::vector<std::string> notes_;
};

} // namespace strobe::front
