// SPDX-License-Identifier: BSD-2-Clause
// A user's programs in the kernel, and beside them those that keep the scope for strobe_traced() of strobe.bpf.h.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/tracing.h"
#include "engine/user_attach.h"
#include "engine/user_object.h"
#include "engine/user_rings.h"

namespace strobe::engine {

struct UserRunOptions {
	bool follow = false;
	std::string comm{};            ///< glob; empty: any
	std::optional<uint32_t> uid{}; ///< nothing: any
	std::string cgroup{};          ///< empty: any
	bool system_wide = false;
	std::string device{}; ///< for tc and XDP; empty: none
	std::string pin{};    ///< directory; empty: nothing is pinned
	bool emits = false;   ///< the programs write to strobe_events
	/// Called when all is attached, before the command runs.
	std::function<void()> attached{};
	uint64_t ring_size = 16ull << 20;
	uint64_t max_memory = 256ull << 20;
};

class UserRun final : public Tracing {
public:
	/// Loads. The object must live as long.
	static Result<std::unique_ptr<UserRun>> start(const UserRunOptions& options, UserObject& object);
	~UserRun() override;

	/// Attaches, and runs iterators: by then the scope is complete, and strobe is not in it.
	Result<> begin() override;

	[[nodiscard]] UserRings& rings();
	[[nodiscard]] const std::vector<Attached>& attached() const;
	/// False: all were iterators, and are done.
	[[nodiscard]] bool goes_on() const;
	/// Takes the programs off their hooks; maps and rings can still be read.
	void detach();
	/// Events that strobe_emit() found no room for.
	[[nodiscard]] uint64_t lost_events() const;
	/// Programs that the kernel did not run, since they ran on that processor already, and how often.
	[[nodiscard]] std::vector<std::pair<std::string, uint64_t>> missed_runs() const;

private:
	struct Impl;
	explicit UserRun(std::unique_ptr<Impl> impl);
	std::unique_ptr<Impl> impl_;
};

} // namespace strobe::engine
