// SPDX-License-Identifier: BSD-2-Clause
// The grammar of -e inject= and -e fault=. strobe only observes, so an injection is checked and never made: a wrong one
// gets the same diagnostic as under strace, a right one is refused as not supported.
#pragma once

#include "cli/refusal.h"

namespace strobe::cli {

enum class Injection { kFault, kAny };

/// SET[:error=E|:retval=V][:signal=S][:syscall=C][:delay_enter=D][:delay_exit=D][:poke_enter=P][:poke_exit=P][:when=W]
Verdict check_injection(const char* text, Injection kind);

} // namespace strobe::cli
