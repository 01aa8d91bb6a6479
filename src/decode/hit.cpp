// SPDX-License-Identifier: BSD-2-Clause
#include "decode/hit.h"

#include <algorithm>
#include <arpa/inet.h>
#include <cstring>
#include <optional>
#include <string>

#include "event/net.h"
#include "spec/registry.h"

namespace strobe::decode {

namespace {

using event::Piece;
using spec::Place;
using spec::ProbeField;
using spec::Shape;

constexpr size_t kShownElements = 64;
constexpr int kMostErrno = 4095; // MAX_ERRNO of the kernel

/// What was copied of one field; `whole`: its size in the kernel.
struct Content {
	std::span<const uint8_t> bytes;
	size_t whole = 0;
	bool found = false;
	bool cut = false;                     ///< there was no room for it
	std::optional<uint64_t> unreadable{}; ///< its address, when there was one
};

// A pointer on the way to it could not be followed.
constexpr uint64_t kNoAddress = UINT64_MAX;

/// What lies at fixed offsets is in the first capture, each of the others in one of its own, in order.
class Captures {
public:
	Captures(std::span<const ProbeField> fields, const event::Record& record) : record_(record) {
		next_ = std::ranges::any_of(fields, [](const ProbeField& f) { return f.place == Place::kFixed; }) ? 1 : 0;
	}
	Content of(const ProbeField& f) {
		if (f.place == Place::kNowhere) return {};
		const bool fixed = f.place == Place::kFixed;
		const unsigned wanted = fixed ? 0 : next_++;
		Content c{.cut = (record_.header().flags & STROBE_F_CUT) != 0};
		record_.for_each_piece([&](const Piece& p) {
			if (p.op != wanted || c.found) return;
			c.cut = false;
			if (p.status < 0) {
				if (f.place == Place::kMemory && p.addr != kNoAddress) c.unreadable = p.addr;
				return;
			}
			if (!fixed)
				c = {p.bytes, p.want, true};
			else if (f.offset >= p.addr && f.offset - p.addr + f.size <= p.bytes.size())
				c = {p.bytes.subspan(f.offset - p.addr, f.size), f.size, true};
		});
		return c;
	}

private:
	const event::Record& record_;
	unsigned next_;
};

void text(const Content& c, bool hex, out::ValueSink& sink) {
	const auto end = std::find(c.bytes.begin(), c.bytes.end(), uint8_t{0});
	const bool cut = end == c.bytes.end() && c.whole > c.bytes.size();
	sink.string(c.bytes.first(static_cast<size_t>(end - c.bytes.begin())), {.cut = cut, .hex = hex});
}

/// Bytes of no known kind; `f` tells how many were asked for.
void bytes(const ProbeField& f, const Content& c, out::ValueSink& sink) {
	const size_t size = f.size ? std::min<size_t>(f.size, c.bytes.size()) : c.bytes.size();
	const bool cut = f.size == 0 && c.whole > size;
	sink.string(c.bytes.first(size), {.cut = cut, .hex = f.hex});
}

void number(const uint8_t* bytes, size_t size, bool is_signed, out::ValueSink& sink) {
	const uint64_t v = widened(bytes, size, is_signed);
	if (is_signed)
		sink.integer(static_cast<int64_t>(v));
	else
		sink.unsigned_integer(v);
}

void array(const ProbeField& f, const Content& c, out::ValueSink& sink) {
	const size_t step = std::max<size_t>(f.element, 1), count = c.bytes.size() / step;
	sink.begin_array();
	for (size_t i = 0; i < std::min(count, kShownElements); i++) {
		sink.element();
		number(c.bytes.data() + i * step, step, f.signed_element, sink);
	}
	sink.end_array(count > kShownElements || c.whole > c.bytes.size() ? out::ArrayEnd::kMore : out::ArrayEnd::kComplete,
				   0);
}

/// "-2 ENOENT" of a function's result; false: it is no error.
bool failure(const ProbeField& f, uint64_t v, out::ValueSink& sink) {
	const auto n = static_cast<int64_t>(v);
	if (!f.is_result || n >= 0 || n < -static_cast<int64_t>(kMostErrno)) return false;
	const std::string_view name = spec::errno_name(static_cast<int>(-n));
	if (name.empty()) return false;
	sink.constant(v, std::to_string(n) + " " + std::string(name), "", out::Radix::kDecimal);
	return true;
}

/// Part of a number: as many bits from the first on.
uint64_t bits_of(const ProbeField& f, uint64_t v) {
	const unsigned above = 64 - f.bits;
	v = (v >> f.first_bit) << above;
	return f.shape == Shape::kSigned ? static_cast<uint64_t>(static_cast<int64_t>(v) >> above) : v >> above;
}

void endpoint(const Content& c, out::ValueSink& sink) {
	strobe_endpoint e{};
	std::memcpy(&e, c.bytes.data(), std::min(c.bytes.size(), sizeof e));
	char address[INET6_ADDRSTRLEN] = "";
	if (!inet_ntop(e.family, e.addr, address, sizeof address)) return sink.plain("?");
	sink.endpoint(address, e.port);
}

void scalar(const ProbeField& f, const Content& c, out::ValueSink& sink) {
	uint64_t v = widened(c.bytes.data(), std::min<size_t>(f.size, c.bytes.size()), f.shape == Shape::kSigned);
	if (f.bits) v = bits_of(f, widened(c.bytes.data(), std::min<size_t>(f.size, c.bytes.size()), false));
	if (f.unknown == v) return sink.plain("?");
	if (failure(f, v, sink)) return;
	if (f.shape == Shape::kDuration) return sink.duration(v);
	if (f.hex) return sink.hexadecimal(f.size < sizeof v ? v & ((1ull << (8 * f.size)) - 1) : v);
	const bool hex = f.is_code || (f.names && f.names->are_flags());
	const std::string name = f.names ? f.names->text(v) : "";
	if (!name.empty()) return sink.constant(v, name, "", hex ? out::Radix::kHex : out::Radix::kDecimal);
	if (f.shape == Shape::kPointer) return sink.address(v);
	if (hex) return sink.hexadecimal(v);
	if (f.shape == Shape::kSigned)
		sink.integer(static_cast<int64_t>(v));
	else
		sink.unsigned_integer(v);
}

void value(const ProbeField& f, const Content& c, out::ValueSink& sink) {
	if (!c.found && c.unreadable) {
		sink.address(*c.unreadable);
		return;
	}
	if (!c.found) {
		sink.plain(c.cut ? "..." : "?");
		return;
	}
	switch (f.shape) {
	case Shape::kText: text(c, f.hex, sink); break;
	case Shape::kArray: array(f, c, sink); break;
	case Shape::kBytes:
	case Shape::kStruct: bytes(f, c, sink); break;
	case Shape::kEndpoint: endpoint(c, sink); break;
	default: scalar(f, c, sink);
	}
}

} // namespace

uint64_t widened(const uint8_t* bytes, size_t size, bool is_signed) {
	uint64_t v = 0;
	size = std::min(size, sizeof v);
	std::memcpy(&v, bytes, size); // both architectures are little-endian
	if (!is_signed || size == 0 || size == sizeof v) return v;
	const unsigned shift = 64 - 8 * static_cast<unsigned>(size);
	return static_cast<uint64_t>(static_cast<int64_t>(v << shift) >> shift);
}

void fields(std::span<const ProbeField> fields, const event::Record& record, out::ValueSink& sink) {
	Captures captures(fields, record);
	for (const ProbeField& f : fields) {
		sink.named_argument(f.name);
		value(f, captures.of(f), sink);
	}
}

void field(std::span<const ProbeField> fields, size_t which, const event::Record& record, out::ValueSink& sink) {
	Captures captures(fields, record);
	for (size_t i = 0; i < which; i++) captures.of(fields[i]);
	value(fields[which], captures.of(fields[which]), sink);
}

} // namespace strobe::decode
