// SPDX-License-Identifier: BSD-2-Clause
// The kernel side of `strobe net`: loads what the wanted events need, attaches it, and finds the owners of sockets.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "abi/net.h"
#include "engine/tracing.h"

namespace strobe::engine {

struct NetOptions {
	uint32_t events = 0; ///< bit n: strobe_net_event n
	strobe_net_filter filter{};
	std::string cgroup{}; ///< of the sockets; empty: any
	bool system_wide = false;
	bool count_drops = false; ///< instead of writing them
	bool rtt_by_remote = false, rtt_by_owner = false;
	uint64_t ring_size = 16ull << 20;
	uint64_t max_memory = 256ull << 20;
};

class Net final : public Tracing {
public:
	/// Events are not written before begin().
	static Result<std::unique_ptr<Net>> start(const NetOptions& options);
	/// Writes to the ring of another one, of the same size, who reads and keeps the scope: in one order of time. Of
	/// what Tracing does, only begin() and counters() have a meaning.
	static Result<std::unique_ptr<Net>> beside(const Tracing& other, const NetOptions& options);
	~Net() override;

	Result<> begin() override;

	template <class Key>
	struct Counted {
		Key key{};
		uint64_t count = 0;
	};
	/// Events for which the kernel did not run the program, since it ran on that processor already.
	[[nodiscard]] uint64_t kernel_misses() const override;
	/// With count_drops: in no order; what found no room is not among them (STROBE_CNT_OTHER).
	[[nodiscard]] std::vector<Counted<strobe_drop_key>> drops() const;
	/// Of STROBE_NET_RTT; likewise.
	[[nodiscard]] std::vector<Counted<strobe_rtt_key>> rtts() const;
	/// Where what is known of sockets is remembered (bpf/socket.bpf.h), for another object to share.
	[[nodiscard]] int sockets_fd() const;
	/// Every open file of the machine that is a socket of IP, as of now. Of a socket whose user was not seen yet, the
	/// kernel side remembers the first holder as such.
	[[nodiscard]] Result<std::vector<strobe_holder>> holders() const;

private:
	struct Impl;
	explicit Net(std::unique_ptr<Impl> impl);
	std::unique_ptr<Impl> impl_;
};

} // namespace strobe::engine
