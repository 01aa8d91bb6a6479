// SPDX-License-Identifier: BSD-2-Clause
// Clocks and timers.
#include "spec/structs_common.h"
#include "spec/structs_time.h"
#include "spec/topics.h"
#include "spec/words.h"
#include "spec/xlat_time.h"

namespace strobe::spec {

namespace {

constexpr Type kTimerId = t_int();
constexpr Type kTime = special(t_int(8), "time");
constexpr Ret ret_clock_state() {
	return {.xlat = &adjtimex_states, .special = "named_result"};
}

constexpr Arg clock(string_view n) {
	return choice(n, clock_ids);
}
constexpr Arg in_timespec(string_view n) {
	return in_struct(n, kTimespec);
}
constexpr Arg out_timespec(string_view n) {
	return out_struct(n, kTimespec);
}
constexpr Arg remaining(string_view n) {
	return out_timespec(n).special("remaining").even_if_failed();
}

constexpr Row kRows[] = {
	Row("nanosleep", kMayBlock, ret_int(), {in_timespec("rqtp"), remaining("rmtp")}),
	Row("clock_nanosleep", kMayBlock, ret_int(),
		{clock("which_clock"), flags("flags", timer_flags), in_timespec("rqtp"), remaining("rmtp")}),
	Row("clock_gettime", kClock, ret_int(), {clock("which_clock"), out_timespec("tp")}),
	Row("clock_settime", kClock, ret_int(), {clock("which_clock"), in_timespec("tp")}),
	Row("clock_getres", kClock, ret_int(), {clock("which_clock"), out_timespec("tp")}),
	Row("clock_adjtime", kClock, ret_clock_state(), {clock("which_clock"), out_struct("utx", kTimex)}),
	Row("gettimeofday", kClock, ret_int(), {out_struct("tv", kTimeval), out_struct("tz", kTimezone)}),
	Row("settimeofday", kClock, ret_int(), {in_struct("tv", kTimeval), in_struct("tz", kTimezone)}),
	Row("adjtimex", kClock, ret_clock_state(), {out_struct("txc_p", kTimex)}),
	Row("time", kClock, ret_by("date"), {out_ref("tloc", kTime)}),
	Row("times", 0, ret_int(), {out_struct("tbuf", kTms)}),
	Row("alarm", 0, ret_int(), {unum("seconds")}),
	Row("getitimer", 0, ret_int(), {choice("which", itimer_which), out_struct("value", kItimerval)}),
	Row("setitimer", 0, ret_int(),
		{choice("which", itimer_which), in_struct("value", kItimerval), out_struct("ovalue", kItimerval)}),
	Row("timer_create", 0, ret_int(),
		{clock("which_clock"), in_struct("timer_event_spec", kSigevent).special("sigevent"),
		 out_ref("created_timer_id", kTimerId)}),
	Row("timer_settime", 0, ret_int(),
		{num("timer_id"), flags("flags", timer_flags), in_struct("new_setting", kItimerspec),
		 out_struct("old_setting", kItimerspec)}),
	Row("timer_gettime", 0, ret_int(), {num("timer_id"), out_struct("setting", kItimerspec)}),
	Row("timer_getoverrun", 0, ret_int(), {num("timer_id")}),
	Row("timer_delete", 0, ret_int(), {num("timer_id")}),
	Row("timerfd_create", kDesc, ret_fd(), {clock("clockid"), flags("flags", timerfd_flags)}),
	Row("timerfd_settime", kDesc, ret_int(),
		{fd("ufd"), flags("flags", timerfd_flags), in_struct("utmr", kItimerspec), out_struct("otmr", kItimerspec)}),
	Row("timerfd_gettime", kDesc, ret_int(), {fd("ufd"), out_struct("otmr", kItimerspec)}),
};

} // namespace

std::span<const Row> time_rows() {
	return kRows;
}

} // namespace strobe::spec
