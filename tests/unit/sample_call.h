// SPDX-License-Identifier: BSD-2-Clause
// Calls made by hand, for the tests of decoding.
#pragma once

#include <algorithm>
#include <deque>
#include <string>

#include "decode/decoder.h"
#include "out/text.h"
#include "spec/words.h"

namespace strobe::decode {
using namespace spec;
using namespace std::literals;

inline constexpr uint64_t kBuf = 0x7000, kBuf2 = 0x8000, kBuf3 = 0x9000;
inline constexpr int16_t kFault = -14;

template <class T>
std::string raw(const T& v) {
	return {reinterpret_cast<const char*>(&v), sizeof v};
}

/// A call with its memory; the pieces' bytes live here.
struct Sample {
	event::Call call;
	CallOptions how;
	DecodeOptions options;
	out::TextOptions text;
	std::deque<std::string> bytes;

	explicit Sample(std::initializer_list<uint64_t> args) { std::copy(args.begin(), args.end(), call.args.begin()); }

	event::Piece piece(uint64_t addr, std::string s, int16_t status) {
		bytes.push_back(std::move(s));
		const std::string& b = bytes.back();
		return {
			addr, static_cast<uint32_t>(b.size()), status, 0, {reinterpret_cast<const uint8_t*>(b.data()), b.size()}};
	}
	Sample& before(uint64_t addr, std::string s, int16_t status = 0) {
		call.before.add(piece(addr, std::move(s), status));
		return *this;
	}
	Sample& after(uint64_t addr, std::string s, int16_t status = 0) {
		call.after.add(piece(addr, std::move(s), status));
		return *this;
	}
	Sample& returns(int64_t v) {
		call.finished = true;
		call.ret = v;
		return *this;
	}

	/// Arguments from `from` on; `...` behind a part that stops before the result is known.
	std::string arguments(const Row* row, unsigned from = 0) {
		TextBuf b;
		out::TextSink sink(b, text);
		Decoder d(options);
		sink.begin_arguments();
		const Printed p = d.arguments(row, call, how, from, sink);
		if (!p.all) {
			if (p.comma) sink.pause_arguments();
			b.put("<unfinished from ");
			b.udec(p.next);
			b.put('>');
		}
		return std::string(b.view());
	}
	std::string result(const Row* row) {
		TextBuf b;
		out::TextSink sink(b, text);
		Decoder(options).result(row, call, how, sink);
		return std::string(b.view());
	}
};

/// One argument of a call that reads.
inline std::string one(Arg a, Sample& s) {
	const Row row("test", 0, ret_int(), {a});
	return s.arguments(&row);
}
inline std::string one(Arg a, uint64_t v) {
	Sample s({v});
	return one(a, s);
}

// Rows keep pointers to the types of elements.
inline constexpr Type kInt = t_int();

} // namespace strobe::decode
