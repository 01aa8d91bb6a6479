// SPDX-License-Identifier: BSD-2-Clause
// Finds the owners of events of sockets, and passes on those that are in scope.
#pragma once

#include <chrono>
#include <functional>
#include <optional>
#include <string>
#include <unordered_map>
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
	void find_owners(engine::SocketOwners::List list);

	/// Whether sockets of this process are wanted: `pid` of the initial pid namespace. `time`: of their event; 0: at
	/// any time.
	[[nodiscard]] bool in_scope(uint32_t pid, std::string_view comm, uint64_t time) const;

	void begins(event::Task&, uint64_t) override {}
	void ends(event::Task&, uint64_t, uint16_t) override {}
	void lost(event::Task&, uint64_t, uint32_t, bool) override {}
	void attached(event::Task& t) override { processes_[t.process] = kAlive; }
	void execed(event::Task& t, uint64_t, uint32_t) override { processes_[t.process] = kAlive; }
	void forked(event::Task&, event::Task& child) override { processes_[child.process] = kAlive; }
	void died(event::Task& t, uint64_t time, uint32_t code) override;
	void hit(const event::Record& record) override;

	/// Passes on what has come so far. May wait for a moment, so that looking for owners costs little.
	void settle();
	/// Finds out anew who holds which socket.
	void look() { owners_->look(); }

	/// Of a socket whose packets were counted: whoever holds it, else `last`, who used it last; nothing: it is not in
	/// scope.
	[[nodiscard]] std::optional<std::vector<engine::SocketOwner>> owners_of(uint64_t cookie,
																			const engine::SocketOwner& last) const;

private:
	static constexpr uint64_t kAlive = UINT64_MAX;

	/// Calls f(record) for each that waits.
	template <class F>
	void each_waiting(F&& f) const;
	[[nodiscard]] bool know_owners() const;
	void pass_all(bool may_wait);
	void pass_on(const event::Record& record);
	[[nodiscard]] bool is_ours(uint32_t pid, uint64_t time) const;
	[[nodiscard]] bool wanted(uint32_t pid, std::span<const engine::SocketOwner> owners, uint64_t time) const;

	const Scope scope_;
	const std::function<void(const Event&)> next_;
	std::optional<engine::SocketOwners> owners_;
	/// In scope, by pid of the initial pid namespace; and until when: the number may become that of a stranger.
	std::unordered_map<uint32_t, uint64_t> processes_;
	uint64_t last_death_ = 0;      ///< ns, CLOCK_MONOTONIC
	std::vector<uint8_t> waiting_; ///< records, each padded to 8 bytes
	uint64_t lost_ = 0;
};

} // namespace strobe::front
