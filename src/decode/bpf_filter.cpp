// SPDX-License-Identifier: BSD-2-Clause
#include "decode/bpf_filter.h"

#include <linux/bpf_common.h>

#include "spec/xlat_net_rare.h"

namespace strobe::decode {

namespace {

void part(Decoding& d, const spec::Xlat& x, uint64_t v) {
	d.sink.plain("|");
	d.choice(x, v);
}

/// Bits that mean nothing in this class of instruction.
void rest(Decoding& d, uint64_t v) {
	if (v == 0) return;
	d.sink.plain("|");
	d.sink.hexadecimal(v);
	d.sink.comment("BPF_???");
}

/// BPF_LD|BPF_W|BPF_ABS
void code(Decoding& d, uint16_t c) {
	const uint16_t other = c & ~BPF_CLASS(c) & 0xffff;
	d.choice(spec::bpf_classes, BPF_CLASS(c));
	switch (BPF_CLASS(c)) {
	case BPF_ST:
	case BPF_STX: return rest(d, other);
	case BPF_LD:
	case BPF_LDX: part(d, spec::bpf_sizes, BPF_SIZE(c)); return part(d, spec::bpf_modes, BPF_MODE(c));
	case BPF_ALU: part(d, spec::bpf_sources, BPF_SRC(c)); return part(d, spec::bpf_alu_ops, BPF_OP(c));
	case BPF_JMP: part(d, spec::bpf_sources, BPF_SRC(c)); return part(d, spec::bpf_jump_ops, BPF_OP(c));
	case BPF_RET: part(d, spec::bpf_rvals, BPF_RVAL(c)); return rest(d, other & ~BPF_RVAL(c));
	default: /* BPF_MISC: the class has three bits */
		part(d, spec::bpf_misc_ops, BPF_MISCOP(c));
		return rest(d, other & ~BPF_MISCOP(c));
	}
}

void instruction(Decoding& d, const sock_filter& f, BpfOperand operand) {
	const bool jump = f.jt || f.jf;
	d.sink.plain(jump ? "BPF_JUMP(" : "BPF_STMT(");
	code(d, f.code);
	d.sink.plain(", ");
	if (jump || !operand || !operand(d, f)) d.sink.hexadecimal(f.k);
	if (jump) {
		d.sink.plain(", ");
		d.sink.hexadecimal(f.jt);
		d.sink.plain(", ");
		d.sink.hexadecimal(f.jf);
	}
	d.sink.plain(")");
}

} // namespace

void bpf_instructions(Decoding& d, uint64_t addr, uint64_t n, BpfOperand operand) {
	constexpr uint64_t kSize = sizeof(sock_filter);
	if (d.how.abbrev || !d.how.verbose || addr == 0) return d.sink.address(addr);
	if (n > 0 && !d.bytes(addr, kSize)) return d.sink.address(addr);
	d.sink.begin_array();
	ArrayEnd end = ArrayEnd::kComplete;
	uint64_t at = addr;
	for (uint64_t i = 0; i < n; ++i, at += kSize) {
		const auto f = d.load<sock_filter>(at);
		if (!f || i >= BPF_MAXINSNS) { // the kernel takes no longer program
			end = i >= BPF_MAXINSNS ? ArrayEnd::kMore : ArrayEnd::kFault;
			break;
		}
		d.sink.element();
		instruction(d, *f, operand);
	}
	d.sink.end_array(end, at);
}

} // namespace strobe::decode
