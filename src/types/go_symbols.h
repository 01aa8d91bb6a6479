// SPDX-License-Identifier: BSD-2-Clause
// Functions of a program written in Go, from the table that its runtime unwinds stacks with (runtime.pclntab): it stays
// in programs whose symbols are stripped, which most are.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "types/elf_file.h"

namespace strobe::types {

/// Where in the table the address of the program's Go code stands, since Go 1.18.
constexpr uint64_t kGoTextField = 24;

/// `table`: the section .gopclntab of a program with pointers of 8 bytes, to which the names of the symbols refer.
/// `text`: the address of the program's Go code, where the table does not tell it (0). What is cut or malformed is left
/// out; so are functions whose address the loader has yet to fill in (Go before 1.18, position independent).
/// Layouts: src/runtime/symtab.go and src/debug/gosym/pclntab.go of Go 1.2, 1.16, 1.18 and 1.20.
std::vector<Symbol> go_symbols(std::string_view table, uint64_t text);

} // namespace strobe::types
