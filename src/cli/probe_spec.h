// SPDX-License-Identifier: BSD-2-Clause
// What names a hook point: tracepoint:sched:sched_process_exec, t:tcp:*, kfunc:vfs_fsync.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cli/refusal.h"
#include "spec/cast.h"

namespace strobe::cli {

enum class ProbeKind : uint8_t {
	kTracepoint,
	// functions of the kernel
	kKprobe,
	kKretprobe,
	kFentry,
	kFexit,
	kKfunc,
	kRawTracepoint,
	kInterval,
	kProfile,
	kUprobe, ///< binary, name, offset, casts
	kUretprobe,
	kUfunc,
	kUsdt, ///< binary, category (the provider), name, casts
};

struct ProbeSpec {
	ProbeKind kind = ProbeKind::kTracepoint;
	std::string text{};             ///< as written
	std::string category{}, name{}; ///< globs; of functions only the name
	uint64_t offset = 0;            ///< bytes from the start of a function
	uint64_t period = 0;            ///< of kInterval, ns
	uint64_t frequency = 0;         ///< of kProfile, Hz

	// of programs and libraries
	std::string binary{}; ///< empty: where -p or the command say
	std::vector<spec::Cast> casts{};
	std::string result{}; ///< type; empty: as it is known
};

/// Whether a word is meant as a SPEC, possibly a wrong one: a command follows behind the last that is.
bool means_spec(std::string_view word);

Verdict parse_spec(std::string_view word, ProbeSpec& spec);

} // namespace strobe::cli
