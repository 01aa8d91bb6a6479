// SPDX-License-Identifier: BSD-2-Clause
// Finds the owners of events of sockets, and passes on those that are in scope.
#pragma once

#include <chrono>
#include <functional>
#include <optional>
#include <string>
#include <unordered_set>
#include <vector>

#include "engine/socket_owners.h"
#include "event/assembler.h"

namespace strobe::front {

class SocketEvents final : public event::Consumer {
public:
	/// When a process has ended, its sockets are closed, and their last packets answered.
	static constexpr std::chrono::milliseconds kLinger{300};

	/// An event of a socket, with whoever holds it.
	struct Event {
		const event::Record& record;
		const strobe_socket& socket;
		std::span<const engine::SocketOwner> owners;
		uint64_t lost; ///< events lost since the last one that came here
	};
	struct Scope {
		bool system_wide = false; ///< else the processes that this consumer is told of
		std::string comm{};       ///< glob; empty: any
		bool may_wait = true;     ///< for the time at which owners are looked for again; else the last known are named
	};
	SocketEvents(Scope scope, std::function<void(const Event&)> next)
		: scope_(std::move(scope)), next_(std::move(next)) {}

	/// Before the first event.
	void find_owners(const engine::Net& net);

	/// Whether sockets of this process are wanted: `pid` of the initial pid namespace.
	[[nodiscard]] bool in_scope(uint32_t pid, std::string_view comm) const;

	void begins(event::Task&, uint64_t) override {}
	void ends(event::Task&, uint64_t, uint16_t) override {}
	void lost(event::Task&, uint64_t, uint32_t, bool) override {}
	void attached(event::Task& t) override { processes_.insert(t.process); }
	void execed(event::Task& t, uint64_t, uint32_t) override { processes_.insert(t.process); }
	void forked(event::Task&, event::Task& child) override { processes_.insert(child.process); }
	void hit(const event::Record& record) override;

	/// Passes on what has come so far. May wait for a moment, so that looking for owners costs little.
	void settle();

	/// Of a socket whose packets were counted: whoever holds it, else `last`, who used it last; nothing: it is not in
	/// scope.
	[[nodiscard]] std::optional<std::vector<engine::SocketOwner>> owners_of(uint64_t cookie,
																			const engine::SocketOwner& last) const;

private:
	void pass_on(const event::Record& record);
	[[nodiscard]] bool wanted(uint32_t pid, std::span<const engine::SocketOwner> owners) const;

	const Scope scope_;
	const std::function<void(const Event&)> next_;
	std::optional<engine::SocketOwners> owners_;
	std::unordered_set<uint32_t> processes_; ///< in scope, by pid of the initial pid namespace; also those that ended
	std::vector<uint8_t> waiting_;           ///< records, each padded to 8 bytes
	uint64_t lost_ = 0;
};

} // namespace strobe::front
