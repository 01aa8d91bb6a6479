// SPDX-License-Identifier: BSD-2-Clause
// Why a user's object cannot be opened, loaded or attached: libbpf's messages and the kernel's log as one sentence, and
// what to do about it. Pure functions: everything they know is handed in.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "base/result.h"
#include "engine/source_lines.h"

namespace strobe::engine {

struct ObjectFailure {
	std::string_view file; ///< what the user called it
	std::string_view said; ///< libbpf's messages since the object was opened, one a line
	int error = 0;         ///< errno, positive; also libbpf's own
};

struct ProgramFact {
	std::string_view name, section;
};

/// A map as the object defines it.
struct MapFact {
	std::string_view name;
	uint32_t type = 0, key_size = 0, value_size = 0, max_entries = 0;
};

/// What the object consists of.
struct ObjectFacts {
	std::span<const ProgramFact> programs;
	std::span<const MapFact> maps;
	SourceLines lines;
};

[[nodiscard]] Error explain_open(const ObjectFailure& failure);
/// `log`: the verifier's, of the program that was refused; empty: it is among libbpf's messages, or there is none.
[[nodiscard]] Error explain_load(const ObjectFailure& failure, const ObjectFacts& facts, std::string_view log = {});
[[nodiscard]] Error explain_attach(const ObjectFailure& failure, const ProgramFact& program);

} // namespace strobe::engine
