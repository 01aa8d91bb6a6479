// SPDX-License-Identifier: BSD-2-Clause
// The kernel side of probes: loads it, attaches one program to all of them, and reads what was counted.
#pragma once

#include <array>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "abi/probe.h"
#include "engine/hook.h"
#include "engine/tracing.h"

namespace strobe::engine {

struct ProbesOptions {
	bool follow = false;
	std::string comm{};            ///< glob; empty: any
	std::optional<uint32_t> uid{}; ///< nothing: any
	std::string cgroup{};          ///< empty: any
	bool system_wide = false;
	bool count = false;                  ///< hits are counted, not recorded
	uint32_t key_size = 0;               ///< of the groups in which they are counted
	bool kstack = false, ustack = false; ///< parts of the key
	bool stacks = false;                 ///< each hit's record is preceded by its stacks
	uint32_t columns = 0;                ///< of each group, besides its count
	bool histogram = false;              ///< the last part of the key is a bucket
	uint64_t ring_size = 16ull << 20;
	uint64_t max_memory = 256ull << 20;
};

struct Group {
	std::vector<uint8_t> key;
	uint64_t count = 0;
	std::array<uint64_t, STROBE_COLUMNS> columns{}; ///< numbers; with a sign where the plan says so
};

class Probes final : public Tracing {
public:
	/// Probe n has plan n. Hits do not count before begin().
	static Result<std::unique_ptr<Probes>> start(const ProbesOptions& options, const std::vector<Hook>& hooks,
												 std::span<const strobe_probe_plan> plans);
	~Probes() override;

	Result<> begin() override;

	/// In no order; what found no room is not among them (STROBE_CNT_OTHER).
	[[nodiscard]] std::vector<Group> groups() const;
	/// Addresses of a stack, innermost first; empty: there is none.
	[[nodiscard]] std::vector<uint64_t> stack(uint32_t number) const;
	/// Hits for which the kernel did not run the program, since it ran on that CPU already.
	[[nodiscard]] uint64_t kernel_misses() const override;
	/// Returns from functions of the kernel which it did not watch, since too many calls were under way; of all tasks.
	[[nodiscard]] uint64_t calls_not_followed() const;

private:
	struct Impl;
	explicit Probes(std::unique_ptr<Impl> impl);
	std::unique_ptr<Impl> impl_;
};

} // namespace strobe::engine
