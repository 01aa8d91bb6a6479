// SPDX-License-Identifier: BSD-2-Clause
// Constants of signals.
//
// Index:
//   signal_numbers, sa_handlers, sa_flags, sigprocmask_how, sigaltstack_flags, signalfd_flags, si_codes,
//   sigill_codes, sigfpe_codes, sigtrap_codes, sigchld_codes, sigpoll_codes, sigsegv_codes, sigbus_codes,
//   sigsys_codes, sigev_notify
#pragma once

#include "spec/model.h"

namespace strobe::spec {

extern const Xlat signal_numbers;
extern const Xlat sa_handlers;
extern const Xlat sa_flags;
extern const Xlat sigprocmask_how;
extern const Xlat sigaltstack_flags;
extern const Xlat signalfd_flags;
extern const Xlat si_codes; ///< codes of every signal; the lists below are for one signal each
extern const Xlat sigill_codes;
extern const Xlat sigfpe_codes;
extern const Xlat sigtrap_codes;
extern const Xlat sigchld_codes;
extern const Xlat sigpoll_codes;
extern const Xlat sigsegv_codes;
extern const Xlat sigbus_codes;
extern const Xlat sigsys_codes;
extern const Xlat sigev_notify;

} // namespace strobe::spec
