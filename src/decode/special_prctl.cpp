// SPDX-License-Identifier: BSD-2-Clause
// prctl and arch_prctl: options whose arguments mean something only for some values of the second one.
#include <linux/prctl.h>
#include <linux/seccomp.h>

#include "decode/special.h"
#include "spec/xlat_creds.h"
#include "spec/xlat_process.h"

namespace strobe::decode {

namespace {

constexpr unsigned kArgs = 5;

/// prctl looks at all bits of its second argument where it is an enumeration of its own.
uint64_t second(const Decoding& d) {
	return d.call.args[1];
}

/// Arguments [0, known) as the variant says, the others as numbers.
Printed known_then_numbers(Decoding& d, unsigned known) {
	for (unsigned i = 0; i < kArgs; ++i) {
		if (i < known) {
			d.argument(i);
		} else {
			d.sink.argument({});
			d.sink.hexadecimal(d.call.args[i]);
		}
	}
	return {kArgs, true};
}

Printed set_vma_call(Decoding& d, unsigned) {
	return known_then_numbers(d, second(d) == PR_SET_VMA_ANON_NAME ? kArgs : 2);
}

Printed mce_kill_call(Decoding& d, unsigned) {
	return known_then_numbers(d, second(d) == PR_MCE_KILL_SET ? 3 : 2);
}

Printed cap_ambient_call(Decoding& d, unsigned) {
	const bool names_one = second(d) >= PR_CAP_AMBIENT_IS_SET && second(d) <= PR_CAP_AMBIENT_LOWER;
	return known_then_numbers(d, names_one ? 3 : 2);
}

Printed set_seccomp_call(Decoding& d, unsigned) {
	if (second(d) != SECCOMP_MODE_STRICT && second(d) != SECCOMP_MODE_FILTER) return known_then_numbers(d, 2);
	const unsigned n = second(d) == SECCOMP_MODE_FILTER ? 3 : 2;
	for (unsigned i = 0; i < n; ++i) d.argument(i);
	return {n, true};
}

/// Only PR_SCHED_CORE_GET has a result.
Printed sched_core_call(Decoding& d, unsigned from) {
	constexpr unsigned kCookie = 4;
	for (unsigned i = from; i < kCookie; ++i) d.argument(i);
	if (static_cast<uint32_t>(second(d)) == PR_SCHED_CORE_GET) {
		if (!d.call.finished) return {kCookie, false};
		d.argument(kCookie);
	} else {
		d.sink.argument(d.signature.args[kCookie].name);
		d.sink.address(d.call.args[kCookie]);
	}
	return {kArgs, true};
}

void speculation_value(Decoding& d, const spec::Type&, uint64_t v) {
	if (second(d) <= PR_SPEC_L1D_FLUSH)
		d.choice(spec::pr_spec_set_store_bypass_flags, v);
	else
		d.sink.hexadecimal(v);
}

void speculation_note(Decoding& d) {
	if (second(d) > PR_SPEC_L1D_FLUSH || d.sink.xlat_style() == out::XlatStyle::kRaw) return;
	TextBuf& names = d.text();
	join_flags(spec::pr_spec_get_store_bypass_flags, static_cast<uint64_t>(d.call.ret), names);
	if (names.empty()) return;
	d.sink.begin_note();
	d.sink.plain(names.view());
	d.sink.end_note();
}

void death_signal_value(Decoding& d, const spec::Type&, uint64_t v) {
	constexpr uint64_t kLast = 128;
	if (v > kLast)
		d.sink.unsigned_integer(v);
	else
		d.signal(static_cast<int>(v));
}

void ptracer_value(Decoding& d, const spec::Type&, uint64_t v) {
	const auto pid = static_cast<int64_t>(static_cast<int32_t>(v));
	if (pid == -1)
		d.sink.constant(static_cast<uint64_t>(pid), "PR_SET_PTRACER_ANY", {}, Radix::kDecimal);
	else
		d.sink.integer(pid);
}

/// The kernel's headers do not have the name: it prints beside the number, unless constants are raw.
void number_and_name(Decoding& d, uint64_t v, string_view name, string_view unknown) {
	d.sink.hexadecimal(v);
	if (d.sink.xlat_style() == out::XlatStyle::kRaw) return;
	const string_view text = name.empty() ? unknown : name;
	if (!text.empty()) d.sink.comment(text);
}

void core_pid_type_value(Decoding& d, const spec::Type&, uint64_t v) {
	const auto type = static_cast<uint32_t>(v);
	number_and_name(d, type, name_of(spec::pr_sched_core_pidtypes, type), spec::pr_sched_core_pidtypes.unknown);
}

void xfeature_value(Decoding& d, const spec::Type&, uint64_t v) {
	number_and_name(d, v, name_of(spec::x86_xfeature_bits, v), "XFEATURE_???");
}

void xfeatures_value(Decoding& d, const spec::Type&, uint64_t v) {
	TextBuf& names = d.text();
	join_flags(spec::x86_xfeatures, v, names);
	number_and_name(d, v, names.view(), v ? "XFEATURE_MASK_???" : "");
}

// ---- options of other architectures ---------------------------------------------------------------------------------

constexpr uint64_t kVectorLength = 0xffff;
constexpr spec::Name kSveNames[] = {{1 << 18, "PR_SVE_SET_VL_ONEXEC"}, {1 << 17, "PR_SVE_VL_INHERIT"}};
constexpr spec::Name kSmeNames[] = {{1 << 18, "PR_SME_SET_VL_ONEXEC"}, {1 << 17, "PR_SME_VL_INHERIT"}};
constexpr spec::Xlat kSve{{}, kSveNames}, kSme{{}, kSmeNames};

void put_vector_length(Decoding& d, TextBuf& t, uint64_t v) {
	constexpr uint32_t kFirstSme = 63;
	const uint64_t flags = v & ~kVectorLength;
	if (flags) {
		join_flags(static_cast<uint32_t>(d.call.args[0]) < kFirstSme ? kSve : kSme, flags, t);
		if (t.empty()) t.hex(flags);
		t.put('|');
	}
	t.hex(v & kVectorLength);
}

/// PR_SVE_VL_INHERIT|0x10
void vector_length_value(Decoding& d, const spec::Type&, uint64_t v) {
	TextBuf& t = d.text();
	if (v & ~kVectorLength) put_vector_length(d, t, v);
	d.sink.constant(v, t.view(), {}, Radix::kHex);
}

void vector_length_note(Decoding& d) {
	const auto v = static_cast<uint64_t>(d.call.ret);
	if (!(v & ~kVectorLength) || d.sink.xlat_style() == out::XlatStyle::kRaw) return;
	TextBuf& t = d.text();
	put_vector_length(d, t, v);
	d.sink.begin_note();
	d.sink.plain(t.view());
	d.sink.end_note();
}

void put_tagged_address(TextBuf& t, uint64_t v) {
	constexpr uint64_t kEnable = 1, kTcf = 6, kTags = 0x7fff8, kTagShift = 3;
	constexpr string_view kNames[] = {"PR_MTE_TCF_NONE", "PR_MTE_TCF_SYNC", "PR_MTE_TCF_ASYNC", "PR_MTE_TCF_MASK"};
	t.put(v & kEnable ? "PR_TAGGED_ADDR_ENABLE|" : "!PR_TAGGED_ADDR_ENABLE|");
	t.put(kNames[(v & kTcf) >> 1]);
	if (v & kTags) {
		t.put('|');
		t.hex((v & kTags) >> kTagShift);
		t.put("<<PR_MTE_TAG_SHIFT");
	}
	const uint64_t other = v & ~(kEnable | kTcf | kTags);
	if (!other) return;
	t.put('|');
	t.hex(other);
}

void tagged_address_value(Decoding& d, const spec::Type&, uint64_t v) {
	TextBuf& t = d.text();
	put_tagged_address(t, v);
	d.sink.constant(v, t.view(), {}, Radix::kHex);
}

void tagged_address_note(Decoding& d) {
	if (d.sink.xlat_style() == out::XlatStyle::kRaw) return;
	TextBuf& t = d.text();
	put_tagged_address(t, static_cast<uint64_t>(d.call.ret));
	d.sink.begin_note();
	d.sink.plain(t.view());
	d.sink.end_note();
}

constexpr Special kSpecials[] = {
	{.name = "prctl_set_vma", .call = set_vma_call},
	{.name = "prctl_mce_kill", .call = mce_kill_call},
	{.name = "prctl_cap_ambient", .call = cap_ambient_call},
	{.name = "prctl_set_seccomp", .call = set_seccomp_call},
	{.name = "prctl_sched_core", .call = sched_core_call},
	{.name = "speculation", .value = speculation_value, .note = speculation_note},
	{.name = "death_signal", .value = death_signal_value},
	{.name = "ptracer", .value = ptracer_value},
	{.name = "core_pid_type", .value = core_pid_type_value},
	{.name = "xfeature", .value = xfeature_value},
	{.name = "xfeatures", .value = xfeatures_value},
	{.name = "vector_length", .value = vector_length_value, .note = vector_length_note},
	{.name = "tagged_address", .value = tagged_address_value, .note = tagged_address_note},
};

} // namespace

std::span<const Special> prctl_specials() {
	return kSpecials;
}

} // namespace strobe::decode
