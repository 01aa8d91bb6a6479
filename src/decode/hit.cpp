// SPDX-License-Identifier: BSD-2-Clause
#include "decode/hit.h"

#include <algorithm>
#include <cstring>

namespace strobe::decode {

namespace {

using event::Piece;
using spec::Place;
using spec::ProbeField;
using spec::Shape;

constexpr size_t kShownElements = 64;

/// What was copied of one field; `whole`: its size in the kernel.
struct Content {
	std::span<const uint8_t> bytes;
	size_t whole = 0;
	bool found = false;
};

/// Fixed fields lie in the first piece, each of the others in one of its own; addresses are offsets in the context.
Content content(const ProbeField& f, const event::Record& record) {
	Content c;
	unsigned index = 0;
	record.for_each_piece([&](const Piece& p) {
		const bool first = index++ == 0;
		if (first != (f.place == Place::kFixed) || p.status < 0 || c.found) return;
		if (!first) {
			if (p.addr == f.offset) c = {p.bytes, p.want, true};
		} else if (f.offset >= p.addr && f.offset - p.addr + f.size <= p.bytes.size()) {
			c = {p.bytes.subspan(f.offset - p.addr, f.size), f.size, true};
		}
	});
	return c;
}

void text(const Content& c, out::ValueSink& sink) {
	const auto end = std::find(c.bytes.begin(), c.bytes.end(), uint8_t{0});
	const bool cut = end == c.bytes.end() && c.whole > c.bytes.size();
	sink.string(c.bytes.first(static_cast<size_t>(end - c.bytes.begin())), {.cut = cut});
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

void value(const ProbeField& f, const Content& c, out::ValueSink& sink) {
	if (!c.found) {
		sink.plain("?");
		return;
	}
	switch (f.shape) {
	case Shape::kText: text(c, sink); break;
	case Shape::kArray: array(f, c, sink); break;
	case Shape::kPointer: sink.address(widened(c.bytes.data(), f.size, false)); break;
	case Shape::kSigned:
	case Shape::kUnsigned: number(c.bytes.data(), f.size, f.shape == Shape::kSigned, sink); break;
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

void fields(const spec::ProbeRow& row, const event::Record& record, out::ValueSink& sink) {
	for (const ProbeField& f : row.fields) {
		sink.named_argument(f.name);
		value(f, content(f, record), sink);
	}
}

} // namespace strobe::decode
