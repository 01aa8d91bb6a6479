// SPDX-License-Identifier: BSD-2-Clause
// Scheduling.
#include "spec/topics.h"
#include "spec/words.h"

namespace strobe::spec {

namespace {

constexpr Row kRows[] = {
	Row("sched_yield", 0, {}),
	Row("sched_setparam", 0, {"pid", "param"}),
	Row("sched_getparam", 0, {"pid", "param"}),
	Row("sched_setscheduler", 0, {"pid", "policy", "param"}),
	Row("sched_getscheduler", 0, {"pid"}),
	Row("sched_setattr", 0, {"pid", "uattr", "flags"}),
	Row("sched_getattr", 0, {"pid", "uattr", "usize", "flags"}),
	Row("sched_get_priority_max", 0, {"policy"}),
	Row("sched_get_priority_min", 0, {"policy"}),
	Row("sched_rr_get_interval", 0, {"pid", "interval"}),
	Row("sched_setaffinity", 0, {"pid", "len", "user_mask_ptr"}),
	Row("sched_getaffinity", 0, {"pid", "len", "user_mask_ptr"}),
	Row("getpriority", 0, {"which", "who"}),
	Row("setpriority", 0, {"which", "who", "niceval"}),
	Row("ioprio_set", 0, {"which", "who", "ioprio"}),
	Row("ioprio_get", 0, {"which", "who"}),
	Row("getcpu", 0, {"cpup", "nodep", "unused"}),
};

} // namespace

std::span<const Row> sched_rows() {
	return kRows;
}

} // namespace strobe::spec
