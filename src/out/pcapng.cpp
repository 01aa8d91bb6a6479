// SPDX-License-Identifier: BSD-2-Clause
#include "out/pcapng.h"

#include <algorithm>
#include <cstring>

namespace strobe::out {

namespace {

// Types of blocks and options.
constexpr uint32_t kSection = 0x0a0d0d0a, kInterface = 1, kStatistics = 5, kPacket = 6;
constexpr uint16_t kEndOfOptions = 0, kComment = 1;
constexpr uint16_t kSectionApplication = 4;
constexpr uint16_t kInterfaceName = 2, kTimeResolution = 9;
constexpr uint16_t kPacketFlags = 2;
constexpr uint16_t kReceived = 4, kDropped = 5;

constexpr uint32_t kByteOrder = 0x1a2b3c4d; // readers see from it that numbers are as this machine writes them
constexpr uint8_t kNanoseconds = 9;         // 10^-9 s
constexpr size_t kMostOption = 65532;       // a u16, and whole words

template <class T>
std::span<const uint8_t> bytes_of(const T& v) {
	return {reinterpret_cast<const uint8_t*>(&v), sizeof v};
}

std::span<const uint8_t> bytes_of(std::string_view text) {
	return {reinterpret_cast<const uint8_t*>(text.data()), text.size()};
}

} // namespace

template <class T>
void Pcapng::put(T v) {
	const auto bytes = bytes_of(v);
	block_.insert(block_.end(), bytes.begin(), bytes.end());
}

/// Padded to whole words, as everything of variable length is.
void Pcapng::put_bytes(std::span<const uint8_t> bytes) {
	block_.insert(block_.end(), bytes.begin(), bytes.end());
	block_.resize((block_.size() + 3) & ~size_t{3});
}

void Pcapng::put_time(uint64_t ns) {
	put(static_cast<uint32_t>(ns >> 32));
	put(static_cast<uint32_t>(ns));
}

void Pcapng::begin(uint32_t type) {
	block_.clear();
	put(type);
	put(uint32_t{0}); // the length, which end() knows
}

void Pcapng::option(uint16_t code, std::span<const uint8_t> value) {
	value = value.first(std::min(value.size(), kMostOption));
	put(code);
	put(static_cast<uint16_t>(value.size()));
	put_bytes(value);
}

void Pcapng::end_options() {
	put(kEndOfOptions);
	put(uint16_t{0});
}

/// The length stands at both ends, so that readers can go backwards.
void Pcapng::end() {
	const auto length = static_cast<uint32_t>(block_.size() + sizeof(uint32_t));
	put(length);
	std::memcpy(block_.data() + sizeof(uint32_t), &length, sizeof length);
	writer_.put({reinterpret_cast<const char*>(block_.data()), block_.size()});
}

Pcapng::Pcapng(Writer writer, std::string_view application) : writer_(std::move(writer)) {
	begin(kSection);
	put(kByteOrder);
	put(uint16_t{1}); // version 1.0
	put(uint16_t{0});
	put(int64_t{-1}); // length of the section: up to the end of the file
	option(kSectionApplication, bytes_of(application));
	end_options();
	end();
}

uint32_t Pcapng::interface(std::string_view name, Link link, uint32_t snaplen) {
	begin(kInterface);
	put(static_cast<uint16_t>(link));
	put(uint16_t{0});
	put(snaplen);
	option(kInterfaceName, bytes_of(name));
	option(kTimeResolution, bytes_of(kNanoseconds));
	end_options();
	end();
	return interfaces_++;
}

void Pcapng::packet(const Captured& p) {
	begin(kPacket);
	put(p.interface);
	put_time(p.wall_ns);
	put(static_cast<uint32_t>(p.bytes.size()));
	put(p.length);
	put_bytes(p.bytes);
	if (p.direction != Direction::kUnknown) option(kPacketFlags, bytes_of(static_cast<uint32_t>(p.direction)));
	if (!p.comment.empty()) option(kComment, bytes_of(p.comment));
	if (p.direction != Direction::kUnknown || !p.comment.empty()) end_options();
	end();
}

void Pcapng::statistics(uint32_t interface, uint64_t wall_ns, uint64_t received, uint64_t lost) {
	begin(kStatistics);
	put(interface);
	put_time(wall_ns);
	option(kReceived, bytes_of(received));
	option(kDropped, bytes_of(lost));
	end_options();
	end();
}

} // namespace strobe::out
