// SPDX-License-Identifier: BSD-2-Clause
// Functions of programs and libraries as rows of probes: at entry, at return, or as a whole call.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "spec/cast.h"
#include "spec/probe.h"
#include "types/dwarf.h"
#include "types/elf_file.h"

namespace strobe::types {

enum class FunctionProbe : uint8_t {
	kEntry,  ///< its arguments
	kReturn, ///< its result, and how long it took
	kCall,   ///< all of these, at the return
};

/// What is asked of a program.
struct FunctionWish {
	FunctionProbe probe = FunctionProbe::kEntry;
	std::string symbol{};            ///< a name, a glob, or an address (0x...)
	uint64_t offset = 0;             ///< behind its beginning, bytes
	std::vector<spec::Cast> casts{}; ///< of the arguments, from the first one on
	std::string result{};            ///< type of the result; empty: as it is known
};

struct Function {
	std::string name; ///< as people write it
	uint64_t address = 0, size = 0;
};

/// A program or a library, opened once, whose functions become rows. The rows refer to it.
class Program {
public:
	static Result<std::unique_ptr<Program>> open(const std::string& path);

	[[nodiscard]] const std::string& path() const { return elf_->path(); }
	[[nodiscard]] ElfFile& elf() { return *elf_; }

	/// All that a name or a glob means. Error: nothing, and why.
	Result<std::vector<Function>> find(const std::string& symbol);
	/// Only globs: whatever matches, perhaps nothing; sorted by name.
	std::vector<Function> matching(const std::string& glob);
	/// `title`: of the binary, as rows are called.
	Result<spec::ProbeRow> row(const Function& function, const FunctionWish& wish, const std::string& title);

private:
	explicit Program(std::unique_ptr<ElfFile> elf) : elf_(std::move(elf)) {}
	DwarfTypes* dwarf();
	std::vector<Function> named(std::string_view name, std::string_view version);
	Error no_function(const std::string& symbol);
	std::optional<Error> why_not(const std::string& name);
	std::string imported_from(std::string_view name);
	Result<> add_fields(const Function& function, const FunctionWish& wish, spec::ProbeRow& row);

	std::unique_ptr<ElfFile> elf_;
	std::unique_ptr<DwarfTypes> dwarf_;
	bool dwarf_sought_ = false;
};

/// The word that begins a SPEC of such a probe: "uprobe".
std::string_view word_of(FunctionProbe probe);

/// A value in a register or in memory, with the type that was given to it.
spec::ProbeField cast_field(const spec::Cast& cast, const spec::ProbeField& raw);

/// "arg0": a word of 8 bytes at this place of the context.
spec::ProbeField raw_word(std::string name, uint32_t offset);

} // namespace strobe::types
