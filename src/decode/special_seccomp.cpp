// SPDX-License-Identifier: BSD-2-Clause
// Filters of system calls: programs whose results are verdicts.
#include <linux/seccomp.h>

#include "decode/bpf_filter.h"
#include "decode/special.h"
#include "spec/xlat_process.h"

namespace strobe::decode {

namespace {

/// SECCOMP_RET_ERRNO|0x1
bool verdict(Decoding& d, const sock_filter& f) {
	if (BPF_CLASS(f.code) != BPF_RET) return false;
	d.choice(spec::seccomp_actions, f.k & SECCOMP_RET_ACTION_FULL);
	if (f.k & SECCOMP_RET_DATA) {
		d.sink.plain("|");
		d.sink.hexadecimal(f.k & SECCOMP_RET_DATA);
	}
	return true;
}

void seccomp_filter_value(Decoding& d, const spec::Type& t, uint64_t addr) {
	spec::Len whole = t.len;
	whole.n = 0;
	bpf_instructions(d, addr, d.length(whole).value_or(0), verdict);
}

constexpr Special kSpecials[] = {
	{.name = "seccomp_filter", .value = seccomp_filter_value},
};

} // namespace

std::span<const Special> seccomp_specials() {
	return kSpecials;
}

} // namespace strobe::decode
