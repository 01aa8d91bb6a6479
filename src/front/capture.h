// SPDX-License-Identifier: BSD-2-Clause
// -w: packets in a file for Wireshark, with the owner of each as a comment.
#pragma once

#include <vector>

#include "engine/device_hooks.h"
#include "front/hits.h"
#include "out/pcapng.h"

namespace strobe::front {

class Capture final : public HitOutput {
public:
	Capture(std::span<const ShownProbe> probes, out::Writer writer);

	/// Before the first packet. `snaplen`: bytes of each at most.
	void begin(const engine::Device& device, uint32_t snaplen);
	void hit(const event::Record& record) override;
	void lost(uint64_t) override {} // their number stands at the end
	void groups(const report::Groups&, bool) override {}
	void end(uint64_t lost);

private:
	out::Pcapng file_;
	uint64_t packets_ = 0;
	bool ethernet_ = true;
	std::vector<uint8_t> tagged_;
};

} // namespace strobe::front
