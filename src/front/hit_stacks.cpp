// SPDX-License-Identifier: BSD-2-Clause
#include "front/hit_stacks.h"

#include <algorithm>

namespace strobe::front {

namespace {

// Hits that were lost leave theirs behind.
constexpr size_t kMostKept = 64;

} // namespace

Result<> HitStacks::watch() {
	auto mappings = engine::Mappings::watch();
	if (!mappings) return mappings.error();
	mappings_ = std::move(*mappings);
	return Ok{};
}

void HitStacks::mapped(int pid, uint64_t start, uint64_t length, uint64_t offset, std::string path) {
	symbols_.mapped(pid, {.start = start, .length = length, .offset = offset, .path = std::move(path)});
}

void HitStacks::keep(const event::Record& record) {
	const strobe_stack& s = record.stack();
	look();
	const int pid = static_cast<int>(s.h.ns_pid ? s.h.ns_pid : s.h.pid);
	Kept kept{.tid = s.h.tid, .time = s.h.time};
	const std::vector<uint64_t> frames(s.frame, s.frame + std::min(s.frames, STROBE_FRAMES));
	const std::vector<uint64_t> registers(s.registers, s.registers + STROBE_REGISTERS);
	const auto copied = std::span(s.bytes).first(std::min(s.copied, STROBE_STACK_BYTES));
	kept.stacks.kernel = symbols_.kernel(frames);
	if (s.copied) kept.stacks.user = symbols_.user(pid, symbols::StackCopy{registers, copied});
	if (kept_.size() == kMostKept) kept_.erase(kept_.begin());
	kept_.push_back(std::move(kept));
}

std::optional<NamedStacks> HitStacks::take(const event::Record& hit) {
	const strobe_event& h = hit.header();
	const auto found = std::ranges::find_if(kept_, [&](const Kept& k) { return k.tid == h.tid && k.time == h.time; });
	if (found == kept_.end()) return std::nullopt;
	NamedStacks stacks = std::move(found->stacks);
	kept_.erase(found);
	return stacks;
}

std::string HitStacks::kernel(uint64_t address) {
	return symbols_.kernel(std::span(&address, 1)).front();
}

std::string HitStacks::user(int pid, uint64_t address) {
	look();
	return symbols_.user(pid, std::span(&address, 1)).front();
}

std::vector<std::string> HitStacks::of_group(const spec::GroupKey& key, uint64_t number,
											 std::span<const uint64_t> addresses) {
	if (key.stack == spec::StackKind::kKernel) return symbols_.kernel(addresses);
	return symbols_.user(static_cast<int>(number >> 32), addresses);
}

} // namespace strobe::front
