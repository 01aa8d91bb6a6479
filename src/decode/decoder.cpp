// SPDX-License-Identifier: BSD-2-Clause
#include "decode/decoder.h"

#include "decode/decoding.h"
#include "decode/special.h"
#include "decode/special_signal.h"
#include "spec/registry.h"

namespace strobe::decode {

namespace {

constexpr unsigned kRegisters = 6;

bool decodes(const spec::Row* row, const event::Call& call, const CallOptions& how) {
	return row && row->complete && !how.raw && call.abi == static_cast<uint8_t>(spec::Abi::kX86_64);
}

Printed registers(unsigned n, const event::Call& call, unsigned from, ValueSink& sink, const spec::Row* row) {
	for (unsigned i = from; i < n; ++i) {
		if (row && row->args[i].on_stack >= 0) continue;
		sink.argument(row ? row->args[i].name : string_view());
		sink.hexadecimal(call.args[i]);
	}
	return {n, true};
}

/// Numbers by which the kernel asks itself to start the call again; the task never sees them.
bool is_restart(int number) {
	return number == 512 || number == 513 || number == 514 || number == 516;
}

void success(const spec::Ret& ret, int64_t v, ValueSink& sink) {
	switch (ret.kind) {
	case spec::RetKind::kInt:
	case spec::RetKind::kUInt: sink.unsigned_integer(static_cast<uint64_t>(v)); break;
	case spec::RetKind::kFd: sink.integer(v); break;
	case spec::RetKind::kHex:
	case spec::RetKind::kFlags:
	case spec::RetKind::kEnum: sink.hexadecimal(static_cast<uint64_t>(v)); break;
	case spec::RetKind::kOct: sink.octal(static_cast<uint64_t>(v)); break;
	case spec::RetKind::kNone: sink.no_result(); break;
	}
}

/// What the bits of the result mean: "(flags FD_CLOEXEC)", "(F_WRLCK)".
void meaning(const spec::Ret& ret, uint64_t v, ValueSink& sink, TextBuf& text) {
	if (!ret.xlat) return;
	text.clear();
	if (ret.kind == spec::RetKind::kEnum) {
		text.put(name_of(*ret.xlat, v));
		if (text.empty()) return;
	} else if (ret.kind == spec::RetKind::kFlags && sink.xlat_style() != out::XlatStyle::kRaw) {
		text.put("flags ");
		const size_t empty = text.size();
		join_flags(*ret.xlat, v, text);
		if (text.size() == empty && v == 0) return;
		if (text.size() == empty) text.hex(v);
	} else {
		return;
	}
	sink.begin_note();
	sink.plain(text.view());
	sink.end_note();
}

} // namespace

void Decoder::name(const spec::Row* row, const event::Call& call, TextBuf& out) {
	if (row) {
		out.put(row->name);
	} else {
		out.put("syscall_");
		out.hex(call.nr);
	}
}

Printed Decoder::arguments(const spec::Row* row, const event::Call& call, const CallOptions& how, unsigned from,
						   out::ValueSink& sink) {
	if (!decodes(row, call, how)) return registers(row ? row->n_args : kRegisters, call, from, sink, row);
	const Signature signature = signature_of(*row, call);
	Decoding d(signature, call, how, options_, sink, scratch_);
	if (!signature.special.empty())
		if (const Special* s = find_special(signature.special); s && s->call) return s->call(d, from);
	return d.arguments(from);
}

void Decoder::result(const spec::Row* row, const event::Call& call, const CallOptions& how, out::ValueSink& sink) {
	sink.result();
	if (!call.finished) return sink.no_result();
	if (call.failed()) {
		const int number = static_cast<int>(-call.ret);
		return sink.error(number, spec::errno_name(number), spec::errno_text(number), is_restart(number) && !how.raw);
	}
	if (how.raw) return sink.hexadecimal(static_cast<uint64_t>(call.ret));
	if (!decodes(row, call, how)) return success(row ? row->ret : spec::Ret{}, call.ret, sink);
	const Signature signature = signature_of(*row, call);
	success(signature.ret, call.ret, sink);
	meaning(signature.ret, static_cast<uint64_t>(call.ret), sink, scratch_);
	if (signature.ret.special.empty()) return;
	const Special* s = find_special(signature.ret.special);
	if (!s || !s->note) return;
	Decoding d(signature, call, how, options_, sink, scratch_);
	d.look(Decoding::Image::kAfter);
	s->note(d);
}

void Decoder::siginfo(event::Bytes info, out::ValueSink& sink) {
	const event::Call call;
	const CallOptions how;
	Decoding d({}, call, how, options_, sink, scratch_);
	print_siginfo(d, info);
}

} // namespace strobe::decode
