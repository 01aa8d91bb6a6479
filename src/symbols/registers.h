// SPDX-License-Identifier: BSD-2-Clause
// Registers of the kernel's struct pt_regs in the order of DWARF: the only code of this folder that depends on the
// architecture.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

namespace strobe::symbols {

#ifdef __x86_64__
// r15 r14 r13 r12 bp bx r11 r10 r9 r8 ax cx dx si di orig_ax ip cs flags sp ss
constexpr std::array<size_t, 17> kDwarfOrder = {10, 12, 11, 5, 13, 14, 4, 19, 9, 8, 7, 6, 3, 2, 1, 0, 16};
constexpr size_t kProgramCounter = 16, kStackPointer = 19, kRegisters = 21;
#else
// x0 to x30, sp, pc, pstate
constexpr std::array<size_t, 32> kDwarfOrder = {0,  1,  2,  3,  4,  5,  6,  7,  8,  9,  10, 11, 12, 13, 14, 15,
												16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31};
constexpr size_t kProgramCounter = 32, kStackPointer = 31, kRegisters = 34;
#endif

} // namespace strobe::symbols
