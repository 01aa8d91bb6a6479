// SPDX-License-Identifier: BSD-2-Clause
#include "decode/special.h"

namespace strobe::decode {

namespace {

/// 0x7ffe... /* 27 vars */; with -v as argv.
void envp_value(Decoding& d, const spec::Type& t, uint64_t addr) {
	if (!d.how.abbrev) return d.plain_value(t, addr);
	d.sink.address(addr);
	uint64_t vars = 0, at = addr;
	auto p = d.memory().number(at, 8);
	if (!p) return;
	for (; p && *p; p = d.memory().number(at += 8, 8)) ++vars;
	const bool captured_whole = d.memory().run(addr).fault || p;
	TextBuf& text = d.text();
	text.udec(vars);
	if (!captured_whole) text.put('+');
	text.put(vars == 1 ? " var" : " vars");
	if (!p && captured_whole) text.put(", unterminated");
	d.sink.comment(text.view());
}

constexpr Special kSpecials[] = {
	{.name = "envp", .value = envp_value}, // array of strings up to NULL
};

} // namespace

std::span<const Special> exec_specials() {
	return kSpecials;
}

} // namespace strobe::decode
