// SPDX-License-Identifier: BSD-2-Clause
// Structures of clocks and timers, as x86-64 lays them out.
#pragma once

#include "spec/structs_common.h"
#include "spec/xlat_time.h"

namespace strobe::spec {

// clang-format off

inline constexpr Field kTimezoneFields[] = {{"tz_minuteswest", 0, t_int()}, {"tz_dsttime", 4, t_int()}};
inline constexpr StructDef kTimezone{"timezone", 8, kTimezoneFields};

inline constexpr Type kTicks = special(t_uint(8), "clock_ticks");
inline constexpr Field kTmsFields[] = {
	{"tms_utime", 0, kTicks}, {"tms_stime", 8, kTicks}, {"tms_cutime", 16, kTicks}, {"tms_cstime", 24, kTicks}};
inline constexpr StructDef kTms{"tms", 32, kTmsFields};

inline constexpr Field kTimexFields[] = {
	{"modes", 0, t_flags(adjtimex_modes)}, {"offset", 8, t_int(8)},   {"freq", 16, t_int(8)},
	{"maxerror", 24, t_int(8)},            {"esterror", 32, t_int(8)}, {"status", 40, t_flags(adjtimex_status)},
	{"constant", 48, t_int(8)},            {"precision", 56, t_int(8)}, {"tolerance", 64, t_int(8)},
	{"time", 72, t_struct(kTimeval)},      {"tick", 88, t_int(8)},    {"ppsfreq", 96, t_int(8)},
	{"jitter", 104, t_int(8)},             {"shift", 112, t_int()},   {"stabil", 120, t_int(8)},
	{"jitcnt", 128, t_int(8)},             {"calcnt", 136, t_int(8)}, {"errcnt", 144, t_int(8)},
	{"stbcnt", 152, t_int(8)},             {"tai", 160, t_int()},
};
inline constexpr StructDef kTimex{"timex", 208, kTimexFields};

/// What is used of it. Its fields depend on sigev_notify: printed by the function "sigevent".
inline constexpr StructDef kSigevent{"sigevent", 32, {}};

// clang-format on

} // namespace strobe::spec
