// SPDX-License-Identifier: BSD-2-Clause
// Stacks as names, of the kernel and of all processes of a run.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "symbols/kernel.h"
#include "symbols/process.h"

namespace strobe::symbols {

class Stacks {
public:
	/// Of a stack of addresses, innermost first.
	[[nodiscard]] std::vector<std::string> kernel(std::span<const uint64_t> addresses);
	[[nodiscard]] std::vector<std::string> user(int pid, std::span<const uint64_t> addresses);
	/// Of a copy.
	[[nodiscard]] std::vector<std::string> user(int pid, const StackCopy& copy);

	/// While it runs: what it has mapped, for later.
	void learn(int pid);
	/// What is told of processes that may have ended when they are asked about.
	void mapped(int pid, Mapping mapping);
	void forked(int parent, int child);
	/// It has become another program.
	void execed(int pid);

private:
	Process& process(int pid);

	std::unordered_map<int, std::unique_ptr<Process>> processes_;
	std::unordered_map<int, std::vector<Mapping>> mappings_;
};

} // namespace strobe::symbols
