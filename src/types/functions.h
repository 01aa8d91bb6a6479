// SPDX-License-Identifier: BSD-2-Clause
// Functions of the kernel and its raw tracepoints, as rows: their arguments by the names and types of BTF.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "spec/probe.h"
#include "types/btf.h"

namespace strobe::types {

/// Where the words of a hit come from: which arguments it has, and where its result is.
enum class Words : uint8_t {
	kRegisters,  ///< as the processor's convention has it: structures may stand in two, or in none
	kTrampoline, ///< as the kernel hands them to programs of fentry and fexit
};

struct FunctionSide {
	Words words = Words::kRegisters;
	bool at_return = false; ///< with the result and, besides, the time since the entry
	bool with_arguments = true;
};

/// The fields of a function of the BTF; of one that it does not know, only the result. Row's name and hook are the
/// caller's.
spec::ProbeRow function_row(const Btf& types, const std::string& name, const FunctionSide& side);

/// Words that a trampoline takes for the arguments; nullopt: the function cannot have one.
std::optional<uint32_t> trampoline_words(const Btf& types, const std::string& name);

/// nullopt: there is none of that name.
std::optional<spec::ProbeRow> raw_tracepoint_row(const Btf& types, const std::string& name);

/// Names that match a glob, sorted, each once.
std::vector<std::string> functions_matching(const Btf& types, const std::string& glob);
std::vector<std::string> raw_tracepoints_matching(const Btf& types, const std::string& glob);

/// The module of a function, by the kernel's symbols; empty: none, it is the kernel's own; nullopt: there is no such
/// function.
std::optional<std::string> module_of(std::string_view name);

/// What a name without a match may have meant; empty: nothing near.
std::string nearest_function(const Btf& types, std::string_view name);
std::string nearest_raw_tracepoint(const Btf& types, std::string_view name);

} // namespace strobe::types
