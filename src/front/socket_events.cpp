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

/// Who used the socket last, as the kernel side saw it.
engine::SocketOwner last_user(const strobe_hit& h) {
	return {.pid = static_cast<pid_t>(h.h.ns_pid ? h.h.ns_pid : h.h.pid),
			.initial_pid = static_cast<pid_t>(h.h.pid),
			.fd = -1,
			.comm = std::string(h.comm, strnlen(h.comm, sizeof h.comm))};
}

} // namespace

void SocketEvents::find_owners(const engine::Net& net) {
	owners_.emplace(net);
	owners_->look();
}

void SocketEvents::hit(const event::Record& record) {
	const auto* const bytes = reinterpret_cast<const uint8_t*>(&record.header());
	waiting_.insert(waiting_.end(), bytes, bytes + record.header().size);
	waiting_.resize((waiting_.size() + 7) & ~size_t{7});
	if (waiting_.size() > kMostWaiting) settle();
}

void SocketEvents::settle() {
	const auto each = [&](const auto& f) {
		for (size_t at = 0; at < waiting_.size();) {
			uint32_t size = 0;
			std::memcpy(&size, waiting_.data() + at, sizeof size);
			if (const auto record = event::parse(std::span(waiting_).subspan(at, size))) f(*record);
			at += (size_t{size} + 7) & ~size_t{7};
		}
	};
	bool look = false;
	each([&](const event::Record& record) {
		const strobe_socket* s = event::socket_of(record);
		look = look || (s && (s->flags & STROBE_SOCKET_HELD) && !owners_->knows(s->cookie, record.header().time));
	});
	if (look && (scope_.may_wait || owners_->wait().count() == 0)) {
		std::this_thread::sleep_for(owners_->wait());
		owners_->look();
	}
	each([&](const event::Record& record) { pass_on(record); });
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
	if (!wanted(record.header().pid, owners)) return;
	next_({record, *s, owners, std::exchange(lost_, 0)});
}

bool SocketEvents::in_scope(uint32_t pid, std::string_view comm) const {
	if (!scope_.system_wide && !processes_.contains(pid)) return false;
	return scope_.comm.empty() || fnmatch(scope_.comm.c_str(), std::string(comm).c_str(), 0) == 0;
}

std::optional<std::vector<engine::SocketOwner>> SocketEvents::owners_of(uint64_t cookie,
																		const engine::SocketOwner& last) const {
	const std::span<const engine::SocketOwner> holders = owners_->of(cookie);
	std::vector<engine::SocketOwner> owners(holders.begin(), holders.end());
	if (owners.empty() && last.initial_pid) owners.push_back(last);
	if (!wanted(static_cast<uint32_t>(last.initial_pid), owners)) return std::nullopt;
	return owners;
}

bool SocketEvents::wanted(uint32_t pid, std::span<const engine::SocketOwner> owners) const {
	if (!scope_.system_wide) {
		const bool ours = std::ranges::any_of(
			owners, [&](const auto& o) { return processes_.contains(static_cast<uint32_t>(o.initial_pid)); });
		if (!ours && !processes_.contains(pid)) return false;
	}
	if (scope_.comm.empty()) return true;
	return std::ranges::any_of(owners,
							   [&](const auto& o) { return fnmatch(scope_.comm.c_str(), o.comm.c_str(), 0) == 0; });
}

} // namespace strobe::front
