// SPDX-License-Identifier: BSD-2-Clause
// Which processes hold a socket, and as which descriptor.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <sys/types.h>
#include <unordered_map>
#include <vector>

#include "abi/net.h"
#include "base/result.h"

namespace strobe::engine {

struct SocketOwner {
	pid_t pid = 0;         ///< of strobe's pid namespace; of the initial one where it is not visible in strobe's
	pid_t initial_pid = 0; ///< of the initial pid namespace
	int fd = -1;           ///< -1: closed meanwhile, or not known
	std::string comm{};
};

/// What was found out, and when. A list is made again when somebody asks for a socket that it does not have, or whose
/// holders let go of it, or that is older than kStale; no more often than what costs a tenth of a processor.
class SocketOwners {
public:
	static constexpr std::chrono::milliseconds kStale{1000};

	/// Lists every open file that is a socket: Net::holders().
	using List = std::function<Result<std::vector<strobe_holder>>()>;
	explicit SocketOwners(List list) : list_(std::move(list)) {}

	/// Lists all sockets anew, now.
	void look();
	/// Whether of() can tell what was at `time` (CLOCK_MONOTONIC, ns) without look().
	[[nodiscard]] bool knows(uint64_t cookie, uint64_t time) const;
	/// How long to wait until the next look() is in order.
	[[nodiscard]] std::chrono::nanoseconds wait() const;

	/// In order of pid and descriptor; at most kMost of them. Holders of a socket that nobody holds any more are those
	/// it had last.
	[[nodiscard]] std::span<const SocketOwner> of(uint64_t cookie) const;

	static constexpr size_t kMost = 16;

private:
	struct Entry {
		std::vector<SocketOwner> owners;
		uint64_t inode = 0;
		uint64_t seen = 0; ///< time of the list that had it
	};
	[[nodiscard]] static bool still_holds(const SocketOwner& owner, uint64_t inode);
	void forget_the_old();

	const List list_;
	std::unordered_map<uint64_t, Entry> sockets_; ///< by cookie
	uint64_t looked_ = 0;                         ///< when the last list was begun; ns, CLOCK_MONOTONIC
	uint64_t took_ = 0;                           ///< ns
};

} // namespace strobe::engine
