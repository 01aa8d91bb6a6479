// SPDX-License-Identifier: BSD-2-Clause
// Structures that an eBPF object fills in and sends away, of which its BTF says nothing: clang writes down what maps
// and functions are declared with, not the types of local variables. DWARF has them.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <unordered_set>

struct btf;

namespace strobe::types {

/// Adds the structs and unions of the program's own files to `types`, behind what is there. An object without DWARF has
/// none. Returns the names of the others, which vmlinux.h and the system's headers bring.
std::unordered_set<std::string> add_debug_structures(std::span<const uint8_t> object, btf* types);

} // namespace strobe::types
