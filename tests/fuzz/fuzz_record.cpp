// SPDX-License-Identifier: BSD-2-Clause
// One record, as the ring or a file may hand it over: checked, then decoded as a call of any row and of any row's
// options, or as a signal.
#include <cstring>
#include <vector>

#include "decode/decoder.h"
#include "event/record.h"
#include "mend.h"
#include "out/text.h"
#include "spec/registry.h"

namespace {

using namespace strobe;

struct Choices {
	uint16_t row;       // of spec::rows(); beyond them: the row of the call's own number
	uint8_t style;      // two bits of out::XlatStyle, two of out::HexStrings
	uint8_t how;        // bits of decode::CallOptions
	uint8_t from;       // first argument
	uint8_t max_string; //
	uint8_t reserved[2];
};
static_assert(sizeof(Choices) == fuzz::kChoices);

const spec::Row* row_of(const Choices& chosen, const event::Call& call) {
	const auto rows = spec::rows();
	if (chosen.row < rows.size()) return rows[chosen.row];
	return spec::row_of(static_cast<spec::Abi>(call.abi % spec::kAbis), call.nr);
}

void decode_call(const Choices& chosen, const event::Record& record, decode::Decoder& decoder, out::TextSink& sink) {
	event::Call call;
	call.abi = record.header().abi;
	call.nr = static_cast<uint64_t>(record.call().nr);
	std::copy(std::begin(record.call().args), std::end(record.call().args), call.args.begin());
	call.finished = record.kind() == STROBE_EV_EXIT;
	call.ret = record.call().ret;
	record.for_each_piece(
		[&](const event::Piece& p) { (p.flags & STROBE_PIECE_EXIT ? call.after : call.before).add(p); });
	const spec::Row* row = row_of(chosen, call);
	const decode::CallOptions how{
		.abbrev = (chosen.how & 1) != 0, .verbose = (chosen.how & 2) == 0, .raw = (chosen.how & 12) == 12};
	sink.begin_arguments();
	decode::Decoder::name(row, call, sink.buffer());
	decoder.arguments(row, call, how, chosen.from % 8, sink);
	if (call.finished) decoder.result(row, call, how, sink);
}

/// A line is text for a terminal, whatever a traced program had in its memory.
void check(const TextBuf& line) {
	for (const char c : line.view())
		if (c < ' ' || c > '~') __builtin_trap();
}

} // namespace

extern "C" size_t LLVMFuzzerCustomMutator(uint8_t* data, size_t size, size_t max_size, unsigned seed) {
	return fuzz::mutate(data, size, max_size, seed);
}

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
	if (size < fuzz::kChoices) return -1;
	Choices chosen;
	std::memcpy(&chosen, data, sizeof chosen);
	const std::vector<uint8_t> bytes(data + sizeof chosen, data + size);
	const auto record = event::parse(bytes);
	if (!record) return 0;

	TextBuf line;
	out::TextSink sink(line, {.xlat = static_cast<out::XlatStyle>((chosen.style & 3) % 3),
							  .hex_strings = static_cast<out::HexStrings>(chosen.style >> 2 & 3)});
	decode::Decoder decoder({.max_string = chosen.max_string});
	const uint8_t kind = record->kind();
	if (kind == STROBE_EV_ENTER || kind == STROBE_EV_EXIT) decode_call(chosen, *record, decoder, sink);
	if (kind == STROBE_EV_SIGNAL || kind == STROBE_EV_UNDELIVERED) decoder.siginfo(record->signal().info, sink);
	check(line);
	return 0;
}
