// SPDX-License-Identifier: BSD-2-Clause
// Reads numbers in network order from bytes that nobody has checked.
#pragma once

#include <cstdint>
#include <span>

namespace strobe {

/// Goes from the front to the end. What lies behind the end reads as 0, and from then on ok() is false.
class ByteReader {
public:
	explicit ByteReader(std::span<const uint8_t> bytes) : bytes_(bytes) {}

	[[nodiscard]] bool ok() const { return ok_; }
	[[nodiscard]] size_t at() const { return at_; }
	[[nodiscard]] std::span<const uint8_t> rest() const { return bytes_.subspan(at_); }

	/// The next `n` bytes; none of them when there are fewer.
	std::span<const uint8_t> take(size_t n) {
		if (n > bytes_.size() - at_) {
			ok_ = false;
			at_ = bytes_.size();
			return {};
		}
		at_ += n;
		return bytes_.subspan(at_ - n, n);
	}
	void skip(size_t n) { take(n); }
	/// Goes to an offset from the front.
	void seek(size_t at) {
		if (at > bytes_.size()) ok_ = false;
		at_ = at > bytes_.size() ? bytes_.size() : at;
	}
	uint8_t u8() { return static_cast<uint8_t>(number(1)); }
	uint16_t u16() { return static_cast<uint16_t>(number(2)); }
	uint32_t u32() { return number(4); }

private:
	uint32_t number(size_t n) {
		uint32_t v = 0;
		for (const uint8_t byte : take(n)) v = v << 8 | byte;
		return v;
	}

	std::span<const uint8_t> bytes_;
	size_t at_ = 0;
	bool ok_ = true;
};

} // namespace strobe
