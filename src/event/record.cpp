// SPDX-License-Identifier: BSD-2-Clause
#include "event/record.h"

#include <algorithm>
#include <cstring>

namespace strobe::event {

namespace {

constexpr size_t padded(size_t n) {
	return (n + 7) & ~size_t{7};
}

/// Bytes of header and body; 0 for an unknown kind.
size_t body_size(uint8_t kind) {
	switch (kind) {
	case STROBE_EV_ENTER:
	case STROBE_EV_EXIT: return sizeof(strobe_call);
	case STROBE_EV_FORK: return sizeof(strobe_fork);
	case STROBE_EV_EXEC: return sizeof(strobe_exec);
	case STROBE_EV_DEATH: return sizeof(strobe_death);
	case STROBE_EV_SIGNAL:
	case STROBE_EV_UNDELIVERED: return sizeof(strobe_signal);
	case STROBE_EV_ATTACH: return sizeof(strobe_task);
	case STROBE_EV_HIT: return sizeof(strobe_hit);
	case STROBE_EV_STACK: return sizeof(strobe_stack);
	default: return 0;
	}
}

bool pieces_fit(Bytes bytes, size_t at, unsigned pieces) {
	for (unsigned i = 0; i < pieces; ++i) {
		if (bytes.size() - at < sizeof(strobe_piece)) return false;
		strobe_piece p;
		std::memcpy(&p, bytes.data() + at, sizeof p);
		at += sizeof p;
		if (p.len > bytes.size() - at) return false;
		// The last piece may end without its padding.
		at = std::min(at + padded(p.len), bytes.size());
	}
	return true;
}

} // namespace

std::optional<Record> parse(std::span<const uint8_t> bytes) {
	if (bytes.size() < sizeof(strobe_event) || reinterpret_cast<uintptr_t>(bytes.data()) % alignof(strobe_event) != 0)
		return std::nullopt;
	strobe_event h;
	std::memcpy(&h, bytes.data(), sizeof h);
	const size_t body = body_size(h.kind);
	if (h.size != bytes.size() || body == 0 || bytes.size() < body) return std::nullopt;
	if (!pieces_fit(bytes, body, h.pieces)) return std::nullopt;
	return Record(bytes, body);
}

Piece Record::next_piece(size_t& at) const {
	strobe_piece p;
	std::memcpy(&p, bytes_.data() + at, sizeof p);
	at += sizeof p;
	const Piece piece{p.addr, p.want, p.status, p.flags, bytes_.subspan(at, p.len), p.op};
	at = std::min(at + padded(p.len), bytes_.size());
	return piece;
}

} // namespace strobe::event
