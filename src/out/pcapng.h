// SPDX-License-Identifier: BSD-2-Clause
// Packets in a file that Wireshark reads: pcapng, draft-ietf-opsawg-pcapng.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "out/writer.h"

namespace strobe::out {

class Pcapng {
public:
	/// LINKTYPE_ of the registry that pcap and pcapng share.
	enum class Link : uint16_t { kEthernet = 1, kRaw = 101 };
	enum class Direction : uint8_t { kUnknown = 0, kIn = 1, kOut = 2 };

	struct Captured {
		uint32_t interface = 0; ///< number that interface() has given
		uint64_t wall_ns = 0;   ///< since 1970
		uint32_t length = 0;    ///< of the whole packet
		std::span<const uint8_t> bytes{};
		Direction direction = Direction::kUnknown;
		std::string_view comment{}; ///< UTF-8; empty: none
	};

	/// Writes the head of the file.
	explicit Pcapng(Writer writer, std::string_view application);

	/// A network device; packets of it come later. `snaplen`: the most bytes of a packet.
	uint32_t interface(std::string_view name, Link link, uint32_t snaplen);
	void packet(const Captured& packet);
	/// At the end: what came, and what of it is missing in the file.
	void statistics(uint32_t interface, uint64_t wall_ns, uint64_t received, uint64_t lost);

	Writer& writer() { return writer_; }

private:
	void begin(uint32_t type);
	void option(uint16_t code, std::span<const uint8_t> value);
	void end_options();
	void end();
	template <class T>
	void put(T v);
	void put_bytes(std::span<const uint8_t> bytes);
	void put_time(uint64_t ns);

	Writer writer_;
	std::vector<uint8_t> block_;
	uint32_t interfaces_ = 0;
};

} // namespace strobe::out
