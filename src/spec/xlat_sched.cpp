// SPDX-License-Identifier: BSD-2-Clause
#include "spec/xlat_sched.h"

namespace strobe::spec {

namespace {

constexpr Name kSchedFlags[] = {
	{1, "SCHED_FLAG_RESET_ON_FORK"},   {2, "SCHED_FLAG_RECLAIM"},      {4, "SCHED_FLAG_DL_OVERRUN"},
	{8, "SCHED_FLAG_KEEP_POLICY"},     {16, "SCHED_FLAG_KEEP_PARAMS"}, {32, "SCHED_FLAG_UTIL_CLAMP_MIN"},
	{64, "SCHED_FLAG_UTIL_CLAMP_MAX"},
};

constexpr Name kPriorityWhich[] = {
	{0, "PRIO_PROCESS"},
	{1, "PRIO_PGRP"},
	{2, "PRIO_USER"},
};

constexpr Name kIoprioWho[] = {
	{1, "IOPRIO_WHO_PROCESS"},
	{2, "IOPRIO_WHO_PGRP"},
	{3, "IOPRIO_WHO_USER"},
};

constexpr Name kIoprioClasses[] = {
	{0, "IOPRIO_CLASS_NONE"},
	{1, "IOPRIO_CLASS_RT"},
	{2, "IOPRIO_CLASS_BE"},
	{3, "IOPRIO_CLASS_IDLE"},
};

constexpr Name kSchedulers[] = {
	{0, "SCHED_OTHER"}, {1, "SCHED_FIFO"}, {2, "SCHED_RR"},       {3, "SCHED_BATCH"},
	{4, "SCHED_ISO"},   {5, "SCHED_IDLE"}, {6, "SCHED_DEADLINE"}, {7, "SCHED_EXT"},
};

constexpr Name kSchedPolicies[] = {
	{0x40000000, "SCHED_RESET_ON_FORK"},
};

} // namespace

constinit const Xlat sched_flags = {"SCHED_FLAG_???", kSchedFlags};
constinit const Xlat priority_which = {"PRIO_???", kPriorityWhich};
constinit const Xlat ioprio_who = {"IOPRIO_WHO_???", kIoprioWho};
constinit const Xlat ioprio_classes = {"IOPRIO_CLASS_???", kIoprioClasses};
constinit const Xlat schedulers = {"SCHED_???", kSchedulers};
constinit const Xlat sched_policies = {"SCHED_???", kSchedPolicies, 0xbfffffff, &schedulers};

} // namespace strobe::spec
