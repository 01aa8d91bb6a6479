// SPDX-License-Identifier: BSD-2-Clause
#include "mend.h"

#include <algorithm>
#include <cstring>

#include "abi/event.h"

extern "C" size_t LLVMFuzzerMutate(uint8_t* data, size_t size, size_t max_size);

namespace strobe::fuzz {

namespace {

constexpr uint8_t kKinds = STROBE_EV_ATTACH;

size_t body_size(uint8_t kind) {
	constexpr size_t kSizes[] = {sizeof(strobe_call),   sizeof(strobe_call),  sizeof(strobe_fork),
								 sizeof(strobe_exec),   sizeof(strobe_death), sizeof(strobe_signal),
								 sizeof(strobe_signal), sizeof(strobe_task)};
	static_assert(std::size(kSizes) == kKinds);
	return kSizes[kind - 1];
}

size_t padded(size_t n) {
	return (n + 7) & ~size_t{7};
}

/// Pieces as far as there is room: their count is what is found, their lengths end with the record.
uint16_t mend_pieces(std::span<uint8_t> bytes, unsigned wanted) {
	uint16_t pieces = 0;
	while (pieces < wanted && bytes.size() >= sizeof(strobe_piece)) {
		strobe_piece p;
		std::memcpy(&p, bytes.data(), sizeof p);
		bytes = bytes.subspan(sizeof p);
		const auto room = static_cast<uint32_t>(bytes.size());
		if (p.len > room) std::memcpy(bytes.data() - sizeof p + offsetof(strobe_piece, len), &room, sizeof room);
		bytes = bytes.subspan(std::min(padded(std::min(p.len, room)), bytes.size()));
		pieces++;
	}
	return pieces;
}

} // namespace

void mend(std::span<uint8_t> records) {
	while (records.size() >= sizeof(strobe_event)) {
		strobe_event h;
		std::memcpy(&h, records.data(), sizeof h);
		h.kind = static_cast<uint8_t>((h.kind + kKinds - 1) % kKinds + 1);
		const size_t body = body_size(h.kind);
		if (body > records.size()) return;
		h.size = static_cast<uint32_t>(std::clamp<size_t>(h.size, body, records.size()));
		h.pieces = mend_pieces(records.subspan(body, h.size - body), h.pieces);
		std::memcpy(records.data(), &h, sizeof h);
		records = records.subspan(std::min(padded(h.size), records.size()));
	}
}

size_t mutate(uint8_t* data, size_t size, size_t max_size, unsigned seed) {
	size = LLVMFuzzerMutate(data, size, max_size);
	if (size > kChoices && seed % 8 != 0) mend({data + kChoices, size - kChoices});
	return size;
}

} // namespace strobe::fuzz
