// SPDX-License-Identifier: BSD-2-Clause
#include "decode/typed.h"

#include <algorithm>
#include <arpa/inet.h>
#include <array>
#include <charconv>
#include <cstring>
#include <fmt/format.h>

#include "decode/hit.h"
#include "spec/registry.h"

namespace strobe::decode {

namespace {

using spec::DataKind;
using spec::DataType;
using spec::Meaning;

constexpr uint32_t kShownElements = 64;
constexpr unsigned kDepth = 32;
constexpr size_t kMostValues = 65536; // types without a size could be nested for ever
constexpr unsigned kByte = 8;
constexpr int kMostErrno = 4095; // MAX_ERRNO of the kernel
constexpr size_t kIp6Size = 16;

bool is_number(const DataType& t) {
	switch (t.kind) {
	case DataKind::kSigned:
	case DataKind::kUnsigned:
	case DataKind::kBool:
	case DataKind::kEnum:
	case DataKind::kPointer: return true;
	default: return false;
	}
}

bool is_signed(const DataType& t) {
	return t.kind == DataKind::kSigned || (t.kind == DataKind::kEnum && t.is_signed);
}

uint64_t bit_field(const Typed& v) {
	uint64_t low = 0, high = 0; // little-endian
	std::memcpy(&low, v.bytes.data(), std::min(v.bytes.size(), sizeof low));
	if (v.bytes.size() > sizeof low) high = v.bytes[sizeof low];
	uint64_t n = low >> v.first_bit;
	if (v.first_bit) n |= high << (64 - v.first_bit);
	const unsigned above = 64 - v.bits;
	n <<= above;
	return is_signed(*v.type) ? static_cast<uint64_t>(static_cast<int64_t>(n) >> above) : n >> above;
}

Typed element_of(const Typed& v, uint32_t i) {
	const size_t size = v.type->element->size, at = size * i;
	if (at > v.bytes.size()) return {.type = v.type->element};
	return {.type = v.type->element, .bytes = v.bytes.subspan(at, std::min(size, v.bytes.size() - at))};
}

std::string ip_text(const Typed& v) {
	std::array<char, INET6_ADDRSTRLEN> text{};
	const bool six = v.bytes.size() == kIp6Size;
	inet_ntop(six ? AF_INET6 : AF_INET, v.bytes.data(), text.data(), text.size());
	return text.data();
}

/// "-2 ENOENT"; empty: it is no error.
std::string error_text(uint64_t number) {
	const auto n = static_cast<int64_t>(number);
	if (n >= 0 || n < -static_cast<int64_t>(kMostErrno)) return {};
	const std::string_view name = spec::errno_name(static_cast<int>(-n));
	return name.empty() ? "" : fmt::format("{} {}", n, name);
}

class Walker {
public:
	Walker(const TypedContext& context, out::ValueSink& sink) : context_(context), sink_(sink) {}

	void value(const Typed& v, unsigned depth) {
		const DataType& t = *v.type;
		if (depth > kDepth || ++values_ > kMostValues) return sink_.plain("?");
		if (v.bytes.empty() && t.size) return sink_.plain("?"); // the record ends before
		if (t.meaning != Meaning::kNone && meaning(v)) return;
		switch (t.kind) {
		case DataKind::kStruct:
		case DataKind::kUnion: return composite(v, depth);
		case DataKind::kArray: return array(v, depth);
		case DataKind::kText: return text(v);
		case DataKind::kFloat: return floating(v);
		case DataKind::kBytes: return sink_.string(v.bytes, {.hex = true});
		default: break;
		}
		if (const auto n = number_of(v))
			number(t, *n);
		else
			sink_.plain("?");
	}

private:
	/// False: the type cannot have this meaning.
	bool meaning(const Typed& v) {
		const DataType& t = *v.type;
		if (t.meaning == Meaning::kIp6) {
			if (v.bytes.size() != kIp6Size) return false;
			sink_.plain(ip_text(v));
			return true;
		}
		const auto n = number_of(v);
		if (!n) return false;
		switch (t.meaning) {
		case Meaning::kTime: return with_text(*n, *n && context_.time ? context_.time(*n) : "");
		case Meaning::kDuration: return sink_.duration(*n), true;
		case Meaning::kIp4: return v.bytes.size() == sizeof(in_addr) && (sink_.plain(ip_text(v)), true);
		case Meaning::kPort: return sink_.unsigned_integer(ntohs(static_cast<uint16_t>(*n))), true;
		case Meaning::kError: return with_text(*n, error_text(*n));
		case Meaning::kKernel: return address(*n, context_.kernel_symbol ? context_.kernel_symbol(*n) : "");
		case Meaning::kUser: return address(*n, context_.user_symbol ? context_.user_symbol(context_.pid, *n) : "");
		default: return false;
		}
	}

	bool with_text(uint64_t n, const std::string& text) {
		if (text.empty()) return false;
		sink_.constant(n, text, "", out::Radix::kDecimal);
		return true;
	}

	bool address(uint64_t n, const std::string& symbol) {
		if (symbol.empty())
			sink_.address(n);
		else
			sink_.constant(n, symbol, "", out::Radix::kHex);
		return true;
	}

