// SPDX-License-Identifier: BSD-2-Clause
// Probes that programs bring along (USDT): notes of section .note.stapsdt, which tell where they are and where their
// arguments are found there.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "spec/cast.h"
#include "spec/probe.h"
#include "types/elf_file.h"

namespace strobe::types {

/// One place of a probe; a probe may have several, each with its own arguments.
struct UsdtPlace {
	std::string provider, name;
	uint64_t address = 0;
	uint64_t semaphore = 0; ///< address of the counter that switches the probe on; 0: it needs none
	std::string arguments;  ///< "-4@%edi 8@-16(%rbp) 4@$5"
};

/// All that a file brings along, in the order of the file.
std::vector<UsdtPlace> usdt_places(const ElfFile& file);

/// The bytes of one such section. `base`: where .stapsdt.base is now; 0: nowhere, the notes are right as they are.
std::vector<UsdtPlace> parse_usdt_notes(std::string_view section, uint64_t base);

/// The arguments as fields, named arg0 ... or as the casts say. What cannot be read is at Place::kNowhere. `file`:
/// where symbols are looked up; may be nullptr.
std::vector<spec::ProbeField> usdt_arguments(const UsdtPlace& place, const std::vector<spec::Cast>& casts,
											 ElfFile* file);

Result<spec::ProbeRow> usdt_row(const UsdtPlace& place, const std::vector<spec::Cast>& casts, ElfFile& file,
								const std::string& title);

} // namespace strobe::types
