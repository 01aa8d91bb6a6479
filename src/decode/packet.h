// SPDX-License-Identifier: BSD-2-Clause
// The headers of a packet, as values. Packets come from anybody: every length in them is doubted.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "out/value_sink.h"

namespace strobe::decode {

/// A packet as it was captured.
struct Packet {
	std::span<const uint8_t> bytes{}; ///< its first bytes
	uint32_t length = 0;              ///< of the whole
	bool ethernet = true;             ///< begins with an Ethernet header; else with that of `ethertype`
	uint16_t ethertype = 0;
	std::optional<uint16_t> vlan{}; ///< number of the tag which the device took off
};

struct Address {
	uint8_t family = 0; ///< AF_INET, AF_INET6
	std::array<uint8_t, 16> bytes{};
	std::optional<uint16_t> port{};

	bool operator==(const Address&) const = default;
};

/// 10.0.0.1:80, [::1]:80, 10.0.0.1
void put_address(const Address& address, out::ValueSink& sink);

/// What the headers up to that of the transport say.
struct Headers {
	/// The innermost one that was read whole: "tcp", "udp", "icmp", "icmp6", "arp", "ipv4", "ipv6", "ethernet".
	std::string_view name = "packet";
	std::optional<uint16_t> vlan{}; ///< the outer tag's number, whoever took it off
	uint16_t ethertype = 0;
	Address from{}, to{};
	uint8_t protocol = 0; ///< behind the addresses
	bool is_fragment = false, more_fragments = false;
	uint32_t fragment_offset = 0, fragment_id = 0;
	bool complete = true; ///< no header ended too early

	std::span<const uint8_t> header{};  ///< behind the addresses: transport header and what follows, as far as copied
	uint32_t header_length = 0;         ///< the same, as far as it was sent
	std::span<const uint8_t> payload{}; ///< behind the header of tcp and udp, as far as copied
	uint32_t payload_length = 0;        ///< as far as it was sent
};

Headers headers_of(const Packet& packet);

/// Addresses, and what the transport's header says, by name.
void packet(const Headers& headers, out::ValueSink& sink);
/// All names that it uses.
std::span<const std::string_view> packet_names();

} // namespace strobe::decode
