// SPDX-License-Identifier: BSD-2-Clause
// Values that live in memory: read whole, or printed as their address.
#include <linux/limits.h>

#include <algorithm>

#include "decode/decoding.h"
#include "decode/special.h"

namespace strobe::decode {

uint64_t size_in_memory(const spec::Type& t) {
	if (t.ptr) return 8;
	switch (t.kind) {
	case Kind::kStruct: return t.st ? t.st->size : 0;
	case Kind::kArray: return t.elem ? size_in_memory(*t.elem) * t.len.n : 0;
	case Kind::kStr:
	case Kind::kPath:
	case Kind::kBytes:
	case Kind::kSigset:
	case Kind::kSockaddr: return t.len.n;
	default: return t.size;
	}
}

void Decoding::value(const spec::Type& t, uint64_t v) {
	const Special* s = t.special.empty() ? nullptr : find_special(t.special);
	if (!s || !s->value) return plain_value(t, v);
	const bool text = t.kind == Kind::kStr || t.kind == Kind::kPath || t.kind == Kind::kBytes;
	if (is_object(t) && (v == 0 || (!how.verbose && !text))) return sink.address(v);
	s->value(*this, t, is_object(t) ? v : cut(t, v));
}

void Decoding::plain_value(const spec::Type& t, uint64_t v) {
	if (is_object(t))
		object(t, v);
	else
		scalar(t, v);
}

void Decoding::value_at(const spec::Type& t, uint64_t addr) {
	if (is_object(t) && !t.ptr) return value(t, addr);
	const auto v = memory().number(addr, static_cast<unsigned>(size_in_memory(t)));
	if (v)
		value(t, *v);
	else
		sink.address(addr);
}

void Decoding::object(const spec::Type& t, uint64_t addr) {
	if (addr == 0) return sink.address(0);
	switch (t.kind) {
	case Kind::kStr:
		if (!t.ptr) return characters(addr, t.len.n);
		return string(addr, t.len.n ? std::min(t.len.n, options.max_string) : options.max_string);
	case Kind::kPath: return t.ptr ? string(addr, PATH_MAX - 1) : characters(addr, t.len.n);
	case Kind::kBytes:
		if (const auto n = length(t.len); n && !(t.len.budget && image_ == Image::kAfter && call.failed()))
			return buffer(addr, *n);
		return sink.address(addr);
	case Kind::kStruct: return t.st && how.verbose ? structure(*t.st, addr) : sink.address(addr);
	case Kind::kArray:
		if (!t.elem) return sink.address(addr);
		if (t.len.from == spec::LenFrom::kNull) return array_to_null(*t.elem, addr);
		if (const auto n = length(t.len)) return array(*t.elem, addr, *n);
		return sink.address(addr);
	case Kind::kSigset: {
		const auto n = length(t.len);
		const auto mask = n == 8 && how.verbose ? bytes(addr, 8) : std::nullopt;
		return mask ? sigset(*mask) : sink.address(addr);
	}
	case Kind::kSockaddr: {
		const auto n = length(t.len);
		return n ? sockaddr(addr, static_cast<int32_t>(*n)) : sink.address(addr);
	}
	default: { // a pointer to one scalar
		spec::Type scalar_type = t;
		scalar_type.ptr = false;
		return array(scalar_type, addr, 1);
	}
	}
}

void Decoding::string(uint64_t addr, uint64_t limit) {
	if (addr == 0) return sink.address(0);
	const auto s = memory().string(addr, limit);
	if (!s) return sink.address(addr);
	sink.string(s->bytes, {.cut = !s->terminated});
}

/// One byte more than is printed must be readable. Where the capture itself was capped, what there is counts.
void Decoding::buffer(uint64_t addr, uint64_t n, bool hex) {
	if (addr == 0) return sink.address(0);
	const uint64_t need = std::min<uint64_t>(n, uint64_t{options.max_string} + 1);
	auto b = bytes(addr, need);
	if (!b) {
		const auto run = memory().run(addr);
		if (run.fault) return sink.address(addr);
		b = run.bytes;
	}
	const uint64_t shown = std::min<uint64_t>(b->size(), options.max_string);
	sink.string(b->first(shown), {.cut = shown < n, .hex = hex});
}

/// A field of `n` characters, of which the last one has to be the NUL.
void Decoding::characters(uint64_t addr, uint64_t n) {
	auto b = bytes(addr, n);
	if (!b) {
		const auto rest = memory().run(addr);
		if (rest.fault) return sink.address(addr);
		b = rest.bytes; // the program's structure is shorter than this field
		n = rest.bytes.size();
	}
	if (n == 0) return sink.address(addr);
	const auto nul = std::find(b->begin(), b->end(), 0);
	const bool ended = nul != b->end();
	sink.string(b->first(ended ? static_cast<size_t>(nul - b->begin()) : n - 1), {.cut = !ended});
}

bool Decoding::is_shown(const spec::Field& f, bool& more) const {
	if (f.type.kind == Kind::kSkip || f.show == spec::Show::kNever) return false;
	if (!f.when.empty() && !(named(f.when).value_or(0) & f.when_mask)) return false;
	if (f.show == spec::Show::kVerbose && how.abbrev) {
		more = true;
		return false;
	}
	if (f.show != spec::Show::kNonZero) return true;
	const Bytes b =
		scope_->bytes.subspan(f.offset, std::min<size_t>(size_in_memory(f.type), scope_->bytes.size() - f.offset));
	return std::any_of(b.begin(), b.end(), [](uint8_t c) { return c != 0; });
}

void Decoding::structure(const spec::StructDef& st, uint64_t addr, uint64_t size) {
	const auto b = bytes(addr, st.size);
	if (!b) return sink.address(addr);
	sink.begin_struct();
	const bool more = fields(st, *b, addr);
	if (size > st.size) extra_bytes(addr, st.size, size);
	sink.end_struct(more);
}

bool Decoding::fields(const spec::StructDef& st, Bytes image, uint64_t addr) {
	const Scope scope{st, image, scope_};
	scope_ = &scope;
	bool more = false;
	for (const spec::Field& f : st.fields) {
		if (f.offset + size_in_memory(f.type) > st.size || !is_shown(f, more)) continue;
		sink.field(f.name);
		field(f, addr);
	}
	scope_ = scope.outer;
	return more;
}

void Decoding::field(const spec::Field& f, uint64_t addr) {
	if (is_object(f.type) && !f.type.ptr) return value(f.type, addr + f.offset);
	uint64_t v = 0;
	std::memcpy(&v, scope_->bytes.data() + f.offset, std::min<uint64_t>(size_in_memory(f.type), sizeof v));
	value(f.type, v);
}

void Decoding::extra_bytes(uint64_t addr, uint64_t known, uint64_t size) {
	constexpr uint64_t kPage = 4096; // the kernel takes no larger structure
	size = std::min(size, kPage);
	if (size <= known) return;
	const auto b = bytes(addr + known, size - known);
	if (b && std::all_of(b->begin(), b->end(), [](uint8_t c) { return c == 0; })) return;
	sink.field({});
	if (!b) return sink.plain("???");
	TextBuf& range = text();
	range.put("/* bytes ");
	range.udec(known);
	range.put("..");
	range.udec(size - 1);
	range.put(" */ ");
	sink.plain(range.view());
	const size_t shown = std::min<size_t>(b->size(), options.max_string);
	sink.string(b->first(shown), {.cut = shown < b->size(), .hex = true});
}

void Decoding::array(const spec::Type& elem, uint64_t addr, uint64_t n) {
	elements(addr, n, size_in_memory(elem), [&](uint64_t at) { value_at(elem, at); });
}

void Decoding::array_to_null(const spec::Type& elem, uint64_t addr) {
	if (!how.verbose) return sink.address(addr);
	for (uint64_t i = 0, at = addr;; ++i, at += 8) {
		const auto p = memory().number(at, 8);
		if (!p) return i == 0 ? sink.address(addr) : sink.end_array(ArrayEnd::kFault, at);
		if (i == 0) sink.begin_array();
		if (*p == 0) break;
		if (how.abbrev && i >= options.max_string) return sink.end_array(ArrayEnd::kMore, 0);
		sink.element();
		value(elem, *p);
	}
	sink.end_array(ArrayEnd::kComplete, 0);
}

// ---- shorthands for special functions ---------------------------------------------------------------------

void Decoding::int_field(string_view name, int64_t v) {
	sink.field(name);
	sink.integer(v);
}

void Decoding::uint_field(string_view name, uint64_t v) {
	sink.field(name);
	sink.unsigned_integer(v);
}

void Decoding::hex_field(string_view name, uint64_t v) {
	sink.field(name);
	sink.hexadecimal(v);
}

void Decoding::addr_field(string_view name, uint64_t v) {
	sink.field(name);
	sink.address(v);
}

void Decoding::flags_field(string_view name, const spec::Xlat& x, uint64_t v) {
	sink.field(name);
	flags(x, v);
}

void Decoding::choice_field(string_view name, const spec::Xlat& x, uint64_t v) {
	sink.field(name);
	choice(x, v);
}

} // namespace strobe::decode
