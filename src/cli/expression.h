// SPDX-License-Identifier: BSD-2-Clause
// The qualifying expressions of -e: sets of system calls, signals, statuses, messages.
#pragma once

#include "cli/draft.h"

namespace strobe::cli {

/// "[!]all", "[!]none" or a comma list of [?]NAME, [?]%class, [?]/regex and numbers, each with an optional @64, @32 or
/// @x32.
Verdict parse_calls(const char* text, CallSet& set);

/// The right side of one qualifier. Each replaces what an earlier one of its kind said.
Verdict qualify_trace(Draft& draft, const char* text);
Verdict qualify_abbrev(Draft& draft, const char* text);
Verdict qualify_verbose(Draft& draft, const char* text);
Verdict qualify_raw(Draft& draft, const char* text);
Verdict qualify_signals(Draft& draft, const char* text);
Verdict qualify_status(Draft& draft, const char* text);
Verdict qualify_quiet(Draft& draft, const char* text);
Verdict qualify_read(Draft& draft, const char* text);
Verdict qualify_write(Draft& draft, const char* text);
Verdict qualify_fault(Draft& draft, const char* text);
Verdict qualify_inject(Draft& draft, const char* text);
Verdict qualify_kvm(Draft& draft, const char* text);
Verdict qualify_decode_fds(Draft& draft, const char* text);
Verdict qualify_decode_pids(Draft& draft, const char* text);
Verdict qualify_secontext(Draft& draft, const char* text);

/// A whole expression: QUALIFIER=VALUE; anything else is a set of calls to trace.
Verdict qualify(Draft& draft, const char* expression);

} // namespace strobe::cli
