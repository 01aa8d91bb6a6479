// SPDX-License-Identifier: BSD-2-Clause
#pragma once

#include "decode/decoding.h"

namespace strobe::decode {

/// {si_signo=SIGCHLD, si_code=CLD_EXITED, ...}; missing bytes count as zeros.
void print_siginfo(Decoding& d, Bytes info);

} // namespace strobe::decode
