// SPDX-License-Identifier: BSD-2-Clause
// perf_event_open's attributes.
#include <cerrno>
#include <linux/perf_event.h>

#include <algorithm>
#include <cstddef>
#include <optional>

#include "decode/special_perf.h"
#include "decode/terms.h"
#include "spec/xlat_system.h"
#include "spec/xlat_time.h"

namespace strobe::decode {

namespace {

using Attr = perf_event_attr;

/// As much of the structure as the program said to have; without -v no more than what comes before wakeup_events.
struct Copy {
	Attr attr{};
	uint32_t size = 0;
};

std::optional<Copy> copy_of(Decoding& d, uint64_t addr) {
	const auto declared = d.call.before.number(addr + offsetof(Attr, size), 4);
	if (!declared || !d.how.verbose) return std::nullopt;
	Copy c;
	c.size = std::min<uint32_t>(static_cast<uint32_t>(*declared), sizeof(Attr));
	if (c.size == 0) c.size = PERF_ATTR_SIZE_VER0;
	if (c.size < PERF_ATTR_SIZE_VER0) return std::nullopt;
	if (d.how.abbrev) c.size = offsetof(Attr, wakeup_events);
	const auto b = d.call.before.bytes(addr, c.size);
	if (!b) return std::nullopt;
	std::memcpy(&c.attr, b->data(), c.size);
	return c;
}

/// PERF_COUNT_HW_CACHE_RESULT_MISS<<16|PERF_COUNT_HW_CACHE_OP_READ<<8|PERF_COUNT_HW_CACHE_L1D
void cache_config(Terms& terms, uint64_t config) {
	if (const uint64_t rest = config >> 24 & 0xff) terms.next().hex(rest).put("<<24");
	terms.next().choice(spec::perf_hw_cache_results, config >> 16 & 0xff).put("<<16");
	terms.next().choice(spec::perf_hw_cache_ops, config >> 8 & 0xff).put("<<8");
	terms.next().choice(spec::perf_hw_cache_ids, config & 0xff);
}

void config_field(Decoding& d, const Attr& a) {
	d.sink.field("config");
	switch (a.type) {
	case PERF_TYPE_SOFTWARE: return d.choice(spec::perf_sw_ids, a.config);
	case PERF_TYPE_TRACEPOINT: return d.sink.unsigned_integer(a.config);
	case PERF_TYPE_HARDWARE:
	case PERF_TYPE_HW_CACHE: break;
	default: return d.sink.hexadecimal(a.config);
	}
	Terms terms(d);
	if (const uint64_t pmu = a.config >> 32) terms.hex(pmu).put("<<32");
	if (a.type == PERF_TYPE_HARDWARE)
		terms.next().choice(spec::perf_hw_ids, a.config & 0xffffffff);
	else
		cache_config(terms, a.config);
	terms.print(a.config);
}

/// The one-bit fields, in the order of their bits from `disabled` on; precise_ip's two bits are between them.
constexpr string_view kBits[] = {
	"disabled",
	"inherit",
	"pinned",
	"exclusive",
	"exclude_user",
	"exclude_kernel",
	"exclude_hv",
	"exclude_idle",
	"mmap",
	"comm",
	"freq",
	"inherit_stat",
	"enable_on_exec",
	"task",
	"watermark",
	"precise_ip",
	"",
	"mmap_data",
	"sample_id_all",
	"exclude_host",
	"exclude_guest",
	"exclude_callchain_kernel",
	"exclude_callchain_user",
	"mmap2",
	"comm_exec",
	"use_clockid",
	"context_switch",
	"write_backward",
	"namespaces",
	"ksymbol",
	"bpf_event",
	"aux_output",
	"cgroup",
	"text_poke",
	"build_id",
	"inherit_thread",
	"remove_on_exec",
	"sigtrap",
};
constexpr unsigned kPreciseIp = 15;
constexpr size_t kBitsOffset = offsetof(Attr, read_format) + sizeof(Attr::read_format);

void precise_field(Decoding& d, uint64_t v) {
	static constexpr string_view kMeaning[] = {"arbitrary skid", "constant skid", "requested to have 0 skid",
											   "must have 0 skid"};
	d.uint_field("precise_ip", v);
	d.sink.comment(kMeaning[v]);
}

void bit_fields(Decoding& d, const Attr& a) {
	uint64_t bits = 0;
	std::memcpy(&bits, reinterpret_cast<const char*>(&a) + kBitsOffset, sizeof bits);
	for (unsigned i = 0; i < std::size(kBits); ++i) {
		if (i == kPreciseIp)
			precise_field(d, bits >> i & 3);
		else if (!kBits[i].empty() && (!d.how.abbrev || (bits >> i & 1)))
			d.uint_field(kBits[i], bits >> i & 1);
	}
	if (const uint64_t rest = bits >> std::size(kBits)) {
		d.hex_field("__reserved_1", rest);
		d.sink.comment("Bits 63..38");
	}
}

/// The breakpoint's address and length share their place with config1 and config2.
void breakpoint_fields(Decoding& d, const Copy& c) {
	const Attr& a = c.attr;
	const bool breakpoint = a.type == PERF_TYPE_BREAKPOINT;
	d.uint_field(a.watermark ? "wakeup_watermark" : "wakeup_events", a.wakeup_events);
	if (breakpoint) {
		constexpr uint32_t kReadWriteExecute = 7;
		d.sink.field("bp_type");
		d.sink.constant(a.bp_type, name_of(spec::perf_breakpoint_types, a.bp_type),
						a.bp_type <= kReadWriteExecute ? "HW_BREAKPOINT_INVALID" : "HW_BREAKPOINT_???", Radix::kHex);
	}
	d.hex_field(breakpoint ? "bp_addr" : "config1", a.bp_addr);
	if (c.size <= offsetof(Attr, bp_len)) return;
	if (breakpoint)
		d.uint_field("bp_len", a.bp_len);
	else
		d.hex_field("config2", a.config2);
}

/// Fields that later kernels added: only those that the program's structure has.
void later_fields(Decoding& d, const Copy& c) {
	const Attr& a = c.attr;
	if (c.size <= offsetof(Attr, branch_sample_type)) return;
	if (a.sample_type & PERF_SAMPLE_BRANCH_STACK)
		d.flags_field("branch_sample_type", spec::perf_branch_sample_types, a.branch_sample_type);
	if (c.size <= offsetof(Attr, sample_regs_user)) return;
	d.hex_field("sample_regs_user", a.sample_regs_user);
	if (c.size <= offsetof(Attr, sample_stack_user)) return;
	if (a.sample_type & PERF_SAMPLE_STACK_USER) d.hex_field("sample_stack_user", a.sample_stack_user);
	if (a.use_clockid) {
		if (c.size <= offsetof(Attr, clockid)) return;
		d.choice_field("clockid", spec::clock_ids, static_cast<uint32_t>(a.clockid));
	}
	if (c.size <= offsetof(Attr, sample_regs_intr)) return;
	d.hex_field("sample_regs_intr", a.sample_regs_intr);
	if (c.size <= offsetof(Attr, aux_watermark)) return;
	d.uint_field("aux_watermark", a.aux_watermark);
	if (c.size <= offsetof(Attr, sample_max_stack)) return;
	d.uint_field("sample_max_stack", a.sample_max_stack);
	if (c.size <= offsetof(Attr, aux_sample_size)) return;
	d.uint_field("aux_sample_size", a.aux_sample_size);
	if (c.size > offsetof(Attr, sig_data)) d.hex_field("sig_data", a.sig_data);
}

/// E2BIG: the kernel says which size it would have taken.
void size_field(Decoding& d, const Attr& a, uint64_t addr) {
	d.choice_field("size", spec::perf_attr_sizes, a.size);
	if (!d.call.finished || d.call.ret != -E2BIG) return;
	d.sink.after();
	if (const auto wanted = d.call.after.number(addr + offsetof(Attr, size), 4))
		d.choice(spec::perf_attr_sizes, *wanted);
	else
		d.sink.plain("???");
}

} // namespace

void perf_attr_value(Decoding& d, const spec::Type&, uint64_t addr) {
	const auto c = copy_of(d, addr);
	if (!c) return d.sink.address(addr);
	const Attr& a = c->attr;
	d.sink.begin_struct();
	d.choice_field("type", spec::perf_types, a.type);
	size_field(d, a, addr);
	config_field(d, a);
	d.uint_field(a.freq ? "sample_freq" : "sample_period", a.sample_period);
	d.flags_field("sample_type", spec::perf_sample_formats, a.sample_type);
	d.flags_field("read_format", spec::perf_read_formats, a.read_format);
	bit_fields(d, a);
	if (!d.how.abbrev) {
		breakpoint_fields(d, *c);
		later_fields(d, *c);
	}
	d.sink.end_struct(a.size > c->size || (a.size == 0 && c->size < PERF_ATTR_SIZE_VER0));
}

} // namespace strobe::decode
