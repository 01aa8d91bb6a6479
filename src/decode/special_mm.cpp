// SPDX-License-Identifier: BSD-2-Clause
// Mappings, page residency and NUMA nodes.
#include <fmt/format.h>

#include <algorithm>

#include "decode/special.h"
#include "decode/terms.h"
#include "spec/registry.h"
#include "spec/xlat_mm.h"

namespace strobe::decode {

namespace {

/// The type of a mapping always prints, known or not: "0xf /* MAP_??? */|MAP_FIXED"; the size of huge pages comes last.
void mmap_flags_value(Decoding& d, const spec::Type&, uint64_t v) {
	constexpr unsigned kHugeShift = 26;
	const uint64_t type = v & spec::mmap_flags.part_mask;
	const uint64_t rest = v & ((1u << kHugeShift) - 1) & ~type, huge = static_cast<uint32_t>(v) >> kHugeShift;
	const string_view name = type == 0 ? "MAP_FILE" : name_of(*spec::mmap_flags.part, type);
	TextBuf& text = d.text();
	text.put(name);
	if (name.empty()) {
		text.hex(type);
		text.put(" /* MAP_??? */");
	}
	if (rest != 0) {
		text.put('|');
		const size_t before = text.size();
		join_flags(spec::mmap_flags, rest, text);
		if (text.size() == before) text.hex(rest);
	}
	if (huge != 0) {
		text.put('|');
		text.udec(huge);
		text.put("<<MAP_HUGE_SHIFT");
	}
	d.sink.constant(v, text.view(), {}, Radix::kHex);
}

/// MPOL_BIND|MPOL_F_STATIC_NODES; an unknown mode makes the whole a set of flags.
void memory_policy_value(Decoding& d, const spec::Type& t, uint64_t v) {
	const uint64_t mode_mask = ~uint64_t{0xe000};
	if (v & ~mode_mask) {
		if (name_of(spec::mpol_modes, v & mode_mask).empty()) return d.flags(spec::mpol_mode_flags, v);
		return d.plain_value(t, v);
	}
	d.choice(spec::mpol_modes, v);
}

/// One number per 64 nodes; the kernel counts one node less than maxnode says.
void nodes_value(Decoding& d, const spec::Type&, uint64_t addr) {
	constexpr uint64_t kBits = 64;
	const auto maxnode = d.index_of("maxnode");
	const uint64_t max = maxnode ? d.number(*maxnode) : 0;
	const uint64_t words = (max + kBits - 2) / kBits;
	if (words < max / kBits || (max != 0 && words == 0)) return d.sink.address(addr);
	d.elements(addr, words, sizeof(uint64_t), [&](uint64_t at) {
		const uint64_t v = d.load<uint64_t>(at).value_or(0);
		char text[24];
		// as C's %#016lx: zero has no 0x
		const auto end = v ? fmt::format_to_n(text, sizeof text, "{:#016x}", v).out : std::fill_n(text, 16, '0');
		d.sink.plain({text, static_cast<size_t>(end - text)});
	});
}

/// One byte per page, of which the lowest bit counts.
void residency_value(Decoding& d, const spec::Type&, uint64_t addr) {
	constexpr uint64_t kPage = 4096;
	const uint64_t len = d.call.args[1];
	const uint64_t pages = len / kPage + (len % kPage != 0);
	d.elements(addr, pages, 1, [&](uint64_t at) { d.sink.unsigned_integer(d.load<uint8_t>(at).value_or(0) & 1u); });
}

/// -ENOENT, or a number when it is no error.
void negative_errno_value(Decoding& d, const spec::Type&, uint64_t v) {
	const auto number = static_cast<int32_t>(v);
	const string_view name = number < 0 ? spec::errno_name(static_cast<int>(-int64_t{number})) : string_view();
	TextBuf& text = d.text();
	if (!name.empty()) {
		text.put('-');
		text.put(name);
	}
	d.sink.constant(static_cast<uint64_t>(static_cast<int64_t>(number)), text.view(), {}, Radix::kDecimal);
}

/// The result is a set of constants: 0x1ff (MEMBARRIER_CMD_GLOBAL|...)
void commands_note(Decoding& d) {
	const auto set = static_cast<uint64_t>(d.call.ret);
	if (set == 0 || !d.signature.ret.xlat) return;
	d.sink.begin_note();
	Terms(d).flags(*d.signature.ret.xlat, set).print(set);
	d.sink.end_note();
}

constexpr Special kSpecials[] = {
	{.name = "mmap_flags", .value = mmap_flags_value},
	{.name = "memory_policy", .value = memory_policy_value},
	{.name = "nodes", .value = nodes_value},
	{.name = "nodes_out", .value = nodes_value, .phase = Phase::kExit},
	{.name = "residency", .value = residency_value, .phase = Phase::kExit},
	{.name = "negative_errno", .value = negative_errno_value},
	{.name = "commands", .note = commands_note},
};

} // namespace

std::span<const Special> mm_specials() {
	return kSpecials;
}

} // namespace strobe::decode
