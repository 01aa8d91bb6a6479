// SPDX-License-Identifier: BSD-2-Clause
// Constants of clocks and timers.
//
// Index:
//   clock_ids, timer_flags, itimer_which, timerfd_flags, adjtimex_modes, adjtimex_states, adjtimex_status
#pragma once

#include "spec/model.h"

namespace strobe::spec {

extern const Xlat clock_ids;
extern const Xlat timer_flags;
extern const Xlat itimer_which;
extern const Xlat timerfd_flags;
extern const Xlat adjtimex_modes;
extern const Xlat adjtimex_states;
extern const Xlat adjtimex_status;

} // namespace strobe::spec
