// SPDX-License-Identifier: BSD-2-Clause
// Arguments: which there are, when they print, and from which image of the memory.
#include "decode/decoding.h"

#include <algorithm>
#include <unordered_map>

#include "decode/special.h"

namespace strobe::decode {

namespace {

uint64_t key_value(std::span<const spec::Arg> args, const event::Call& call, string_view name) {
	for (unsigned i = 0; i < args.size(); ++i)
		if (args[i].name == name) return static_cast<uint32_t>(call.args[i]);
	return 0;
}

uint64_t variant_key(uint64_t first, uint64_t second) {
	return static_cast<uint32_t>(first) | second << 32;
}

/// ioctl alone has hundreds of them: looked up by an index, made when the table is first used. Tables are static data.
const spec::Variant* find_variant(const spec::Variants& v, uint64_t first, uint64_t second) {
	using Index = std::unordered_map<uint64_t, const spec::Variant*>;
	thread_local std::unordered_map<const spec::Variant*, Index> indexes;
	Index& index = indexes[v.list.data()];
	if (index.empty())
		for (const spec::Variant& one : v.list) index.try_emplace(variant_key(one.value[0], one.value[1]), &one);
	const auto at = index.find(variant_key(first, second));
	return at == index.end() ? nullptr : at->second;
}

Phase phase_of(const spec::Type& t) {
	const Special* s = t.special.empty() ? nullptr : find_special(t.special);
	return s ? s->phase : Phase::kByDirection;
}

} // namespace

Signature signature_of(const spec::Row& row, const event::Call& call) {
	const Signature own{std::span(row.args).first(row.n_args), row.ret, row.special};
	if (!row.variants) return own;
	const spec::Variants& v = *row.variants;
	const uint64_t first = key_value(own.args, call, v.key[0]) & v.mask;
	const uint64_t second = v.key[1].empty() ? 0 : key_value(own.args, call, v.key[1]);
	const spec::Variant* variant = find_variant(v, first, second);
	return variant ? Signature{std::span(variant->args).first(variant->n_args), variant->ret, variant->special} : own;
}

Decoding::Decoding(const Signature& signature_, const event::Call& call_, const CallOptions& how_,
				   const DecodeOptions& options_, ValueSink& sink_, TextBuf& scratch)
	: signature(signature_), call(call_), how(how_), options(options_), sink(sink_), scratch_(scratch) {}

std::optional<unsigned> Decoding::index_of(string_view name) const {
	for (unsigned i = 0; i < signature.args.size(); ++i)
		if (signature.args[i].name == name) return i;
	return std::nullopt;
}

uint64_t Decoding::number(unsigned i) const {
	const spec::Type& t = signature.args[i].type;
	return is_object(t) ? call.args[i] : cut(t, call.args[i]);
}

unsigned Decoding::count() const {
	unsigned n = 0;
	for (const spec::Arg& a : signature.args) {
		if (!a.cond_arg.empty()) {
			const auto i = index_of(a.cond_arg);
			if (!i) break;
			const uint64_t held = call.args[*i] & a.cond_mask;
			if (held == 0 || (a.cond_all && held != a.cond_mask)) break;
		}
		++n;
	}
	return n;
}

bool Decoding::needs_result(unsigned i) const {
	const spec::Arg& a = signature.args[i];
	return !call.finished && a.dir != spec::Dir::kIn && is_object(a.type) && phase_of(a.type) != Phase::kEntry;
}

Printed Decoding::arguments(unsigned from) {
	const unsigned n = count();
	for (unsigned i = from; i < n; ++i) {
		if (needs_result(i)) return {i, false};
		argument(i);
	}
	return {n, true};
}

void Decoding::argument(unsigned i) {
	const spec::Arg& a = signature.args[i];
	if (a.type.kind == Kind::kSkip) return;
	sink.argument(a.name);
	budget_ = call.finished && call.ret > 0 ? static_cast<uint64_t>(call.ret) : call.finished ? 0 : ~0ull;
	if (is_length_without_address(i)) return sink.address(call.args[i]);
	directed(a, call.args[i]);
}

/// accept(3, NULL, 0x7ffe...): without a buffer nobody looks at its length.
bool Decoding::is_length_without_address(unsigned i) const {
	if (signature.args[i].dir != spec::Dir::kInOut) return false;
	for (unsigned k = 0; k < signature.args.size(); ++k) {
		const spec::Type& t = signature.args[k].type;
		if (t.kind == Kind::kSockaddr && t.len.from == spec::LenFrom::kPtrArg && t.len.name == signature.args[i].name)
			return call.args[k] == 0;
	}
	return false;
}

void Decoding::directed(const spec::Arg& a, uint64_t v) {
	look(Image::kBefore);
	const Phase phase = phase_of(a.type);
	if (!is_object(a.type) || a.dir == spec::Dir::kIn || phase == Phase::kEntry) return value(a.type, v);
	if (phase == Phase::kExit) {
		look(Image::kAfter);
		return value(a.type, v);
	}
	if (a.dir == spec::Dir::kOut) {
		if (!call.finished || (call.failed() && !a.even_failed)) return sink.address(v);
		look(Image::kAfter);
		return value(a.type, v);
	}
	in_and_out(a.type, v);
}

/// Before and after, when the call changed something: [16 => 28].
void Decoding::in_and_out(const spec::Type& t, uint64_t v) {
	const bool once = v == 0 || !how.verbose || !call.finished || call.failed() || unchanged(t, v);
	if (once) return value(t, v);
	if (t.kind == Kind::kArray && t.len.from == spec::LenFrom::kConst && t.len.n == 1 && t.special.empty()) {
		sink.begin_array();
		sink.element();
		value_at(*t.elem, v);
		sink.after();
		look(Image::kAfter);
		value_at(*t.elem, v);
		return sink.end_array(ArrayEnd::kComplete, 0);
	}
	value(t, v);
	sink.after();
	look(Image::kAfter);
	value(t, v);
}

/// Also when one of the two images is missing: then there is nothing to compare.
bool Decoding::unchanged(const spec::Type& t, uint64_t addr) {
	spec::Type object = t;
	object.ptr = false;
	uint64_t n = size_in_memory(object);
	if (t.kind >= Kind::kStr && t.kind != Kind::kStruct) {
		n = length(t.len).value_or(0);
		if (t.kind == Kind::kArray && t.elem && __builtin_mul_overflow(n, size_in_memory(*t.elem), &n)) return true;
	}
	const auto before = call.before.bytes(addr, n);
	const auto after = call.after.bytes(addr, n);
	return !before || !after || std::equal(before->begin(), before->end(), after->begin(), after->end());
}

// ---- lengths ----------------------------------------------------------------------------------------------

std::optional<uint64_t> Decoding::named(string_view name) const {
	for (const Scope* s = scope_; s; s = s->outer) {
		for (const spec::Field& f : s->st.fields) {
			if (f.name != name) continue;
			const uint64_t size = size_in_memory(f.type);
			uint64_t v = 0;
			if (size > sizeof v || f.offset + size > s->bytes.size()) return std::nullopt;
			std::memcpy(&v, s->bytes.data() + f.offset, size);
			return cut(f.type, v);
		}
	}
	const auto i = index_of(name);
	return i ? std::optional(number(*i)) : std::nullopt;
}

/// A value-result length: the kernel wrote no more than it was offered.
std::optional<uint64_t> Decoding::behind_pointer(string_view name) const {
	const auto i = index_of(name);
	if (!i) return std::nullopt;
	const auto offered = call.before.number(call.args[*i], 4);
	if (!offered) return std::nullopt;
	const int64_t before = static_cast<int32_t>(*offered);
	const auto after = call.after.number(call.args[*i], 4);
	if (image_ == Image::kBefore || !after) return static_cast<uint64_t>(before);
	return static_cast<uint64_t>(std::min(before, static_cast<int64_t>(static_cast<int32_t>(*after))));
}

std::optional<uint64_t> Decoding::length(const spec::Len& len) {
	std::optional<uint64_t> v;
	switch (len.from) {
	case spec::LenFrom::kConst: return len.n;
	case spec::LenFrom::kArg: v = named(len.name); break;
	case spec::LenFrom::kRet: v = call.finished && call.ret > 0 ? static_cast<uint64_t>(call.ret) : 0; break;
	case spec::LenFrom::kPtrArg: v = behind_pointer(len.name); break;
	case spec::LenFrom::kBits:
		v = named(len.name);
		if (v) v = (*v + 63) / 64 * 8;
		break;
	case spec::LenFrom::kNull: break;
	}
	if (!v) return std::nullopt;
	uint64_t n = 0;
	if (__builtin_mul_overflow(*v, len.scale, &n)) n = ~0ull;
	if (len.n) n = std::min<uint64_t>(n, len.n);
	if (!len.at_most.empty()) n = std::min(n, named(len.at_most).value_or(n));
	if (len.budget) {
		n = std::min(n, budget_);
		if (budget_ != ~0ull) budget_ -= n;
	}
	return n;
}

} // namespace strobe::decode
