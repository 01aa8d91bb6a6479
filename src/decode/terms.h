// SPDX-License-Identifier: BSD-2-Clause
// Numbers that are put together from several named parts, each in the style that -X asks for: IPC_CREAT|0644,
// 0x200 /* IPC_CREAT */|0644, 0x200|0644.
#pragma once

#include "decode/decoding.h"

namespace strobe::decode {

class Terms {
public:
	explicit Terms(Decoding& d) : d_(d), text_(d.text()), style_(d.sink.xlat_style()) {}

	/// Starts the next term.
	Terms& next() {
		if (!text_.empty()) text_.put('|');
		return *this;
	}
	/// A constant; `name` is empty when it has none.
	Terms& constant(uint64_t v, string_view name, string_view unknown, bool decimal = false);
	Terms& choice(const spec::Xlat& x, uint64_t v) { return constant(v, name_of(x, v), x.unknown); }
	Terms& flags(const spec::Xlat& x, uint64_t v);
	Terms& octal(uint64_t v) {
		text_.oct(v);
		return *this;
	}
	Terms& hex(uint64_t v) {
		text_.hex(v);
		return *this;
	}
	Terms& decimal(uint64_t v) {
		text_.udec(v);
		return *this;
	}
	Terms& put(string_view text) {
		text_.put(text);
		return *this;
	}
	/// The value as a whole is `raw`.
	void print(uint64_t raw);

private:
	Decoding& d_;
	TextBuf& text_;
	out::XlatStyle style_;
};

/// A character in quotes: 'a', '\\x00'; with `blanks`, '\\t' and its relatives.
void put_character(TextBuf& out, uint8_t c, bool blanks);

} // namespace strobe::decode
