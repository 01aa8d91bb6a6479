// SPDX-License-Identifier: BSD-2-Clause
// Constants of scheduling.
//
// Index:
//   sched_flags, priority_which, ioprio_who, ioprio_classes, schedulers, sched_policies
#pragma once

#include "spec/model.h"

namespace strobe::spec {

extern const Xlat sched_flags;
extern const Xlat priority_which;
extern const Xlat ioprio_who;
extern const Xlat ioprio_classes;
extern const Xlat schedulers;     ///< policies alone (sched_attr, sched_get_priority_max)
extern const Xlat sched_policies; ///< sched_setscheduler: policy and SCHED_RESET_ON_FORK

} // namespace strobe::spec
