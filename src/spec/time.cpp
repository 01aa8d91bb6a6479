// SPDX-License-Identifier: BSD-2-Clause
// Clocks and timers.
#include "spec/topics.h"
#include "spec/words.h"

namespace strobe::spec {

namespace {

constexpr Row kRows[] = {
	Row("nanosleep", kMayBlock, {"rqtp", "rmtp"}),
	Row("clock_nanosleep", kMayBlock, {"which_clock", "flags", "rqtp", "rmtp"}),
	Row("clock_gettime", kClock, {"which_clock", "tp"}),
	Row("clock_settime", kClock, {"which_clock", "tp"}),
	Row("clock_getres", kClock, {"which_clock", "tp"}),
	Row("clock_adjtime", kClock, {"which_clock", "utx"}),
	Row("gettimeofday", kClock, {"tv", "tz"}),
	Row("settimeofday", kClock, {"tv", "tz"}),
	Row("adjtimex", kClock, {"txc_p"}),
	Row("time", kClock, {"tloc"}),
	Row("times", 0, {"tbuf"}),
	Row("alarm", 0, {"seconds"}),
	Row("getitimer", 0, {"which", "value"}),
	Row("setitimer", 0, {"which", "value", "ovalue"}),
	Row("timer_create", 0, {"which_clock", "timer_event_spec", "created_timer_id"}),
	Row("timer_settime", 0, {"timer_id", "flags", "new_setting", "old_setting"}),
	Row("timer_gettime", 0, {"timer_id", "setting"}),
	Row("timer_getoverrun", 0, {"timer_id"}),
	Row("timer_delete", 0, {"timer_id"}),
	Row("timerfd_create", kDesc, {"clockid", "flags"}),
	Row("timerfd_settime", kDesc, {"ufd", "flags", "utmr", "otmr"}),
	Row("timerfd_gettime", kDesc, {"ufd", "otmr"}),
};

} // namespace

std::span<const Row> time_rows() {
	return kRows;
}

} // namespace strobe::spec
