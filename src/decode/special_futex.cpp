// SPDX-License-Identifier: BSD-2-Clause
#include "decode/special.h"
#include "decode/terms.h"
#include "spec/xlat_ipc.h"

namespace strobe::decode {

namespace {

/// A field of val3: its name or number, shifted to its place; what says that it has no name stands behind the shift.
void shifted(Terms& terms, const spec::Xlat& names, uint64_t v, string_view shift, bool raw) {
	const string_view name = name_of(names, v);
	terms.next().constant(v, name, {}).put(shift);
	if (name.empty() || raw) terms.put(" /* ").put(names.unknown).put(" */");
}

/// FUTEX_OP_ADD<<28|0x345<<12|FUTEX_OP_CMP_LT<<24|0x678
void futex_wake_op_value(Decoding& d, const spec::Type&, uint64_t v) {
	constexpr uint64_t kArgumentIsShift = 8;
	const bool raw = d.sink.xlat_style() == out::XlatStyle::kRaw;
	Terms terms(d);
	if (v >> 28 & kArgumentIsShift) terms.constant(kArgumentIsShift, "FUTEX_OP_OPARG_SHIFT", {}).put("<<28");
	shifted(terms, spec::futex_wake_ops, v >> 28 & 0x7, "<<28", raw);
	terms.next().hex(v >> 12 & 0xfff).put("<<12");
	shifted(terms, spec::futex_wake_cmps, v >> 24 & 0xf, "<<24", raw);
	terms.next().hex(v & 0xfff).print(v);
}

/// The kernel takes 128 waiters: strace shows no more.
void futex_waiters_value(Decoding& d, const spec::Type& t, uint64_t addr) {
	constexpr uint64_t kMost = 128;
	const auto n = d.length(t.len);
	if (!n) return d.sink.address(addr);
	d.elements(addr, *n, size_in_memory(*t.elem), [&](uint64_t at) { d.value_at(*t.elem, at); }, kMost);
}

constexpr Special kSpecials[] = {
	{.name = "futex_waiters", .value = futex_waiters_value},
	{.name = "futex_wake_op", .value = futex_wake_op_value},
};

} // namespace

std::span<const Special> futex_specials() {
	return kSpecials;
}

} // namespace strobe::decode
