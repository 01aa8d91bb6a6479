// SPDX-License-Identifier: BSD-2-Clause
#include "front/sample.h"

#include <deque>

#include "decode/decoder.h"
#include "out/text.h"

namespace strobe::front {

namespace {

using namespace std::literals;

using spec::Arg;
using spec::Kind;
using spec::LenFrom;
using spec::Type;

constexpr uint64_t kBase = 0x7f0000000000;
// AF_INET, port 80, 127.0.0.1
constexpr std::string_view kAddress{"\2\0\0\x50\x7f\0\0\1\0\0\0\0\0\0\0\0", 16};

/// Bytes of an object that the call is given or gives back.
std::string content(const Type& t) {
	switch (t.kind) {
	case Kind::kPath: return "/path\0"s;
	case Kind::kStr: return "text\0"s;
	case Kind::kBytes: return t.len.from == LenFrom::kConst ? std::string(t.len.n, '\0') : "data";
	case Kind::kSockaddr: return std::string(kAddress);
	case Kind::kSigset: return std::string(8, '\0');
	case Kind::kStruct: return std::string(t.st->size, '\0');
	case Kind::kArray:
		return std::string(t.elem->ptr ? 8 : t.elem->kind == Kind::kStruct ? t.elem->st->size : t.elem->size, '\0');
	default: return std::string(t.size, '\0');
	}
}

/// Units of a length: what the argument or result that bounds the object says.
uint64_t units(const Type& t) {
	return t.kind == Kind::kArray ? 1 : content(t).size();
}

uint64_t scalar(const Type& t) {
	switch (t.kind) {
	case Kind::kFd: return 3;
	case Kind::kDirFd: return static_cast<uint64_t>(-100); // AT_FDCWD
	case Kind::kPid: return 4711;
	case Kind::kSignal: return 15;
	default: return 0;
	}
}

class Sample {
public:
	explicit Sample(std::span<const Arg> args) : args_(args) {
		for (unsigned i = 0; i < args.size(); i++) {
			const Type& t = args[i].type;
			call.args[i] = t.ptr ? kBase + 0x1000 * i : scalar(t);
			if (t.ptr) object(i, content(t));
		}
		for (const Arg& a : args)
			if (a.type.ptr) bound(a.type);
	}

	event::Call call{.finished = true};

private:
	void object(unsigned i, std::string bytes) {
		bytes_.push_back(std::move(bytes));
		const std::string& b = bytes_.back();
		const event::Piece piece{.addr = call.args[i],
								 .want = static_cast<uint32_t>(b.size()),
								 .bytes = {reinterpret_cast<const uint8_t*>(b.data()), b.size()}};
		call.before.add(piece);
		call.after.add(piece);
	}

	/// Makes the length of an object true.
	void bound(const Type& t) {
		if (t.len.from == LenFrom::kRet) call.ret = static_cast<int64_t>(units(t));
		for (unsigned i = 0; i < args_.size(); i++) {
			if (args_[i].name != t.len.name) continue;
			if (t.len.from == LenFrom::kArg) call.args[i] = units(t);
			if (t.len.from != LenFrom::kPtrArg) continue;
			std::string size(4, '\0');
			size[0] = static_cast<char>(units(t));
			replace(i, std::move(size));
		}
	}

	void replace(unsigned i, std::string bytes) {
		call.args[i] += 0x100; // elsewhere than the zeros that stood for it
		object(i, std::move(bytes));
	}

	std::span<const Arg> args_;
	std::deque<std::string> bytes_;
};

} // namespace

std::string sample_line(const Form& form) {
	Sample sample(form.args);
	event::Call& call = sample.call;
	for (unsigned k = 0; form.variant && k < 2; k++)
		if (const int i = argument_named({form.row.args.data(), form.row.n_args}, form.row.variants->key[k]); i >= 0)
			call.args[static_cast<unsigned>(i)] = form.variant->value[k];
	if (form.ret.kind == spec::RetKind::kFd) call.ret = 3;
	if (form.row.classes & spec::kNoReturn) call.finished = false;
	TextBuf line;
	line.put(form.row.name);
	line.put('(');
	out::TextSink sink(line);
	sink.begin_arguments();
	decode::Decoder decoder;
	decoder.arguments(&form.row, call, {}, 0, sink);
	line.put(") ");
	decoder.result(&form.row, call, {}, sink);
	return std::string(line.view());
}

std::string printed(const Arg& arg, uint64_t value) {
	const spec::Row one("", 0, {}, {arg});
	event::Call call{.finished = true};
	call.args[0] = value;
	TextBuf text;
	out::TextSink sink(text);
	sink.begin_arguments();
	decode::Decoder().arguments(&one, call, {}, 0, sink);
	return std::string(text.view());
}

int argument_named(std::span<const Arg> args, std::string_view name) {
	for (unsigned i = 0; i < args.size(); i++)
		if (!name.empty() && args[i].name == name) return static_cast<int>(i);
	return -1;
}

} // namespace strobe::front
