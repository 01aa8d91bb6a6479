// SPDX-License-Identifier: BSD-2-Clause
// The stacks of hits: joins their records with those of the hits, and names their frames.
#pragma once

#include <optional>
#include <vector>

#include "base/result.h"
#include "engine/mappings.h"
#include "event/record.h"
#include "spec/probe.h"
#include "symbols/stacks.h"

namespace strobe::front {

struct NamedStacks {
	std::vector<std::string> kernel, user; ///< innermost first
};

class HitStacks final : engine::MappingListener {
public:
	/// From here on processes are known that will have ended.
	Result<> watch();
	/// Of the hit of the same tid and time, which comes next.
	void keep(const event::Record& stack);
	/// Nothing: there was no room for them.
	std::optional<NamedStacks> take(const event::Record& hit);

	/// Of a group: `number` as the kernel side has it, `addresses` of that stack.
	std::vector<std::string> of_group(const spec::GroupKey& key, uint64_t number, std::span<const uint64_t> addresses);

	/// Of one address, of the kernel or of a process; where calls return to, the function that calls.
	std::string kernel(uint64_t address);
	std::string user(int pid, uint64_t address);

	/// The processes of user stacks come and go: what they have mapped can be seen while they run.
	void learn(int pid) { symbols_.learn(pid); }
	/// What has happened to processes since the last time.
	void look() {
		if (mappings_) mappings_->tell(*this);
	}

	/// Of that, what was too much at once.
	[[nodiscard]] uint64_t lost() const { return mappings_ ? mappings_->lost() : 0; }

private:
	struct Kept {
		uint32_t tid = 0;
		uint64_t time = 0;
		NamedStacks stacks{};
	};

	void mapped(int pid, uint64_t start, uint64_t length, uint64_t offset, std::string path) override;
	void forked(int parent, int child) override { symbols_.forked(parent, child); }
	void execed(int pid) override { symbols_.execed(pid); }

	std::optional<engine::Mappings> mappings_;
	symbols::Stacks symbols_;
	std::vector<Kept> kept_; ///< a hit may interrupt another one
};

} // namespace strobe::front
