// SPDX-License-Identifier: BSD-2-Clause
// The code of one process: names of its functions, and its stacks unwound along what the compiler left about frames.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

namespace strobe::symbols {

/// A copy of the innermost part of a stack, with the registers at its time.
struct StackCopy {
	std::span<const uint64_t> registers; ///< struct pt_regs of the architecture
	std::span<const uint8_t> bytes;      ///< from the stack pointer on
};

/// Part of a file that is mapped as code.
struct Mapping {
	uint64_t start = 0, length = 0;
	uint64_t offset = 0; ///< in the file
	std::string path{};
};

class Process {
public:
	/// `mappings`: what is known if it has ended meanwhile.
	Process(int pid, std::span<const Mapping> mappings);
	~Process();
	Process(const Process&) = delete;
	Process& operator=(const Process&) = delete;

	/// Looks at the files it has mapped anew. What is known of a process that has ended stays.
	void refresh();
	/// One more, told by somebody else.
	void add(const Mapping& mapping);

	/// "burn+0x1d (program) burn.c:31"; the line where debug information has it, the address alone where nothing is
	/// known. `caller`: the address is where a call returns to, not where it was made.
	[[nodiscard]] std::string name(uint64_t address, bool caller);

	/// Addresses of the frames, innermost first; at least the first one.
	[[nodiscard]] std::vector<uint64_t> unwind(const StackCopy& stack);

private:
	struct Impl;
	std::unique_ptr<Impl> impl_;
};

} // namespace strobe::symbols
