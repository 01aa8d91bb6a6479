// SPDX-License-Identifier: BSD-2-Clause
#pragma once

#include "decode/decoding.h"

namespace strobe::decode {

/// {c_iflag=ICRNL|IXON, c_oflag=NL0|..., c_cflag=B38400|..., c_lflag=ISIG|..., ...}
void termios_value(Decoding& d, const spec::Type& t, uint64_t addr);
/// The same with speeds of its own.
void termios2_value(Decoding& d, const spec::Type& t, uint64_t addr);
/// The same of System V: 16-bit flags.
void termio_value(Decoding& d, const spec::Type& t, uint64_t addr);

} // namespace strobe::decode
