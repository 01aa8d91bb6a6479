// SPDX-License-Identifier: BSD-2-Clause
#include "engine/socket_owners.h"

#include <algorithm>
#include <cstring>
#include <ctime>
#include <unistd.h>

namespace strobe::engine {

namespace {

using namespace std::chrono_literals;

constexpr std::chrono::nanoseconds kPause = 20ms;
constexpr uint64_t kShare = 10;           // pauses last as many times as long as a list takes
constexpr size_t kMostSockets = 1u << 20; // of those that are gone, too
constexpr uint64_t kRemembered = 60e9;    // ns: events may come that long after the last holder has let go

uint64_t now() {
	timespec t{};
	clock_gettime(CLOCK_MONOTONIC, &t);
	return static_cast<uint64_t>(t.tv_sec) * 1'000'000'000 + static_cast<uint64_t>(t.tv_nsec);
}

SocketOwner owner_of(const strobe_holder& h) {
	return {.pid = static_cast<pid_t>(h.ns_pid ? h.ns_pid : h.pid),
			.initial_pid = static_cast<pid_t>(h.pid),
			.fd = static_cast<int>(h.fd),
			.comm = std::string(h.comm, strnlen(h.comm, sizeof h.comm))};
}

} // namespace

void SocketOwners::look() {
	looked_ = now();
	const auto holders = list_();
	if (holders) {
		for (const strobe_holder& h : *holders) {
			Entry& e = sockets_[h.cookie];
			if (e.seen != looked_) e.owners.clear();
			e.seen = looked_;
			e.inode = h.inode;
			if (e.owners.size() < kMost) e.owners.push_back(owner_of(h));
		}
		forget_the_old();
	}
	took_ = now() - looked_;
}

void SocketOwners::forget_the_old() {
	if (sockets_.size() < kMostSockets) return;
	std::erase_if(sockets_, [&](const auto& s) { return s.second.seen + kRemembered < looked_; });
}

bool SocketOwners::still_holds(const SocketOwner& owner, uint64_t inode) {
	char link[64] = "";
	const std::string path = "/proc/" + std::to_string(owner.pid) + "/fd/" + std::to_string(owner.fd);
	const ssize_t n = readlink(path.c_str(), link, sizeof link - 1);
	return n > 0 && std::string(link, static_cast<size_t>(n)) == "socket:[" + std::to_string(inode) + "]";
}

bool SocketOwners::knows(uint64_t cookie, uint64_t time) const {
	if (looked_ >= time) return true;
	const auto found = sockets_.find(cookie);
	if (found == sockets_.end() || found->second.seen != looked_) return false;
	constexpr uint64_t kStaleNs = std::chrono::nanoseconds(kStale).count();
	if (time - looked_ > kStaleNs) return false;
	const Entry& e = found->second;
	return std::ranges::all_of(e.owners, [&](const SocketOwner& o) { return still_holds(o, e.inode); });
}

std::chrono::nanoseconds SocketOwners::wait() const {
	const uint64_t pause = std::max<uint64_t>(kPause.count(), took_ * kShare), passed = now() - looked_;
	return std::chrono::nanoseconds(looked_ && passed < pause ? pause - passed : 0);
}

std::span<const SocketOwner> SocketOwners::of(uint64_t cookie) const {
	const auto found = sockets_.find(cookie);
	if (found == sockets_.end()) return {};
	return found->second.owners;
}

} // namespace strobe::engine
