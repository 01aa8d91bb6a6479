// SPDX-License-Identifier: BSD-2-Clause
// A growing text buffer that is reused from line to line: appending does not allocate once it has grown.
#pragma once

#include <charconv>
#include <cstdint>
#include <string>
#include <string_view>

namespace strobe {

class TextBuf {
public:
	void clear() { s_.clear(); }
	[[nodiscard]] std::string_view view() const { return s_; }
	[[nodiscard]] size_t size() const { return s_.size(); }
	[[nodiscard]] bool empty() const { return s_.empty(); }
	/// Forgets everything behind `n` bytes.
	void truncate(size_t n) { s_.resize(n); }

	/// Before what stands at `at`.
	void insert(size_t at, std::string_view s) { s_.insert(at, s); }

	void put(char c) { s_.push_back(c); }
	void put(std::string_view s) { s_.append(s); }
	void pad(size_t n, char c = ' ') { s_.append(n, c); }
	void dec(int64_t v) { number(v, 10); }
	void udec(uint64_t v) { number(v, 10); }
	/// Right-aligned in `width` columns.
	void udec(uint64_t v, size_t width) {
		size_t digits = 1;
		for (uint64_t rest = v; rest >= 10; rest /= 10) digits++;
		if (digits < width) pad(width - digits);
		number(v, 10);
	}
	/// Blanks up to column `n`.
	void pad_to(size_t n) {
		if (size() < n) pad(n - size());
	}
	/// With 0x; 0 prints "0", as C's %#x does.
	void hex(uint64_t v) {
		if (v) s_.append("0x");
		number(v, 16);
	}
	/// With a leading 0 and at least three digits: 000, 0644.
	void oct(uint64_t v) {
		put('0');
		if (v < 8) put('0');
		number(v, 8);
	}

private:
	template <class T>
	void number(T v, int base) {
		char b[24];
		auto r = std::to_chars(b, b + sizeof b, v, base);
		s_.append(b, static_cast<size_t>(r.ptr - b));
	}
	std::string s_;
};

} // namespace strobe
