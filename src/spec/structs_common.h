// SPDX-License-Identifier: BSD-2-Clause
// Structures that rows of several topics share, as x86-64 lays them out.
#pragma once

#include "spec/model.h"
#include "spec/words.h"

namespace strobe::spec {

// clang-format off

// ---- time -----------------------------------------------------------------------------------------------------------

inline constexpr Field kTimespecFields[] = {{"tv_sec", 0, t_int(8)}, {"tv_nsec", 8, t_uint(8)}};
inline constexpr StructDef kTimespec{"timespec", 16, kTimespecFields};

inline constexpr Field kTimevalFields[] = {{"tv_sec", 0, t_int(8)}, {"tv_usec", 8, t_uint(8)}};
inline constexpr StructDef kTimeval{"timeval", 16, kTimevalFields};

inline constexpr Field kItimerspecFields[] = {{"it_interval", 0, t_struct(kTimespec)}, {"it_value", 16, t_struct(kTimespec)}};
inline constexpr StructDef kItimerspec{"itimerspec", 32, kItimerspecFields};

inline constexpr Field kItimervalFields[] = {{"it_interval", 0, t_struct(kTimeval)}, {"it_value", 16, t_struct(kTimeval)}};
inline constexpr StructDef kItimerval{"itimerval", 32, kItimervalFields};

// ---- vectors --------------------------------------------------------------------------------------------------------

/// An iovec whose buffer goes into the kernel.
inline constexpr Field kInIovecFields[] = {{"iov_base", 0, to_bytes(by("iov_len"))}, {"iov_len", 8, t_uint(8)}};
inline constexpr StructDef kInIovec{"iovec", 16, kInIovecFields};
inline constexpr Type kInIovecType = t_struct(kInIovec);

/// An iovec that the kernel fills: no more than the call returned, over all buffers.
inline constexpr Field kOutIovecFields[] = {
	{"iov_base", 0, to_bytes({.from = LenFrom::kArg, .name = "iov_len", .budget = true})}, {"iov_len", 8, t_uint(8)}};
inline constexpr StructDef kOutIovec{"iovec", 16, kOutIovecFields};
inline constexpr Type kOutIovecType = t_struct(kOutIovec);

/// An iovec whose buffer is not looked at.
inline constexpr Field kAddrIovecFields[] = {{"iov_base", 0, t_addr()}, {"iov_len", 8, t_uint(8)}};
inline constexpr StructDef kAddrIovec{"iovec", 16, kAddrIovecFields};
inline constexpr Type kAddrIovecType = t_struct(kAddrIovec);

// ---- resources ------------------------------------------------------------------------------------------------------

inline constexpr Field kRusageFields[] = {
	{"ru_utime", 0, t_struct(kTimeval)}, {"ru_stime", 16, t_struct(kTimeval)},
	{"ru_maxrss", 32, t_uint(8), Show::kVerbose},   {"ru_ixrss", 40, t_uint(8), Show::kVerbose},
	{"ru_idrss", 48, t_uint(8), Show::kVerbose},    {"ru_isrss", 56, t_uint(8), Show::kVerbose},
	{"ru_minflt", 64, t_uint(8), Show::kVerbose},   {"ru_majflt", 72, t_uint(8), Show::kVerbose},
	{"ru_nswap", 80, t_uint(8), Show::kVerbose},    {"ru_inblock", 88, t_uint(8), Show::kVerbose},
	{"ru_oublock", 96, t_uint(8), Show::kVerbose},  {"ru_msgsnd", 104, t_uint(8), Show::kVerbose},
	{"ru_msgrcv", 112, t_uint(8), Show::kVerbose},  {"ru_nsignals", 120, t_uint(8), Show::kVerbose},
	{"ru_nvcsw", 128, t_uint(8), Show::kVerbose},   {"ru_nivcsw", 136, t_uint(8), Show::kVerbose},
};
inline constexpr StructDef kRusage{"rusage", 144, kRusageFields};

// clang-format on

} // namespace strobe::spec
