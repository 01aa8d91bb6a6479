// SPDX-License-Identifier: BSD-2-Clause
// Number to name, per ABI. What a call takes is in its row; the registry joins the two by name.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace strobe::spec {

struct Number {
	uint16_t nr;
	std::string_view name;
};

std::span<const Number> x86_64_numbers();
std::span<const Number> i386_numbers();
/// Only the numbers that x32 does not share with x86-64.
std::span<const Number> x32_numbers();
/// Numbers of x86-64 that x32 refuses.
std::span<const uint16_t> not_on_x32();

} // namespace strobe::spec
