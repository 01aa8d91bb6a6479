// SPDX-License-Identifier: BSD-2-Clause
#include "spec/xlat_time.h"

namespace strobe::spec {

namespace {

constexpr Name kClockIds[] = {
	{0, "CLOCK_REALTIME"},          {1, "CLOCK_MONOTONIC"},     {2, "CLOCK_PROCESS_CPUTIME_ID"},
	{3, "CLOCK_THREAD_CPUTIME_ID"}, {4, "CLOCK_MONOTONIC_RAW"}, {5, "CLOCK_REALTIME_COARSE"},
	{6, "CLOCK_MONOTONIC_COARSE"},  {7, "CLOCK_BOOTTIME"},      {8, "CLOCK_REALTIME_ALARM"},
	{9, "CLOCK_BOOTTIME_ALARM"},    {10, "CLOCK_SGI_CYCLE"},    {11, "CLOCK_TAI"},
};

constexpr Name kTimerFlags[] = {
	{1, "TIMER_ABSTIME"},
};

constexpr Name kItimerWhich[] = {
	{0, "ITIMER_REAL"},
	{1, "ITIMER_VIRTUAL"},
	{2, "ITIMER_PROF"},
};

constexpr Name kTimerfdFlags[] = {
	{1, "TFD_TIMER_ABSTIME"},
	{2, "TFD_TIMER_CANCEL_ON_SET"},
	{0x80000, "TFD_CLOEXEC"},
	{0x800, "TFD_NONBLOCK"},
};

constexpr Name kAdjtimexModes[] = {
	{0xa001, "ADJ_OFFSET_SS_READ"},
	{0x8001, "ADJ_OFFSET_SINGLESHOT"},
	{1, "ADJ_OFFSET"},
	{2, "ADJ_FREQUENCY"},
	{4, "ADJ_MAXERROR"},
	{8, "ADJ_ESTERROR"},
	{0x10, "ADJ_STATUS"},
	{0x20, "ADJ_TIMECONST"},
	{0x80, "ADJ_TAI"},
	{0x100, "ADJ_SETOFFSET"},
	{0x1000, "ADJ_MICRO"},
	{0x2000, "ADJ_NANO"},
	{0x4000, "ADJ_TICK"},
};

constexpr Name kAdjtimexStates[] = {
	{0, "TIME_OK"}, {1, "TIME_INS"}, {2, "TIME_DEL"}, {3, "TIME_OOP"}, {4, "TIME_WAIT"}, {5, "TIME_ERROR"},
};

constexpr Name kAdjtimexStatus[] = {
	{1, "STA_PLL"},           {2, "STA_PPSFREQ"},       {4, "STA_PPSTIME"},       {8, "STA_FLL"},
	{0x10, "STA_INS"},        {0x20, "STA_DEL"},        {0x40, "STA_UNSYNC"},     {0x80, "STA_FREQHOLD"},
	{0x100, "STA_PPSSIGNAL"}, {0x200, "STA_PPSJITTER"}, {0x400, "STA_PPSWANDER"}, {0x800, "STA_PPSERROR"},
	{0x1000, "STA_CLOCKERR"}, {0x2000, "STA_NANO"},     {0x4000, "STA_MODE"},     {0x8000, "STA_CLK"},
};

} // namespace

constinit const Xlat clock_ids = {"CLOCK_???", kClockIds};
constinit const Xlat timer_flags = {"TIMER_???", kTimerFlags};
constinit const Xlat itimer_which = {"ITIMER_???", kItimerWhich};
constinit const Xlat timerfd_flags = {"TFD_???", kTimerfdFlags};
constinit const Xlat adjtimex_modes = {"ADJ_???", kAdjtimexModes};
constinit const Xlat adjtimex_states = {"", kAdjtimexStates};
constinit const Xlat adjtimex_status = {"STA_???", kAdjtimexStatus};

} // namespace strobe::spec
