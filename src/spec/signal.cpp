// SPDX-License-Identifier: BSD-2-Clause
// Signals.
#include "spec/topics.h"
#include "spec/words.h"

namespace strobe::spec {

namespace {

constexpr Row kRows[] = {
	Row("rt_sigaction", kSignalClass, {"sig", "act", "oact", "sigsetsize"}),
	Row("rt_sigprocmask", kSignalClass, {"how", "nset", "oset", "sigsetsize"}),
	Row("rt_sigreturn", kSignalClass, {}),
	Row("rt_sigpending", kSignalClass, {"uset", "sigsetsize"}),
	Row("rt_sigtimedwait", kSignalClass | kMayBlock, {"uthese", "uinfo", "uts", "sigsetsize"}),
	Row("rt_sigsuspend", kSignalClass | kMayBlock, {"unewset", "sigsetsize"}),
	Row("sigaltstack", kSignalClass, {"uss", "uoss"}),
	Row("rt_sigqueueinfo", kProcess | kSignalClass, {"pid", "sig", "uinfo"}),
	Row("rt_tgsigqueueinfo", kProcess | kSignalClass, {"tgid", "pid", "sig", "uinfo"}),
	Row("kill", kProcess | kSignalClass, {"pid", "sig"}),
	Row("tkill", kProcess | kSignalClass, {"pid", "sig"}),
	Row("tgkill", kProcess | kSignalClass, {"tgid", "pid", "sig"}),
	Row("pidfd_send_signal", kDesc | kProcess | kSignalClass, {"pidfd", "sig", "info", "flags"}),
	Row("pause", kSignalClass | kMayBlock, {}),
	Row("signalfd", kDesc | kSignalClass, {"ufd", "user_mask", "sizemask"}),
	Row("signalfd4", kDesc | kSignalClass, {"ufd", "user_mask", "sizemask", "flags"}),
	Row("restart_syscall", kMayBlock, {}),
};

} // namespace

std::span<const Row> signal_rows() {
	return kRows;
}

} // namespace strobe::spec
