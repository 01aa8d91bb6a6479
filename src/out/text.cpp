// SPDX-License-Identifier: BSD-2-Clause
#include "out/text.h"

#include <algorithm>
#include <array>

namespace strobe::out {

namespace {

constexpr char kDigits[] = "0123456789abcdef";

/// How a byte of a string prints: 0 as it is, 1 as a number, else behind a backslash as this character.
constexpr std::array<char, 256> make_escapes() {
	std::array<char, 256> t{};
	for (unsigned c = 0; c < 256; ++c) t[c] = c < ' ' || c > '~' ? 1 : 0;
	t['"'] = '"';
	t['\\'] = '\\';
	t['\f'] = 'f';
	t['\n'] = 'n';
	t['\r'] = 'r';
	t['\t'] = 't';
	t['\v'] = 'v';
	return t;
}
constexpr std::array<char, 256> kEscapes = make_escapes();

bool is_octal_digit(uint8_t c) {
	return c >= '0' && c <= '7';
}

void put_hex_byte(TextBuf& out, uint8_t c) {
	const char b[4] = {'\\', 'x', kDigits[c >> 4], kDigits[c & 15]};
	out.put({b, sizeof b});
}

/// The shortest octal escape, unless a digit follows that would read as part of it.
void put_octal_byte(TextBuf& out, uint8_t c, bool digit_follows) {
	const char b[4] = {'\\', kDigits[c >> 6], kDigits[(c >> 3) & 7], kDigits[c & 7]};
	const size_t digits = digit_follows || c >= 0100 ? 3 : c >= 010 ? 2 : 1;
	out.put(b[0]);
	out.put({b + 4 - digits, digits});
}

void put_escaped(TextBuf& out, std::span<const uint8_t> bytes, bool hex_chars) {
	const auto* text = reinterpret_cast<const char*>(bytes.data());
	for (size_t i = 0; i < bytes.size();) {
		size_t run = i;
		while (run < bytes.size() && kEscapes[bytes[run]] == 0) ++run;
		out.put({text + i, run - i});
		if (run == bytes.size()) return;
		const uint8_t c = bytes[run];
		i = run + 1;
		if (kEscapes[c] != 1) {
			out.put('\\');
			out.put(kEscapes[c]);
		} else if (hex_chars) {
			put_hex_byte(out, c);
		} else {
			put_octal_byte(out, c, i < bytes.size() && is_octal_digit(bytes[i]));
		}
	}
}

} // namespace

void put_string(TextBuf& out, std::span<const uint8_t> bytes, StringStyle style, HexStrings hex) {
	const auto strange = [](uint8_t c) { return kEscapes[c] == 1; };
	const bool all_hex = style.hex || hex == HexStrings::kAll ||
						 (hex == HexStrings::kNonAscii && std::any_of(bytes.begin(), bytes.end(), strange));
	if (style.prefix) out.put(style.prefix);
	if (!style.no_quotes) out.put('"');
	if (all_hex)
		for (const uint8_t c : bytes) put_hex_byte(out, c);
	else
		put_escaped(out, bytes, hex == HexStrings::kNonAsciiChars);
	if (!style.no_quotes) out.put('"');
	if (style.cut) out.put("...");
}

void put_name(TextBuf& out, std::string_view name) {
	if (std::ranges::all_of(name, [](char c) { return c >= ' ' && c <= '~'; })) return out.put(name);
	put_string(out, {reinterpret_cast<const uint8_t*>(name.data()), name.size()}, {.no_quotes = true},
			   HexStrings::kNone);
}

std::string name_text(std::string_view name) {
	TextBuf text;
	put_name(text, name);
	return std::string(text.view());
}

void TextSink::separator() {
	if (separate_) out_.put(in_set_ ? " " : ", ");
	separate_ = true;
}

void TextSink::argument(std::string_view) {
	separator();
}

void TextSink::named_argument(std::string_view name) {
	const size_t begin = out_.size();
	field(name);
	if (marks_) marks_->push_back({std::string(name), begin, out_.size()});
}

void TextSink::number(uint64_t v, Radix radix) {
	switch (radix) {
	case Radix::kHex: out_.hex(v); break;
	case Radix::kDecimal: out_.dec(static_cast<int64_t>(v)); break;
	case Radix::kUnsigned: out_.udec(v); break;
	case Radix::kOctal: out_.oct(v); break;
	}
}

void TextSink::address(uint64_t v) {
	if (v)
		out_.hex(v);
	else
		out_.put("NULL");
}

void TextSink::endpoint(std::string_view address, uint16_t port) {
	const bool brackets = address.find(':') != std::string_view::npos;
	if (brackets) out_.put('[');
	out_.put(address);
	out_.put(brackets ? "]:" : ":");
	out_.udec(port);
}

/// Three digits behind the point: 870ns, 12.345us, 1.000s.
void TextSink::duration(uint64_t ns) {
	if (ns < 1000) {
		out_.udec(ns);
		out_.put("ns");
		return;
	}
	const bool micro = ns < 1'000'000, milli = ns < 1'000'000'000;
	const uint64_t unit = micro ? 1000 : milli ? 1'000'000 : 1'000'000'000;
	const uint64_t thousandths = ns % unit / (unit / 1000);
	out_.udec(ns / unit);
	out_.put(thousandths < 10 ? ".00" : thousandths < 100 ? ".0" : ".");
	out_.udec(thousandths);
	out_.put(micro ? "us" : milli ? "ms" : "s");
}

void TextSink::constant(uint64_t raw, std::string_view text, std::string_view unknown, Radix radix) {
	if (options_.xlat == XlatStyle::kAbbrev && !text.empty()) {
		out_.put(text);
		return;
	}
	number(raw, radix);
	if (options_.xlat == XlatStyle::kRaw) return;
	const std::string_view note = text.empty() ? unknown : text;
	if (!note.empty()) comment(note);
}

void TextSink::string(std::span<const uint8_t> bytes, StringStyle style) {
	put_string(out_, bytes, style, options_.hex_strings);
}

void TextSink::begin_struct() {
	out_.put('{');
	separate_ = false;
}

void TextSink::field(std::string_view name) {
	separator();
	if (name.empty()) return;
	out_.put(name);
	out_.put('=');
}

void TextSink::more() {
	separator();
	out_.put("...");
}

void TextSink::end_struct(bool more_follows) {
	if (more_follows) more();
	out_.put('}');
	separate_ = true;
}

void TextSink::encoded(std::string_view name, std::span<const uint8_t> bytes, std::string_view text,
					   std::string_view whole) {
	if (options_.xlat == XlatStyle::kAbbrev) {
		field(whole.empty() ? name : "");
		out_.put(whole.empty() ? text : whole);
		return;
	}
	field(name);
	put_string(out_, bytes, {.hex = true}, options_.hex_strings);
	if (options_.xlat == XlatStyle::kVerbose) comment(text);
}

void TextSink::begin_array() {
	out_.put('[');
	separate_ = false;
}

void TextSink::element() {
	separator();
}

void TextSink::end_array(ArrayEnd end, uint64_t fault_addr) {
	if (end != ArrayEnd::kComplete) more();
	if (end == ArrayEnd::kFault) {
		out_.put(" /* ");
		address(fault_addr);
		out_.put(" */");
	}
	out_.put(']');
	separate_ = true;
}

void TextSink::begin_set(bool inverted) {
	out_.put(inverted ? "~[" : "[");
	separate_ = false;
	in_set_ = true;
}

void TextSink::end_set(bool more_follows) {
	if (more_follows) more();
	out_.put(']');
	in_set_ = false;
	separate_ = true;
}

void TextSink::comment(std::string_view text) {
	out_.put(" /* ");
	out_.put(text);
	out_.put(" */");
}

void TextSink::error(int number, std::string_view name, std::string_view text, bool restart) {
	out_.put(restart ? "? " : "-1 ");
	if (name.empty()) {
		out_.put("(errno ");
		out_.dec(number);
	} else {
		out_.put(name);
		out_.put(" (");
		out_.put(text);
	}
	out_.put(')');
}

void TextSink::begin_note() {
	out_.put(" (");
	separate_ = false;
}

void TextSink::end_note() {
	out_.put(')');
	separate_ = true;
}

} // namespace strobe::out
