// SPDX-License-Identifier: BSD-2-Clause
// Names of C++ and Rust as people write them.
#pragma once

#include <string>
#include <string_view>

namespace strobe::types {

/// "ns::f(int)" of "_ZN2ns1fEi", "core::fmt::write" of Rust's older names; empty: it is no such name, or one of Rust's
/// newer ones (_R...).
std::string demangled(std::string_view name);

/// Whether `wanted` means this demangled name: all of it, or without its parameters, what it returns, or the arguments
/// of a template.
bool names_function(std::string_view demangled, std::string_view wanted);

} // namespace strobe::types
