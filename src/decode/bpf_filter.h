// SPDX-License-Identifier: BSD-2-Clause
// Instructions of classic BPF: socket filters, seccomp.
#pragma once

#include <linux/filter.h>

#include "decode/decoding.h"

namespace strobe::decode {

/// Prints the operand of a statement in a way of its own, or returns false.
using BpfOperand = bool (*)(Decoding&, const sock_filter&);

/// An address, or with -v the `n` instructions there: [BPF_STMT(BPF_RET|BPF_K, 0x1), BPF_JUMP(...)].
void bpf_instructions(Decoding& d, uint64_t addr, uint64_t n, BpfOperand operand);

} // namespace strobe::decode
