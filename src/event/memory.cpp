// SPDX-License-Identifier: BSD-2-Clause
#include "event/memory.h"

#include <algorithm>
#include <bit>
#include <cstring>

namespace strobe::event {

namespace {

static_assert(std::endian::native == std::endian::little, "numbers are copied as they stand in memory");

// Empty spans go to memcpy, which must not be given a null pointer, not even for 0 bytes.
constexpr uint8_t kNoByte = 0;

/// What a piece holds from `addr` on; nothing when it does not hold `addr` itself.
Bytes tail(const Piece& p, uint64_t addr) {
	if (addr < p.addr || addr - p.addr >= p.bytes.size()) return {};
	return p.bytes.subspan(addr - p.addr);
}

} // namespace

std::optional<Bytes> Memory::bytes(uint64_t addr, size_t n) const {
	if (addr == 0) return std::nullopt;
	if (n == 0) return Bytes{&kNoByte, 0};
	for (const Piece& p : pieces_) {
		const Bytes t = tail(p, addr);
		if (t.size() >= n) return t.first(n);
	}
	return std::nullopt;
}

Memory::Run Memory::run(uint64_t addr) const {
	Run best;
	for (const Piece& p : pieces_) {
		const Bytes t = tail(p, addr);
		if (t.size() > best.bytes.size()) best = {t, p.status < 0};
	}
	return best;
}

std::optional<Memory::Str> Memory::string(uint64_t addr, size_t max) const {
	std::optional<Str> best;
	for (const Piece& p : pieces_) {
		const Bytes t = tail(p, addr);
		if (t.empty()) continue;
		const Bytes window = t.first(t.size() > max ? max + 1 : t.size());
		if (const void* nul = std::memchr(window.data(), 0, window.size()))
			return Str{window.first(static_cast<size_t>(static_cast<const uint8_t*>(nul) - window.data())), true};
		// Without a NUL: `max` was reached, the piece's own cap was, or a bad page came first.
		if (window.size() <= max && p.status < 0) continue;
		const Bytes shown = window.first(std::min(window.size(), max));
		if (!best || shown.size() > best->bytes.size()) best = Str{shown, false};
	}
	return best;
}

std::optional<uint64_t> Memory::number(uint64_t addr, unsigned size) const {
	uint64_t v = 0;
	if (size > sizeof v) return std::nullopt;
	const auto b = bytes(addr, size);
	if (!b) return std::nullopt;
	std::memcpy(&v, b->data(), size);
	return v;
}

} // namespace strobe::event
