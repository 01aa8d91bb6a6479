// SPDX-License-Identifier: BSD-2-Clause
#include "types/machine.h"

#include <charconv>
#include <elf.h>

namespace strobe::types {

namespace {

// ---- x86-64: struct pt_regs of arch/x86/include/asm/ptrace.h

constexpr uint32_t kR15 = 0, kR14 = 8, kR13 = 16, kR12 = 24, kRbp = 32, kRbx = 40, kR11 = 48, kR10 = 56, kR9 = 64,
				   kR8 = 72, kRax = 80, kRcx = 88, kRdx = 96, kRsi = 104, kRdi = 112, kRip = 128, kRsp = 152;
constexpr uint32_t kX86Arguments[] = {kRdi, kRsi, kRdx, kRcx, kR8, kR9};
constexpr uint32_t kX86GoArguments[] = {kRax, kRbx, kRcx, kRdi, kRsi, kR8};

struct Old {
	std::string_view whole, half, quarter, low, high;
	uint32_t offset;
};
constexpr Old kOld[] = {
	{"rax", "eax", "ax", "al", "ah", kRax}, {"rbx", "ebx", "bx", "bl", "bh", kRbx},
	{"rcx", "ecx", "cx", "cl", "ch", kRcx}, {"rdx", "edx", "dx", "dl", "dh", kRdx},
	{"rsi", "esi", "si", "sil", "", kRsi},  {"rdi", "edi", "di", "dil", "", kRdi},
	{"rbp", "ebp", "bp", "bpl", "", kRbp},  {"rsp", "esp", "sp", "spl", "", kRsp},
	{"rip", "eip", "ip", "", "", kRip},
};
constexpr uint32_t kNew[] = {kR8, kR9, kR10, kR11, kR12, kR13, kR14, kR15};

/// The number of a register that is called by a letter and a number; `rest`: what stands behind it.
std::optional<unsigned> numbered(std::string_view name, std::string_view& rest) {
	unsigned n = 0;
	const auto [end, error] = std::from_chars(name.data() + 1, name.data() + name.size(), n);
	if (error != std::errc{}) return std::nullopt;
	rest = name.substr(static_cast<size_t>(end - name.data()));
	return n;
}

[[maybe_unused]] std::optional<RegisterPart> x86_register(std::string_view name) {
	if (name.empty()) return std::nullopt;
	for (const Old& r : kOld) {
		if (name == r.whole) return RegisterPart{r.offset, 8};
		if (name == r.half) return RegisterPart{r.offset, 4};
		if (name == r.quarter) return RegisterPart{r.offset, 2};
		if (name == r.low) return RegisterPart{r.offset, 1};
		if (name == r.high) return RegisterPart{r.offset + 1, 1};
	}
	std::string_view rest;
	const auto n = name[0] == 'r' ? numbered(name, rest) : std::nullopt;
	if (!n || *n < 8 || *n > 15) return std::nullopt;
	for (const auto& [suffix, size] : {std::pair("", 8u), std::pair("d", 4u), std::pair("w", 2u), std::pair("b", 1u)})
		if (rest == suffix) return RegisterPart{kNew[*n - 8], size};
	return std::nullopt;
}

[[maybe_unused]] constexpr Machine kX86{.elf = EM_X86_64,
										.name = "x86-64",
										.size = 168,
										.arguments = kX86Arguments,
										.go_arguments = kX86GoArguments,
										.result = kRax,
										.stack = kRsp,
										.instruction = kRip,
										.stack_arguments = 8, // behind the return address
										.result_takes_argument = true};

// ---- arm64: struct user_pt_regs of arch/arm64/include/uapi/asm/ptrace.h

constexpr uint32_t kArmArguments[] = {0, 8, 16, 24, 32, 40, 48, 56};
constexpr uint32_t kArmStack = 31 * 8, kArmPc = 32 * 8;

[[maybe_unused]] std::optional<RegisterPart> arm_register(std::string_view name) {
	if (name == "sp") return RegisterPart{kArmStack, 8};
	if (name.empty() || (name[0] != 'x' && name[0] != 'w')) return std::nullopt;
	std::string_view rest;
	const auto n = numbered(name, rest);
	if (!n || *n > 30 || !rest.empty()) return std::nullopt;
	return RegisterPart{*n * 8, name[0] == 'x' ? 8u : 4u};
}

[[maybe_unused]] constexpr Machine kArm{.elf = EM_AARCH64,
										.name = "arm64",
										.size = 33 * 8,
										.arguments = kArmArguments,
										.go_arguments = kArmArguments,
										.result = 0,
										.stack = kArmStack,
										.instruction = kArmPc,
										.stack_arguments = 0,
										.result_takes_argument = false}; // it is in x8

} // namespace

#ifdef __aarch64__
const Machine& machine() {
	return kArm;
}
std::optional<RegisterPart> register_named(std::string_view name) {
	return arm_register(name);
}
#else
const Machine& machine() {
	return kX86;
}
std::optional<RegisterPart> register_named(std::string_view name) {
	return x86_register(name);
}
#endif

} // namespace strobe::types
