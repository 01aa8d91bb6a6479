// SPDX-License-Identifier: BSD-2-Clause
#include "front/socket_events.h"

#include <algorithm>
#include <cstring>
#include <fnmatch.h>
#include <thread>
#include <utility>

#include "event/net.h"

namespace strobe::front {

namespace {

// More than this does not wait until there is nothing else to do.
constexpr size_t kMostWaiting = 4u << 20;
// ns: so long a process's sockets may go on behind its end
constexpr uint64_t kAfterlife = 10'000'000'000;

/// Who used the socket last, as the kernel side saw it.
engine::SocketOwner last_user(const strobe_hit& h) {
	return {.pid = static_cast<pid_t>(h.h.ns_pid ? h.h.ns_pid : h.h.pid),
			.initial_pid = static_cast<pid_t>(h.h.pid),
			.fd = -1,
			.comm = std::string(h.comm, strnlen(h.comm, sizeof h.comm))};
}

} // namespace

void SocketEvents::find_owners(engine::SocketOwners::List list) {
	owners_.emplace(std::move(list));
	owners_->look();
}

/// A leader is the last of its threads to be told of, with the time of its own end.
void SocketEvents::died(event::Task& t, uint64_t time, uint32_t) {
	last_death_ = std::max(last_death_, time);
	if (t.is_leader()) processes_[t.process] = last_death_ + kAfterlife;
}

void SocketEvents::hit(const event::Record& record) {
	const auto* const bytes = reinterpret_cast<const uint8_t*>(&record.header());
	waiting_.insert(waiting_.end(), bytes, bytes + record.header().size);
	waiting_.resize((waiting_.size() + 7) & ~size_t{7});
	if (waiting_.size() > kMostWaiting) pass_all(false); // who waits falls behind
}

void SocketEvents::settle() {
	pass_all(scope_.may_wait);
}

template <class F>
void SocketEvents::each_waiting(F&& f) const {
	for (size_t at = 0; at < waiting_.size();) {
		uint32_t size = 0;
		std::memcpy(&size, waiting_.data() + at, sizeof size);
		if (const auto record = event::parse(std::span(waiting_).subspan(at, size))) f(*record);
		at += (size_t{size} + 7) & ~size_t{7};
	}
}

bool SocketEvents::know_owners() const {
	std::unordered_map<uint64_t, uint64_t> last; // of each socket that is held, by cookie: when
	each_waiting([&](const event::Record& record) {
		const strobe_socket* s = event::socket_of(record);
		if (!s || !(s->flags & STROBE_SOCKET_HELD)) return;
		uint64_t& time = last[s->cookie];
		time = std::max<uint64_t>(time, record.header().time);
	});
	return std::ranges::all_of(last, [&](const auto& s) { return owners_->knows(s.first, s.second); });
}

void SocketEvents::pass_all(bool may_wait) {
	if (!know_owners() && (may_wait || owners_->wait().count() == 0)) {
		std::this_thread::sleep_for(owners_->wait());
		owners_->look();
	}
	each_waiting([&](const event::Record& record) { pass_on(record); });
	waiting_.clear();
}

void SocketEvents::pass_on(const event::Record& record) {
	lost_ += record.header().lost;
	const strobe_socket* s = event::socket_of(record);
	if (!s) return;
	const strobe_hit& h = record.hit();
	std::span<const engine::SocketOwner> owners = owners_->of(s->cookie);
	const engine::SocketOwner user = last_user(h);
	const bool held = s->flags & STROBE_SOCKET_HELD;
	if (h.h.pid && (!held || owners.empty())) owners = {&user, 1};
	if (!wanted(h.h.pid, owners, h.h.time)) return;
	next_({record, *s, owners, std::exchange(lost_, 0)});
}

bool SocketEvents::is_ours(uint32_t pid, uint64_t time) const {
	if (scope_.system_wide) return true;
	const auto found = processes_.find(pid);
	return found != processes_.end() && time <= found->second;
}

bool SocketEvents::in_scope(uint32_t pid, std::string_view comm, uint64_t time) const {
	if (!is_ours(pid, time)) return false;
	return scope_.comm.empty() || fnmatch(scope_.comm.c_str(), std::string(comm).c_str(), 0) == 0;
}

std::optional<std::vector<engine::SocketOwner>> SocketEvents::owners_of(uint64_t cookie,
																		const engine::SocketOwner& last) const {
	const std::span<const engine::SocketOwner> holders = owners_->of(cookie);
	std::vector<engine::SocketOwner> owners(holders.begin(), holders.end());
	if (owners.empty() && last.initial_pid) owners.push_back(last);
	if (!wanted(static_cast<uint32_t>(last.initial_pid), owners, 0)) return std::nullopt;
	return owners;
}

bool SocketEvents::wanted(uint32_t pid, std::span<const engine::SocketOwner> owners, uint64_t time) const {
	const auto ours = [&](const auto& o) { return is_ours(static_cast<uint32_t>(o.initial_pid), time); };
	if (!is_ours(pid, time) && std::ranges::none_of(owners, ours)) return false;
	if (scope_.comm.empty()) return true;
	return std::ranges::any_of(owners,
							   [&](const auto& o) { return fnmatch(scope_.comm.c_str(), o.comm.c_str(), 0) == 0; });
}

} // namespace strobe::front
