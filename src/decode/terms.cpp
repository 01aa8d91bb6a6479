// SPDX-License-Identifier: BSD-2-Clause
#include "decode/terms.h"

namespace strobe::decode {

namespace {

void comment(TextBuf& t, string_view text) {
	t.put(" /* ");
	t.put(text);
	t.put(" */");
}

} // namespace

Terms& Terms::constant(uint64_t v, string_view name, string_view unknown, bool decimal) {
	const bool abbrev = style_ == out::XlatStyle::kAbbrev;
	if (abbrev && !name.empty()) return put(name);
	if (decimal)
		text_.udec(v);
	else
		text_.hex(v);
	const string_view said = name.empty() ? unknown : name;
	if (style_ != out::XlatStyle::kRaw && !said.empty()) comment(text_, said);
	return *this;
}

Terms& Terms::flags(const spec::Xlat& x, uint64_t v) {
	TextBuf names;
	join_flags(x, v, names);
	// zero without a name prints only where a default does
	if (v == 0 && names.empty() && x.unknown.empty()) return *this;
	return constant(v, names.view(), v ? x.unknown : string_view());
}

void put_character(TextBuf& out, uint8_t c, bool blanks) {
	constexpr string_view kDigits = "0123456789abcdef", kBlanks = "tnvfr";
	out.put('\'');
	if (c >= ' ' && c < 0x7f) {
		if (c == '\'' || c == '\\') out.put('\\');
		out.put(static_cast<char>(c));
	} else if (blanks && c >= '\t' && c <= '\r') {
		out.put('\\');
		out.put(kBlanks[c - '\t']);
	} else {
		out.put("\\x");
		out.put(kDigits[c >> 4]);
		out.put(kDigits[c & 0xf]);
	}
	out.put('\'');
}

/// With numbers in it there is no symbolic form of the whole: the text stands for itself.
void Terms::print(uint64_t raw) {
	if (style_ == out::XlatStyle::kAbbrev)
		d_.sink.constant(raw, text_.view(), {}, Radix::kHex);
	else
		d_.sink.plain(text_.view());
}

} // namespace strobe::decode
