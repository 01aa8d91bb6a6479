// SPDX-License-Identifier: BSD-2-Clause
#include "out/json.h"

namespace strobe::out {

namespace {

constexpr char kDigits[] = "0123456789abcdef";
constexpr uint32_t kReplacement = 0xfffd;

/// Bytes of the character at the start of `s`, 0 when there is none: no overlong forms, no surrogates (RFC 3629).
size_t utf8_length(std::string_view s, uint32_t& c) {
	const auto byte = [&s](size_t i) { return static_cast<uint8_t>(s[i]); };
	const uint8_t first = byte(0);
	c = first;
	if (first < 0x80) return 1;
	const size_t n = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2;
	if (first < 0xc2 || first > 0xf4 || s.size() < n) return 0;
	c = first & (0x7fu >> n);
	for (size_t i = 1; i < n; i++) {
		if ((byte(i) & 0xc0) != 0x80) return 0;
		c = c << 6 | (byte(i) & 0x3fu);
	}
	const bool overlong = c < (n == 4 ? 0x10000u : n == 3 ? 0x800u : 0x80u);
	return overlong || c > 0x10ffff || (c >= 0xd800 && c <= 0xdfff) ? 0 : n;
}

bool is_utf8(std::string_view s) {
	uint32_t c = 0;
	while (!s.empty()) {
		const size_t n = utf8_length(s, c);
		if (n == 0) return false;
		s.remove_prefix(n);
	}
	return true;
}

bool stands_for_itself(char c) {
	return c >= ' ' && c < 0x7f && c != '"' && c != '\\';
}

void put_unit(TextBuf& out, uint32_t unit) {
	const char b[6] = {
		'\\', 'u', kDigits[unit >> 12 & 15], kDigits[unit >> 8 & 15], kDigits[unit >> 4 & 15], kDigits[unit & 15]};
	out.put({b, sizeof b});
}

void put_character(TextBuf& out, uint32_t c) {
	if (c == '"' || c == '\\') {
		out.put('\\');
		out.put(static_cast<char>(c));
	} else if (c == '\n' || c == '\t' || c == '\r') {
		out.put(c == '\n' ? "\\n" : c == '\t' ? "\\t" : "\\r");
	} else if (c < 0x10000) {
		put_unit(out, c);
	} else {
		put_unit(out, 0xd800 + ((c - 0x10000) >> 10));
		put_unit(out, 0xdc00 + ((c - 0x10000) & 0x3ff));
	}
}

std::string_view view_of(std::span<const uint8_t> bytes) {
	return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

void put_hex_bytes(TextBuf& out, std::string_view bytes) {
	out.put('"');
	for (const char c : bytes) {
		out.put(kDigits[static_cast<uint8_t>(c) >> 4]);
		out.put(kDigits[static_cast<uint8_t>(c) & 15]);
	}
	out.put('"');
}

} // namespace

void put_json_text(TextBuf& out, std::string_view s) {
	out.put('"');
	while (!s.empty()) {
		size_t run = 0;
		while (run < s.size() && stands_for_itself(s[run])) run++;
		out.put(s.substr(0, run));
		s.remove_prefix(run);
		if (s.empty()) break;
		uint32_t c = 0;
		const size_t n = utf8_length(s, c);
		put_character(out, n ? c : kReplacement);
		s.remove_prefix(n ? n : 1);
	}
	out.put('"');
}

void put_json_string(TextBuf& out, std::string_view bytes) {
	if (is_utf8(bytes)) return put_json_text(out, bytes);
	out.put("{\"bytes\":");
	put_hex_bytes(out, bytes);
	out.put('}');
}

JsonMembers& JsonMembers::key(std::string_view name) {
	out_.put(",\"");
	out_.put(name);
	out_.put("\":");
	return *this;
}

// ---- places ---------------------------------------------------------------------------------------------------------

void JsonSink::push(bool named, Place place) {
	levels_.push_back({.named = named, .place = place, .start = out_.size()});
}

void JsonSink::pop() {
	close_place();
	levels_.pop_back();
}

void JsonSink::begin_arguments() {
	out_.put('[');
	push(true, Place::kClosed);
}

void JsonSink::end_arguments() {
	pop();
	out_.put(']');
}

void JsonSink::begin_value() {
	noted_ = false;
	push(false, Place::kEmpty);
}

void JsonSink::end_value() {
	pop();
}

void JsonSink::open(std::string_view bracket, bool named) {
	next();
	out_.put(bracket);
	push(named, Place::kClosed);
}

void JsonSink::entry(std::string_view name) {
	close_place();
	Level& l = level();
	if (!l.empty) out_.put(',');
	l.empty = false;
	l.wrapped = l.named || !name.empty();
	if (l.wrapped) {
		out_.put('{');
		if (!name.empty()) {
			out_.put("\"name\":");
			put_json_text(out_, name);
			out_.put(',');
		}
		out_.put("\"value\":");
	}
	l.start = out_.size();
	l.place = Place::kEmpty;
}

void JsonSink::close_parts() {
	Level& l = level();
	if (l.place != Place::kParts) return;
	out_.put("]}");
	l.place = Place::kValue;
}

void JsonSink::close_place() {
	Level& l = level();
	if (l.place == Place::kClosed) return;
	if (l.place == Place::kEmpty) plain({}); // nothing was printed, and this says so
	close_parts();
	out_.pad(l.afters, '}');
	if (l.wrapped) out_.put('}');
	l.place = Place::kClosed;
	l.afters = 0;
	l.wrapped = false;
}

void JsonSink::next() {
	if (level().place == Place::kClosed) entry({});
	Level& l = level();
	if (l.place == Place::kEmpty) {
		l.place = Place::kValue;
		return;
	}
	if (l.place == Place::kValue) out_.insert(l.start, "{\"parts\":[");
	out_.put(',');
	l.place = Place::kParts;
}

void JsonSink::after() {
	if (level().place == Place::kClosed || level().place == Place::kEmpty) plain({});
	close_parts();
	Level& l = level();
	out_.insert(l.start, "{\"before\":");
	out_.put(",\"after\":");
	l.start = out_.size();
	l.place = Place::kEmpty;
	l.afters++;
}

void JsonSink::comment(std::string_view text) {
	if (level().place == Place::kClosed || level().place == Place::kEmpty) plain({});
	close_parts();
	out_.insert(level().start, "{\"value\":");
	out_.put(",\"comment\":");
	put_json_text(out_, text);
	out_.put('}');
}

// ---- values ---------------------------------------------------------------------------------------------------------

void JsonSink::integer(int64_t v) {
	next();
	out_.dec(v);
}

void JsonSink::unsigned_integer(uint64_t v) {
	next();
	out_.udec(v);
}

void JsonSink::raw_and_text(uint64_t raw, bool is_signed) {
	next();
	out_.put("{\"raw\":");
	if (is_signed)
		out_.dec(static_cast<int64_t>(raw));
	else
		out_.udec(raw);
	out_.put(",\"text\":");
	put_json_text(out_, scratch_.view());
	out_.put('}');
	scratch_.clear();
}

void JsonSink::hexadecimal(uint64_t v) {
	text_.hexadecimal(v);
	raw_and_text(v, false);
}

void JsonSink::octal(uint64_t v) {
	text_.octal(v);
	raw_and_text(v, false);
}

void JsonSink::address(uint64_t v) {
	text_.address(v);
	raw_and_text(v, false);
}

void JsonSink::constant(uint64_t raw, std::string_view text, std::string_view unknown, Radix radix) {
	text_.constant(raw, text, unknown, radix);
	raw_and_text(raw, radix == Radix::kDecimal);
}

void JsonSink::plain(std::string_view text) {
	next();
	out_.put("{\"text\":");
	put_json_text(out_, text);
	out_.put('}');
}

void JsonSink::bytes_member(std::string_view name, std::span<const uint8_t> bytes) {
	out_.put("{\"");
	out_.put(name);
	out_.put("\":");
	put_hex_bytes(out_, view_of(bytes));
}

void JsonSink::string(std::span<const uint8_t> bytes, StringStyle style) {
	next();
	const std::string_view s = view_of(bytes);
	const bool utf8 = !style.hex && is_utf8(s);
	if (utf8 && !style.cut && !style.prefix && !style.no_quotes) return put_json_text(out_, s);
	if (utf8) {
		out_.put("{\"string\":");
		put_json_text(out_, s);
	} else {
		bytes_member(style.hex ? "data" : "bytes", bytes);
	}
	if (style.prefix) {
		out_.put(",\"prefix\":");
		put_json_text(out_, {&style.prefix, 1});
	}
	if (style.no_quotes) out_.put(",\"bare\":true");
	if (style.cut) out_.put(",\"cut\":true");
	out_.put('}');
}

void JsonSink::encoded(std::string_view name, std::span<const uint8_t> bytes, std::string_view text,
					   std::string_view whole) {
	entry(name);
	next();
	text_.begin_arguments();
	text_.encoded({}, bytes, text, {});
	bytes_member("encoded", bytes);
	out_.put(",\"text\":");
	put_json_text(out_, scratch_.view());
	scratch_.clear();
	if (!whole.empty() && xlat_style() == XlatStyle::kAbbrev) {
		out_.put(",\"whole\":");
		put_json_text(out_, whole);
	}
	out_.put('}');
}

void JsonSink::end_struct(bool more) {
	pop();
	out_.put(more ? "],\"more\":true}" : "]}");
}

void JsonSink::end_array(ArrayEnd end, uint64_t fault_addr) {
	if (end != ArrayEnd::kFault) return end_struct(end == ArrayEnd::kMore);
	pop();
	out_.put("],\"more\":true,\"fault\":");
	out_.udec(fault_addr);
	out_.put('}');
}

void JsonSink::begin_set(bool inverted) {
	open(inverted ? "{\"inverted\":true,\"set\":[" : "{\"set\":[", false);
}

// ---- the result -----------------------------------------------------------------------------------------------------

void JsonSink::no_result() {
	next();
	out_.put("null");
}

void JsonSink::error(int number, std::string_view name, std::string_view text, bool restart) {
	next();
	out_.put("{\"errno\":");
	out_.dec(number);
	if (!name.empty()) {
		out_.put(",\"name\":");
		put_json_text(out_, name);
		out_.put(",\"text\":");
		put_json_text(out_, text);
	}
	out_.put(restart ? ",\"restart\":true}" : "}");
}

void JsonSink::begin_note() {
	close_place();
	if (noted_)
		out_.truncate(out_.size() - 1); // a second note goes on in the list of the first
	else
		out_.put(",\"note\":[");
	push(false, Place::kClosed);
	level().empty = !noted_;
	noted_ = true;
}

void JsonSink::end_note() {
	pop();
	out_.put(']');
}

} // namespace strobe::out
