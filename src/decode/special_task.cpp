// SPDX-License-Identifier: BSD-2-Clause
// What belongs to a task: limits, scheduling, credentials, personality, segments.
#include <asm/ldt.h>
#include <linux/capability.h>
#include <sched.h>

#include <algorithm>
#include <bit>
#include <cerrno>

#include "decode/special.h"
#include "spec/registry.h"
#include "spec/xlat_creds.h"
#include "spec/xlat_process.h"
#include "spec/xlat_sched.h"

namespace strobe::decode {

namespace {

// ---- results --------------------------------------------------------------------------------------------------------

/// The result by name, however constants print: (SCHED_FIFO)
void name_note(Decoding& d) {
	const string_view name = name_of(*d.signature.ret.xlat, static_cast<uint64_t>(d.call.ret));
	if (name.empty()) return;
	d.sink.begin_note();
	d.sink.plain(name);
	d.sink.end_note();
}

/// The bits of the result: (SECBIT_KEEP_CAPS)
void flag_names_note(Decoding& d) {
	if (d.sink.xlat_style() == out::XlatStyle::kRaw) return;
	TextBuf& names = d.text();
	join_flags(*d.signature.ret.xlat, static_cast<uint64_t>(d.call.ret), names);
	if (names.empty()) return;
	d.sink.begin_note();
	d.sink.plain(names.view());
	d.sink.end_note();
}

// ---- limits ---------------------------------------------------------------------------------------------------------

/// 8192*1024, RLIM64_INFINITY
void rlimit_value(Decoding& d, const spec::Type&, uint64_t v) {
	constexpr uint64_t kUnit = 1024;
	TextBuf& t = d.text();
	if (v == ~0ull) {
		t.put("RLIM64_INFINITY");
	} else if (v > kUnit && v % kUnit == 0) {
		t.udec(v / kUnit);
		t.put("*1024");
	}
	d.sink.constant(v, t.view(), {}, Radix::kUnsigned);
}

// ---- input and output priority --------------------------------------------------------------------------------------

constexpr unsigned kClassShift = 13;

/// IOPRIO_PRIO_VALUE(IOPRIO_CLASS_BE, 4); within the text the class shows its number too, when constants do.
void put_ioprio(Decoding& d, TextBuf& t, uint32_t v) {
	const uint32_t cls = v >> kClassShift;
	const string_view name = name_of(spec::ioprio_classes, cls);
	const bool number = name.empty() || d.sink.xlat_style() == out::XlatStyle::kVerbose;
	t.put("IOPRIO_PRIO_VALUE(");
	if (number) t.hex(cls);
	if (number) t.put(" /* ");
	t.put(name.empty() ? spec::ioprio_classes.unknown : name);
	if (number) t.put(" */");
	t.put(", ");
	t.udec(v & ((1u << kClassShift) - 1));
	t.put(')');
}

void ioprio_value(Decoding& d, const spec::Type&, uint64_t v) {
	TextBuf& t = d.text();
	put_ioprio(d, t, static_cast<uint32_t>(v));
	const auto number = static_cast<int64_t>(static_cast<int32_t>(v));
	d.sink.constant(static_cast<uint64_t>(number), t.view(), {}, Radix::kDecimal);
}

void ioprio_note(Decoding& d) {
	if (d.sink.xlat_style() == out::XlatStyle::kRaw) return;
	TextBuf& t = d.text();
	put_ioprio(d, t, static_cast<uint32_t>(d.call.ret));
	d.sink.begin_note();
	d.sink.plain(t.view());
	d.sink.end_note();
}

// ---- processors -----------------------------------------------------------------------------------------------------

/// The kernel copies no more of a mask than it has processors: the smallest size it accepts, at least 128.
uint64_t largest_cpu_set() {
	constexpr size_t kFirst = 128, kLast = 1 << 20;
	size_t n = kFirst;
	while (n < kLast && sched_getaffinity(0, n, nullptr) == -1 && errno == EINVAL) n *= 2;
	return n;
}

void cpu_set_value(Decoding& d, const spec::Type& t, uint64_t addr) {
	static const uint64_t largest = largest_cpu_set();
	const auto length = d.length(spec::Len{.from = t.len.from, .name = t.len.name});
	if (!length || !d.how.verbose) return d.sink.address(addr);
	const uint64_t n = std::min(*length, largest);
	const auto set = d.bytes(addr, n);
	if (!set) return d.sink.address(addr);
	d.sink.begin_set(false);
	for (size_t i = 0; i < set->size(); ++i)
		for (unsigned byte = (*set)[i]; byte; byte &= byte - 1) {
			d.sink.element();
			d.sink.integer(static_cast<int64_t>(i * 8 + static_cast<size_t>(std::countr_zero(byte))));
		}
	d.sink.end_set((n + 7) / 8 * 8 < *length);
}

// ---- sched_attr -----------------------------------------------------------------------------------------------------

/// The header that has it does not go with <sched.h>.
struct SchedAttr {
	uint32_t size, policy;
	uint64_t flags;
	int32_t nice;
	uint32_t priority;
	uint64_t runtime, deadline, period;
	uint32_t util_min, util_max;
};
constexpr uint32_t kAttrKnown = sizeof(SchedAttr);
constexpr uint32_t kAttrFirst = offsetof(SchedAttr, util_min);
constexpr uint64_t kKeepPolicy = 8, kKeepParams = 16;
static_assert(kAttrKnown == 56 && kAttrFirst == 48);

std::optional<SchedAttr> load_attr(Decoding& d, uint64_t addr, uint32_t size) {
	const auto b = d.bytes(addr, std::min(size, kAttrKnown));
	if (!b) return std::nullopt;
	SchedAttr a{};
	std::memcpy(&a, b->data(), b->size());
	return a;
}

/// `keeps`: flags which say that fields are to be ignored, for that direction. `size`: bytes that are known.
void attr_fields(Decoding& d, const SchedAttr& a, uint64_t keeps, uint32_t size) {
	d.uint_field("size", a.size);
	if (size < kAttrFirst) return;
	if (!(keeps & (kKeepPolicy | kKeepParams)) || static_cast<int32_t>(a.policy) < 0)
		d.choice_field("sched_policy", spec::schedulers, a.policy);
	d.flags_field("sched_flags", spec::sched_flags, a.flags);
	if (!(keeps & kKeepParams)) {
		d.int_field("sched_nice", a.nice);
		d.uint_field("sched_priority", a.priority);
		d.uint_field("sched_runtime", a.runtime);
		d.uint_field("sched_deadline", a.deadline);
		d.uint_field("sched_period", a.period);
	}
	if (size < kAttrKnown) return;
	d.uint_field("sched_util_min", a.util_min);
	d.uint_field("sched_util_max", a.util_max);
}

/// The structure says its own size; the kernel corrects a size that it refuses: {size=9, ...} => {size=56}.
void sched_attr_in_value(Decoding& d, const spec::Type&, uint64_t addr) {
	d.look(Decoding::Image::kBefore);
	const auto given = d.load<uint32_t>(addr);
	if (!given) return d.sink.address(addr);
	const uint32_t size = *given ? *given : kAttrFirst;
	const uint32_t known = std::min(size, kAttrKnown);
	const auto a = load_attr(d, addr, known < kAttrFirst ? static_cast<uint32_t>(sizeof *given) : known);
	if (!a) return d.sink.address(addr);
	d.sink.begin_struct();
	attr_fields(d, *a, a->flags, known);
	d.sink.end_struct(size > known);
	d.look(Decoding::Image::kAfter);
	const auto after = d.call.ret == -E2BIG ? d.load<uint32_t>(addr) : std::nullopt;
	if (!after) return;
	d.sink.after();
	d.sink.begin_struct();
	d.uint_field("size", *after);
	d.sink.end_struct(false);
}

void sched_attr_out_value(Decoding& d, const spec::Type&, uint64_t addr) {
	const auto room = static_cast<uint32_t>(d.call.args[2]);
	const auto a = room ? load_attr(d, addr, room) : std::nullopt;
	if (!a) return d.sink.address(addr);
	d.sink.begin_struct();
	attr_fields(d, *a, 0, a->size);
	d.sink.end_struct(false);
}

// ---- credentials ----------------------------------------------------------------------------------------------------

void groups_value(Decoding& d, const spec::Type& t, uint64_t addr) {
	constexpr uint64_t kMaxGroups = 65536; // NGROUPS_MAX
	const auto n = d.length(t.len);
	if (n && *n > kMaxGroups) return d.sink.address(addr);
	d.plain_value(t, addr);
}

void capabilities_field(Decoding& d, string_view name, uint32_t low, uint32_t high) {
	d.sink.field(name);
	if (low || !high) d.flags(spec::cap_mask0, low);
	if (low && high) d.sink.plain("|");
	if (high) d.flags(spec::cap_mask1, high);
}

/// Versions 2 and 3 have a second structure with the upper bits.
void cap_data_value(Decoding& d, const spec::Type&, uint64_t addr) {
	const auto version = d.call.before.number(d.call.args[0], 4);
	if (!version) return d.sink.address(addr);
	const bool wide = *version == _LINUX_CAPABILITY_VERSION_2 || *version == _LINUX_CAPABILITY_VERSION_3;
	__user_cap_data_struct data[2]{};
	const auto b = d.bytes(addr, wide ? sizeof data : sizeof data[0]);
	if (!b) return d.sink.address(addr);
	std::memcpy(data, b->data(), b->size());
	d.sink.begin_struct();
	capabilities_field(d, "effective", data[0].effective, data[1].effective);
	capabilities_field(d, "permitted", data[0].permitted, data[1].permitted);
	capabilities_field(d, "inheritable", data[0].inheritable, data[1].inheritable);
	d.sink.end_struct(false);
}

// ---- landlock -------------------------------------------------------------------------------------------------------

/// The first field alone is shown; a longer structure ends in "...".
void landlock_ruleset_value(Decoding& d, const spec::Type&, uint64_t addr) {
	constexpr uint64_t kFirstField = 8;
	const uint64_t size = d.call.args[1];
	const auto b = size < kFirstField || !d.how.verbose ? std::nullopt : d.bytes(addr, kFirstField);
	if (!b) return d.sink.address(addr);
	uint64_t access = 0;
	std::memcpy(&access, b->data(), sizeof access);
	d.sink.begin_struct();
	d.flags_field("handled_access_fs", spec::landlock_access_fs, access);
	d.sink.end_struct(size > kFirstField);
}

// ---- personality ----------------------------------------------------------------------------------------------------

constexpr uint32_t kPersonalityMask = 0xff;

void personality_parts(Decoding& d, uint32_t v) {
	d.choice(spec::personality_types, v & kPersonalityMask);
	const uint32_t flags = v & ~kPersonalityMask;
	if (!flags) return;
	d.sink.plain("|");
	TextBuf& names = d.text();
	join_flags({spec::personality_flags.unknown, spec::personality_flags.names}, flags, names);
	d.sink.constant(flags, names.view(), {}, Radix::kHex);
}

void personality_value(Decoding& d, const spec::Type&, uint64_t v) {
	constexpr uint32_t kOnlyAsk = 0xffffffff;
	if (static_cast<uint32_t>(v) == kOnlyAsk) return d.sink.hexadecimal(kOnlyAsk);
	personality_parts(d, static_cast<uint32_t>(v));
}

void personality_note(Decoding& d) {
	d.sink.begin_note();
	personality_parts(d, static_cast<uint32_t>(d.call.ret));
	d.sink.end_note();
}

// ---- segments -------------------------------------------------------------------------------------------------------

void padded_hex_field(Decoding& d, string_view name, uint32_t v) {
	constexpr char kDigits[] = "0123456789abcdef";
	TextBuf& t = d.text();
	int shift = 20; // eight characters, as long as they suffice
	while (shift < 28 && v >> (shift + 4)) shift += 4;
	t.put(v ? "0x" : "00");
	for (; shift >= 0; shift -= 4) t.put(kDigits[v >> shift & 15]);
	d.sink.field(name);
	d.sink.plain(t.view());
}

void segment_fields(Decoding& d, const user_desc& s) {
	padded_hex_field(d, "base_addr", s.base_addr);
	padded_hex_field(d, "limit", s.limit);
	d.uint_field("seg_32bit", s.seg_32bit);
	d.uint_field("contents", s.contents);
	d.uint_field("read_exec_only", s.read_exec_only);
	d.uint_field("limit_in_pages", s.limit_in_pages);
	d.uint_field("seg_not_present", s.seg_not_present);
	d.uint_field("useable", s.useable);
	d.uint_field("lm", s.lm);
}

void entry_number_field(Decoding& d, uint32_t v) {
	d.sink.field("entry_number");
	d.uid(v);
}

void user_desc_value(Decoding& d, const spec::Type&, uint64_t addr) {
	const bool is_ldt = d.signature.args.size() == 3;
	const auto s = is_ldt && d.call.args[2] != sizeof(user_desc) ? std::nullopt : d.load<user_desc>(addr);
	if (!s) return d.sink.address(addr);
	d.sink.begin_struct();
	entry_number_field(d, s->entry_number);
	segment_fields(d, *s);
	d.sink.end_struct(false);
}

/// get_thread_area: the number goes in, the rest comes out.
void user_desc_out_value(Decoding& d, const spec::Type&, uint64_t addr) {
	const auto number = d.call.before.number(addr, 4);
	if (!number) return d.sink.address(addr);
	d.sink.begin_struct();
	entry_number_field(d, static_cast<uint32_t>(*number));
	const auto s = d.call.failed() ? std::nullopt : d.load<user_desc>(addr);
	if (s) segment_fields(d, *s);
	d.sink.end_struct(!s);
}

/// modify_ldt returns an int: its errors look like large numbers.
void low_error_note(Decoding& d) {
	constexpr uint64_t kFirstError = 0xfffff000;
	const auto v = static_cast<uint64_t>(d.call.ret);
	if (v < kFirstError || v > ~0u) return;
	const int number = -static_cast<int32_t>(v);
	TextBuf& t = d.text();
	t.put(' ');
	t.put(spec::errno_name(number));
	t.put(" (");
	t.put(spec::errno_text(number));
	t.put(')');
	d.sink.plain(t.view());
}

// ---- waiting for signals --------------------------------------------------------------------------------------------

/// Without a place for the siginfo, nothing of rt_sigtimedwait needs the result.
Printed sigtimedwait_call(Decoding& d, unsigned from) {
	if (from == 0) {
		d.argument(0);
		from = 1;
		if (d.call.args[1] && d.how.verbose && !d.call.finished) return {from, false};
	}
	for (unsigned i = from; i < d.signature.args.size(); ++i) d.argument(i);
	return {static_cast<unsigned>(d.signature.args.size()), true};
}

constexpr Special kSpecials[] = {
	{.name = "name", .note = name_note},
	{.name = "flag_names", .note = flag_names_note},
	{.name = "rlimit", .value = rlimit_value},
	{.name = "ioprio", .value = ioprio_value, .note = ioprio_note},
	{.name = "cpu_set", .value = cpu_set_value},
	{.name = "sched_attr_in", .value = sched_attr_in_value, .phase = Phase::kExit},
	{.name = "sched_attr_out", .value = sched_attr_out_value},
	{.name = "groups", .value = groups_value},
	{.name = "cap_data", .value = cap_data_value},
	{.name = "landlock_ruleset", .value = landlock_ruleset_value},
	{.name = "personality", .value = personality_value, .note = personality_note},
	{.name = "low_error", .note = low_error_note},
	{.name = "user_desc", .value = user_desc_value},
	{.name = "user_desc_out", .value = user_desc_out_value, .phase = Phase::kExit},
	{.name = "sigtimedwait", .call = sigtimedwait_call},
};

} // namespace

std::span<const Special> task_specials() {
	return kSpecials;
}

} // namespace strobe::decode
