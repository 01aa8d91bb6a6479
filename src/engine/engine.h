// SPDX-License-Identifier: BSD-2-Clause
// The kernel side of a trace of system calls: loads and attaches it, and reads what it counted.
#pragma once

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "abi/event.h"
#include "abi/plan.h"
#include "base/result.h"
#include "engine/tracing.h"

namespace strobe::engine {

/// Which calls of the tasks in scope are recorded; decided in the kernel.
struct Filter {
	std::string comm{};            ///< glob with * and ?; empty: any
	std::optional<uint32_t> uid{}; ///< real uid
	std::string cgroup{};          ///< path of a cgroup v2 directory, its descendants included; empty: any
	bool success = true, failure = true;
	uint64_t min_duration = 0; ///< ns
	std::vector<int> errnos{}; ///< only failures with one of these; empty: any outcome

	[[nodiscard]] bool by_outcome() const { return !success || !failure || min_duration || !errnos.empty(); }
};

struct Options {
	bool follow = false; ///< children and threads of tasks in scope too
	bool system_wide = false;
	bool wait_on_full = true; ///< slow traced tasks down instead of losing their events
	bool count_calls = false; ///< add up calls, errors and times in the kernel
	bool count_only = false;  ///< and record neither calls nor signals
	bool count_wall = false;
	bool timed = true;      ///< records of calls carry times and durations; else 0, which is cheaper
	bool with_comm = false; ///< each call record carries the task's comm
	bool live = true;       ///< somebody watches: calls that may block show when they begin
	Filter filter{};
	uint64_t signal_mask = ~0ull;       ///< bit n-1: signal n
	uint64_t ring_size = 64ull << 20;   ///< bytes, a power of two of at least one page
	uint64_t max_memory = 256ull << 20; ///< bytes of backlog in memory
};

struct Plans {
	std::span<const strobe_plan> plans; ///< STROBE_PLANS of them
	std::span<const std::pair<strobe_variant_key, uint32_t>> variants;
};

class Engine final : public Tracing {
public:
	/// Checks privileges and the kernel, loads and attaches; nothing is in scope yet.
	static Result<std::unique_ptr<Engine>> start(const Options& options, const Plans& plans);
	~Engine() override;

	/// Calls that are in flight show.
	void stop() override;
	/// -c: by index of the plan array.
	[[nodiscard]] std::vector<strobe_count> counts() const;
	[[nodiscard]] uint64_t kernel_misses() const override;

private:
	struct Impl;
	explicit Engine(std::unique_ptr<Impl> impl);
	std::unique_ptr<Impl> impl_;
};

} // namespace strobe::engine
