// SPDX-License-Identifier: BSD-2-Clause
// A packet as a line: its headers by name.
#pragma once

#include <vector>

#include "decode/packet.h"
#include "event/packet.h"
#include "front/hits.h"

namespace strobe::front {

/// The headers of a record's packet.
decode::Headers headers_of(const strobe_packet& packet);

/// For templates: what each record has.
std::vector<spec::ProbeField> packet_fields();

/// tcp dir=out, src=10.0.0.2:43112, dst=10.0.0.1:80, flags=SYN, seq=...
class PacketBody final : public HitBody {
public:
	std::string_view name(const event::Record& record) override;
	void values(const event::Record& record, out::ValueSink& sink) override;
	[[nodiscard]] std::span<const std::string_view> names() const override;
};

/// udp dir=out, local=10.0.0.2:43112, remote=10.0.0.1:53, len=33
class DatagramBody final : public HitBody {
public:
	std::string_view name(const event::Record&) override { return "udp"; }
	void values(const event::Record& record, out::ValueSink& sink) override;
	[[nodiscard]] std::span<const std::string_view> names() const override;
};

} // namespace strobe::front
