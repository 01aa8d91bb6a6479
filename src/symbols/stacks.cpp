// SPDX-License-Identifier: BSD-2-Clause
#include "symbols/stacks.h"

namespace strobe::symbols {

namespace {

// Each process costs the tables of its files. Beyond that, the ones that are known are forgotten together.
constexpr size_t kMostProcesses = 256;
// Those that were told of take little.
constexpr size_t kMostMapped = 16384;

} // namespace

Process& Stacks::process(int pid) {
	if (processes_.size() >= kMostProcesses && !processes_.contains(pid)) processes_.clear();
	auto& process = processes_[pid];
	if (!process) process = std::make_unique<Process>(pid, mappings_[pid]);
	return *process;
}

void Stacks::learn(int pid) {
	const bool known = processes_.contains(pid);
	Process& p = process(pid);
	if (known) p.refresh();
}

void Stacks::mapped(int pid, Mapping mapping) {
	if (mappings_.size() >= kMostMapped && !mappings_.contains(pid)) mappings_.clear();
	const auto known = processes_.find(pid);
	if (known != processes_.end()) known->second->add(mapping);
	mappings_[pid].push_back(std::move(mapping));
}

void Stacks::forked(int parent, int child) {
	processes_.erase(child);
	const auto known = mappings_.find(parent);
	if (known == mappings_.end()) {
		mappings_.erase(child);
		return;
	}
	std::vector<Mapping> same = known->second;
	mappings_[child] = std::move(same);
}

void Stacks::execed(int pid) {
	processes_.erase(pid);
	mappings_.erase(pid);
}

std::vector<std::string> Stacks::kernel(std::span<const uint64_t> addresses) {
	const KernelSymbols& symbols = KernelSymbols::running();
	std::vector<std::string> names;
	names.reserve(addresses.size());
	for (const uint64_t address : addresses) names.push_back(symbols.name(address));
	return names;
}

std::vector<std::string> Stacks::user(int pid, std::span<const uint64_t> addresses) {
	Process& p = process(pid);
	std::vector<std::string> names;
	names.reserve(addresses.size());
	for (const uint64_t address : addresses) names.push_back(p.name(address, !names.empty()));
	return names;
}

std::vector<std::string> Stacks::user(int pid, const StackCopy& copy) {
	return user(pid, process(pid).unwind(copy));
}

} // namespace strobe::symbols
