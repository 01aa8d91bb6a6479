// SPDX-License-Identifier: BSD-2-Clause
// A line with an expression of --where, a line with names of --by, then the format file of a tracepoint; behind a NUL
// the number of pieces, and the pieces of a hit.
#include <cstring>
#include <string_view>
#include <vector>

#include "decode/hit.h"
#include "out/json.h"
#include "out/text.h"
#include "plan/predicate.h"
#include "plan/probe.h"
#include "types/format.h"

namespace {

using namespace strobe;

std::string_view line(std::string_view& text) {
	const size_t end = std::min(text.find('\n'), text.size());
	const std::string_view first = text.substr(0, end);
	text.remove_prefix(std::min(end + 1, text.size()));
	return first;
}

/// What the kernel side relies on.
void check(const strobe_probe_plan& plan, const plan::ProbePlans& plans) {
	if (plan.insns > STROBE_INSNS || plan.captures > STROBE_PROBE_CAPTURES || plan.keys > STROBE_KEYS ||
		plan.walks > STROBE_WALKS)
		__builtin_trap();
	for (unsigned i = 0; i < plan.walks; i++)
		if (!plan.walk[i].steps || plan.walk[i].steps > STROBE_WALK_STEPS) __builtin_trap();
	for (unsigned i = 0; i < plan.insns; i++) {
		const strobe_insn& o = plan.insn[i];
		const bool jumps = o.op == STROBE_INSN_UNLESS || o.op == STROBE_INSN_IF;
		if (jumps && i + 1 + o.arg > plan.insns) __builtin_trap();
		if (o.op == STROBE_INSN_MATCH && o.arg >= STROBE_PATTERNS) __builtin_trap();
	}
	for (const auto& pattern : plan.pattern)
		if (pattern[STROBE_PATTERN_LEN - 1]) __builtin_trap();
	for (unsigned i = 0; i < plan.keys; i++)
		if (plan.key[i].at % 8 || plan.key[i].at + plan.key[i].size > plans.key_size) __builtin_trap();
	if (plans.key_size > STROBE_KEY_MAX) __builtin_trap();
}

/// As the ring would hand it out: in memory of its own, aligned, with a size that is true.
void print(const spec::ProbeRow& row, std::string_view pieces) {
	if (pieces.empty()) return;
	const size_t size = sizeof(strobe_hit) + pieces.size() - 1;
	std::vector<uint8_t> bytes(size);
	strobe_hit h{};
	h.h.size = static_cast<uint32_t>(size);
	h.h.kind = STROBE_EV_HIT;
	h.h.pieces = static_cast<uint8_t>(pieces[0]);
	std::memcpy(bytes.data(), &h, sizeof h);
	std::memcpy(bytes.data() + sizeof h, pieces.data() + 1, pieces.size() - 1);
	const auto record = event::parse(bytes);
	if (!record) return;
	TextBuf line, object;
	out::TextSink text(line);
	decode::fields(row.fields, *record, text);
	for (const char c : line.view())
		if (c < ' ' || c > '~') __builtin_trap(); // a terminal may take it for a command
	out::JsonSink json(object);
	json.begin_arguments();
	decode::fields(row.fields, *record, json);
	json.end_arguments();
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
	std::string_view text(reinterpret_cast<const char*>(data), size);
	const std::string where(line(text)), by(line(text));
	const std::string_view pieces = text.substr(std::min(text.find('\0') + 1, text.size()));
	const bool with_pieces = text.find('\0') != std::string_view::npos;
	const auto row = types::parse_format(text.substr(0, text.find('\0')), "a:b");
	if (!row && row.error().message.empty()) __builtin_trap();
	if (row && with_pieces) print(*row, pieces);
	const std::vector<spec::ProbeRow> rows(1, row ? *row : spec::ProbeRow{.name = "a:b", .fields = {}});
	(void)plan::compile_probes(rows, {.print = by});
	for (const bool count : {false, true}) {
		const auto plans = plan::compile_probes(rows, {.where = where, .count = count, .by = by});
		if (!plans && plans.error().message.empty()) __builtin_trap();
		if (!plans) continue;
		check(plans->plans[0], *plans);
		if (plans->plans[0].insns && plan::explain_predicate(plans->plans[0]).empty()) __builtin_trap();
	}
	return 0;
}
