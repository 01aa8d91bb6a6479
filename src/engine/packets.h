// SPDX-License-Identifier: BSD-2-Clause
// The kernel side of packets: where a device sends and receives them, or where sockets do.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "abi/packet.h"
#include "engine/device_hooks.h"
#include "engine/tracing.h"

namespace strobe::engine {

struct PacketsOptions {
	std::string device{}; ///< empty: where sockets send and receive, of whatever device
	bool in = true, out = true;
	bool early = false;     ///< of a device: what arrives is seen by XDP
	uint32_t snaplen = 256; ///< bytes copied of each, up to STROBE_SNAPLEN_MAX
	strobe_net_filter filter{};
	uint8_t protocol = 0;  ///< IPPROTO_; 0: any
	uint32_t sample = 1;   ///< 1 of so many of those that are wanted
	std::string cgroup{};  ///< of the sockets; empty: any
	bool count = false;    ///< packets are counted, not recorded
	bool by_owner = false; ///< counted by owner of the socket, not by addresses and ports
	bool follow = false, system_wide = false;
	int sockets_fd = -1; ///< what is known of sockets (Net::sockets_fd); -1: only what is learned of them from now on
	uint64_t ring_size = 16ull << 20;
	uint64_t max_memory = 256ull << 20;
};

struct CountedFlow {
	strobe_flow_key key{};
	strobe_flow flow{};
};

class Packets final : public Tracing {
public:
	static Result<std::unique_ptr<Packets>> start(const PacketsOptions& options);
	~Packets() override;

	/// Packets do not count before.
	Result<> begin() override;

	/// Empty where packets of sockets are seen.
	[[nodiscard]] const Device& device() const;

	/// In no order.
	[[nodiscard]] std::vector<CountedFlow> flows() const;
	/// All that found no room among them.
	[[nodiscard]] strobe_flow other_flows() const;

private:
	struct Impl;
	explicit Packets(std::unique_ptr<Impl> impl);
	std::unique_ptr<Impl> impl_;
};

} // namespace strobe::engine
