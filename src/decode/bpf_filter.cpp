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
	case BPF_MISC: part(d, spec::bpf_misc_ops, BPF_MISCOP(c)); return rest(d, other & ~BPF_MISCOP(c));
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
	if (d.how.abbrev) return d.sink.address(addr);
	d.elements(addr, n, sizeof(sock_filter), [&](uint64_t at) {
		if (const auto f = d.load<sock_filter>(at)) instruction(d, *f, operand);
	});
}

} // namespace strobe::decode
