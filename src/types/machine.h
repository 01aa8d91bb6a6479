// SPDX-License-Identifier: BSD-2-Clause
// What the processor's ABI says about functions: in which registers arguments and results are, and where the kernel
// keeps the registers of a program that hit a probe. The only place that knows.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace strobe::types {

/// Offsets are into struct pt_regs, the context of a probe.
struct Machine {
	uint16_t elf;                           ///< e_machine
	std::string_view name;                  ///< "x86-64"
	uint32_t size;                          ///< of pt_regs
	std::span<const uint32_t> arguments;    ///< integers and pointers, in order
	std::span<const uint32_t> go_arguments; ///< likewise, of functions of Go
	uint32_t result;
	uint32_t stack;             ///< the stack pointer
	uint32_t instruction;       ///< the instruction pointer
	int32_t stack_arguments;    ///< from the stack pointer at entry to the first argument that found no register
	bool result_takes_argument; ///< where to put one that no register holds is the first of the arguments
};

/// The one that strobe runs on.
const Machine& machine();

/// A register or a part of it.
struct RegisterPart {
	uint32_t offset;
	uint32_t size; ///< bytes
};

/// As assemblers write it, without %: "edi", "r10w", "x0".
std::optional<RegisterPart> register_named(std::string_view name);

} // namespace strobe::types