	void number(const DataType& t, uint64_t n) {
		switch (t.kind) {
		case DataKind::kPointer: return sink_.address(n);
		case DataKind::kBool: return sink_.constant(n, n ? "true" : "false", "", out::Radix::kDecimal);
		case DataKind::kEnum: {
			const auto found =
				std::ranges::find(t.names, static_cast<int64_t>(n), &std::pair<int64_t, std::string>::first);
			if (found != t.names.end()) return sink_.constant(n, found->second, "", out::Radix::kDecimal);
			break;
		}
		default: break;
		}
		if (is_signed(t))
			sink_.integer(static_cast<int64_t>(n));
		else
			sink_.unsigned_integer(n);
	}

	void floating(const Typed& v) {
		double d = 0;
		float f = 0;
		if (v.bytes.size() == sizeof f) {
			std::memcpy(&f, v.bytes.data(), sizeof f);
			d = f;
		} else if (v.bytes.size() == sizeof d) {
			std::memcpy(&d, v.bytes.data(), sizeof d);
		} else {
			return sink_.string(v.bytes, {.hex = true});
		}
		sink_.plain(fmt::format("{:g}", d));
	}

	void text(const Typed& v) {
		const auto end = std::ranges::find(v.bytes, uint8_t{0});
		sink_.string(v.bytes.first(static_cast<size_t>(end - v.bytes.begin())), {});
	}

	void composite(const Typed& v, unsigned depth) {
		sink_.begin_struct();
		for (const spec::DataMember& m : v.type->members) {
			sink_.field(m.name);
			value(member_of(v, m), depth + 1);
		}
		sink_.end_struct(false);
	}

	void array(const Typed& v, unsigned depth) {
		const DataType& t = *v.type;
		const bool addresses = t.element->meaning == Meaning::kKernel || t.element->meaning == Meaning::kUser;
		const uint32_t step = t.element->size, there = step ? static_cast<uint32_t>(v.bytes.size() / step) : 0;
		const uint32_t count = t.count ? t.count : there;
		uint32_t shown = std::min(count, there);
		// a stack is as deep as it is, and ends at 0
		if (!addresses && !context_.whole_arrays) shown = std::min(shown, kShownElements);
		shown = static_cast<uint32_t>(std::min<size_t>(shown, kMostValues - std::min(values_, kMostValues)));
		sink_.begin_array();
		for (uint32_t i = 0; i < shown; i++) {
			const Typed element = element_of(v, i);
			if (addresses && number_of(element).value_or(0) == 0) break;
			sink_.element();
			value(element, depth + 1);
		}
		sink_.end_array(shown < count ? out::ArrayEnd::kMore : out::ArrayEnd::kComplete, 0);
	}

	const TypedContext& context_;
	out::ValueSink& sink_;
	size_t values_ = 0;
};

/// "[3]..." -> 3; the text becomes what follows.
std::optional<uint32_t> index_at(std::string_view& path) {
	uint32_t n = 0;
	const auto [end, error] = std::from_chars(path.data() + 1, path.data() + path.size(), n);
	if (error != std::errc{} || end == path.data() + path.size() || *end != ']') return std::nullopt;
	path.remove_prefix(static_cast<size_t>(end - path.data()) + 1);
	return n;
}

} // namespace

Typed member_of(const Typed& v, const spec::DataMember& m) {
	Typed part{.type = m.type};
	const size_t at = m.bit / kByte;
	if (m.bits) {
		part.first_bit = m.bit % kByte;
		part.bits = m.bits;
	}
	size_t size = m.bits ? (part.first_bit + m.bits + kByte - 1) / kByte : m.type->size;
	if (v.type->ends_flexible() && &m == &v.type->members.back()) size = v.bytes.size();
	if (at <= v.bytes.size()) part.bytes = v.bytes.subspan(at, std::min(size, v.bytes.size() - at));
	return part;
}

std::optional<uint64_t> number_of(const Typed& v) {
	if (!is_number(*v.type)) return std::nullopt;
	if (v.bits) return v.bits > 64 || v.bytes.empty() ? std::nullopt : std::optional(bit_field(v));
	if (v.bytes.empty() || v.bytes.size() > sizeof(uint64_t) || v.bytes.size() < v.type->size) return std::nullopt;
	return widened(v.bytes.data(), v.bytes.size(), is_signed(*v.type));
}

void typed(const Typed& v, const TypedContext& context, out::ValueSink& sink) {
	Walker(context, sink).value(v, 0);
}

void typed_fields(const Typed& v, const TypedContext& context, out::ValueSink& sink) {
	if (!v.type->is_composite() || v.type->meaning != Meaning::kNone) {
		sink.argument("");
		return typed(v, context, sink);
	}
	Walker walker(context, sink);
	for (const spec::DataMember& m : v.type->members) {
		sink.named_argument(m.name);
		walker.value(member_of(v, m), 0);
	}
}

std::optional<Typed> part_of(const Typed& v, std::string_view path) {
	Typed at = v;
	while (!path.empty()) {
		if (path[0] == '[') {
			const auto i = index_at(path);
			if (!i || at.type->kind != DataKind::kArray || (at.type->count && *i >= at.type->count))
				return std::nullopt;
			at = element_of(at, *i);
			continue;
		}
		if (path[0] == '.') path.remove_prefix(1);
		const size_t end = std::min(path.find_first_of(".["), path.size());
		const spec::DataMember* m = at.type->is_composite() ? at.type->member(path.substr(0, end)) : nullptr;
		if (!m) return std::nullopt;
		at = member_of(at, *m);
		path.remove_prefix(end);
	}
	return at;
}

} // namespace strobe::decode
