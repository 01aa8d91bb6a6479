// SPDX-License-Identifier: BSD-2-Clause
#include "front/capture.h"

#include <algorithm>
#include <ctime>
#include <string>

#include "cli/version.h"
#include "event/packet.h"

namespace strobe::front {

namespace {

constexpr size_t kTagAt = 12; // behind both addresses of Ethernet
constexpr size_t kTagSize = 4;

uint64_t now() {
	timespec t{};
	clock_gettime(CLOCK_REALTIME, &t);
	return static_cast<uint64_t>(t.tv_sec) * 1'000'000'000 + static_cast<uint64_t>(t.tv_nsec);
}

/// Puts a tag that the device took off back to where it was.
void put_tag(const strobe_packet& p, std::vector<uint8_t>& bytes) {
	if (!(p.flags & STROBE_PACKET_TAGGED) || !(p.flags & STROBE_PACKET_ETHERNET) || bytes.size() < kTagAt) return;
	const auto high = [](uint16_t v) { return static_cast<uint8_t>(v >> 8); };
	const auto low = [](uint16_t v) { return static_cast<uint8_t>(v); };
	const uint8_t tag[kTagSize] = {high(p.tag_type), low(p.tag_type), high(p.tag), low(p.tag)};
	bytes.insert(bytes.begin() + kTagAt, std::begin(tag), std::end(tag));
}

/// A packet that has come without its header, among others that have one.
void put_header(const strobe_packet& p, std::vector<uint8_t>& bytes) {
	if (p.flags & STROBE_PACKET_ETHERNET) return;
	bytes.insert(bytes.begin(), kTagAt + sizeof p.ethertype, 0);
	bytes[kTagAt] = static_cast<uint8_t>(p.ethertype >> 8);
	bytes[kTagAt + 1] = static_cast<uint8_t>(p.ethertype);
}

} // namespace

Capture::Capture(std::span<const ShownProbe> probes, out::Writer writer)
	: HitOutput(probes, std::move(writer)), file_(writer_, "strobe " + std::string(cli::kVersion)) {}

void Capture::begin(const engine::Device& device, uint32_t snaplen) {
	ethernet_ = device.ethernet;
	file_.interface(device.name, device.ethernet ? out::Pcapng::Link::kEthernet : out::Pcapng::Link::kRaw,
					snaplen + static_cast<uint32_t>(kTagSize));
}

void Capture::hit(const event::Record& record) {
	const strobe_packet* const p = event::packet_of(record);
	if (!p) return;
	const auto bytes = event::bytes_of(*p);
	tagged_.assign(bytes.begin(), bytes.end());
	put_tag(*p, tagged_);
	if (ethernet_) put_header(*p, tagged_);
	line_.clear();
	if (!owners_.empty()) put_who(record);
	file_.packet(
		{.wall_ns = clock_.wall(p->head.hit.h.time),
		 .length = p->length + static_cast<uint32_t>(tagged_.size() - bytes.size()),
		 .bytes = tagged_,
		 .direction = p->direction == STROBE_PACKET_OUT ? out::Pcapng::Direction::kOut : out::Pcapng::Direction::kIn,
		 .comment = line_.view()});
	packets_++;
}

void Capture::end(uint64_t lost) {
	file_.statistics(0, now(), packets_ + lost, lost);
}

} // namespace strobe::front
