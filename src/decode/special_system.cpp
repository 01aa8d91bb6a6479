// SPDX-License-Identifier: BSD-2-Clause
// Names of the machine, logs, kexec, random bytes.
#include <linux/kexec.h>

#include "decode/special.h"
#include "decode/special_perf.h"
#include "decode/terms.h"
#include "spec/xlat_system.h"

namespace strobe::decode {

namespace {

/// 10 /* SYSLOG_ACTION_SIZE_BUFFER */, whatever -X says.
void numbered_value(Decoding& d, const spec::Type& t, uint64_t v) {
	const string_view name = name_of(*t.xlat, v);
	d.sink.integer(static_cast<int32_t>(v));
	d.sink.comment(name.empty() ? t.xlat->unknown : name);
}

/// The kernel refuses longer names unseen.
void host_name_value(Decoding& d, const spec::Type&, uint64_t addr) {
	constexpr uint64_t kLongest = 64;
	const auto len = d.index_of("len");
	if (!len || d.number(*len) > kLongest) return d.sink.address(addr);
	d.buffer(addr, d.number(*len));
}

void kexec_segments_value(Decoding& d, const spec::Type& t, uint64_t addr) {
	const auto n = d.index_of("nr_segments");
	if (!n || d.number(*n) > KEXEC_SEGMENT_MAX) return d.sink.address(addr);
	d.plain_value(t, addr);
}

/// KEXEC_ARCH_X86_64|KEXEC_ON_CRASH: the architecture always shows.
void kexec_flags_value(Decoding& d, const spec::Type& t, uint64_t v) {
	const uint64_t flags = v & ~uint64_t{KEXEC_ARCH_MASK};
	Terms terms(d);
	terms.choice(spec::kexec_arch, v & KEXEC_ARCH_MASK);
	if (flags != 0) terms.next().flags(*t.xlat, flags);
	terms.print(v);
}

void hex_bytes_value(Decoding& d, const spec::Type& t, uint64_t addr) {
	if (const auto n = d.length(t.len))
		d.buffer(addr, *n, true);
	else
		d.sink.address(addr);
}

constexpr Special kSpecials[] = {
	{.name = "numbered", .value = numbered_value},
	{.name = "host_name", .value = host_name_value},
	{.name = "kexec_segments", .value = kexec_segments_value},
	{.name = "kexec_flags", .value = kexec_flags_value},
	{.name = "hex_bytes", .value = hex_bytes_value},
	{.name = "perf_attr", .value = perf_attr_value, .phase = Phase::kExit},
};

} // namespace

std::span<const Special> system_specials() {
	return kSpecials;
}

} // namespace strobe::decode
