// SPDX-License-Identifier: BSD-2-Clause
// Signals.
#include "spec/structs_common.h"
#include "spec/structs_process.h"
#include "spec/topics.h"
#include "spec/words.h"
#include "spec/xlat_process.h"
#include "spec/xlat_signal.h"

namespace strobe::spec {

namespace {

/// The result is a signal: 10 (SIGUSR1)
constexpr Ret ret_signal() {
	return {RetKind::kInt, &signal_numbers, "name"};
}

// clang-format off
// arch/x86/include/asm/sigframe.h: at the call the stack pointer stands on the frame's ucontext; uc_sigmask is behind
// uc_flags, uc_link, uc_stack and the registers.
constexpr int16_t kFrameMask = 8 + 8 + 24 + 256;

constexpr Row kRows[] = {
	Row("rt_sigaction", kSignalClass, ret_int(),
		{signal("signum"), in_struct("act", kSigaction).special("sigaction"), out_struct("oldact", kSigaction).special("sigaction"), size("sigsetsize")}),
	Row("rt_sigprocmask", kSignalClass, ret_int(),
		{choice("how", sigprocmask_how), in_sigset("set", by("sigsetsize")), out_sigset("oldset", by("sigsetsize")), size("sigsetsize")}),
	Row("rt_sigreturn", kSignalClass, ret_int(), {stack_sigset("mask", kFrameMask)}).by("sigreturn"),
	Row("rt_sigpending", kSignalClass, ret_int(),
		{out_sigset("set", by("sigsetsize")).special("sigset_short"), size("sigsetsize")}),
	Row("rt_sigtimedwait", kSignalClass | kMayBlock, ret_signal(),
		{in_sigset("set", by("sigsetsize")), out_siginfo("info"), in_struct("timeout", kTimespec), size("sigsetsize")}).by("sigtimedwait"),
	Row("rt_sigsuspend", kSignalClass | kMayBlock, ret_int(), {in_sigset("mask", by("sigsetsize")), size("sigsetsize")}),
	Row("sigaltstack", kSignalClass, ret_int(), {in_struct("ss", kStack), out_struct("old_ss", kStack)}),
	Row("rt_sigqueueinfo", kProcess | kSignalClass, ret_int(), {pid("tgid"), signal("sig"), in_siginfo("info")}),
	Row("rt_tgsigqueueinfo", kProcess | kSignalClass, ret_int(), {pid("tgid"), pid("tid"), signal("sig"), in_siginfo("info")}),
	Row("kill", kProcess | kSignalClass, ret_int(), {pid("pid"), signal("sig")}),
	Row("tkill", kProcess | kSignalClass, ret_int(), {pid("tid"), signal("sig")}),
	Row("tgkill", kProcess | kSignalClass, ret_int(), {pid("tgid"), pid("tid"), signal("sig")}),
	Row("pidfd_send_signal", kDesc | kProcess | kSignalClass, ret_int(),
		{fd("pidfd"), signal("sig"), in_siginfo("info"), hex("flags", 4)}),
	Row("pause", kSignalClass | kMayBlock, ret_int(), {}),
	Row("signalfd", kDesc | kSignalClass, ret_fd(), {fd("fd"), in_sigset("mask", by("sizemask")), size("sizemask")}),
	Row("signalfd4", kDesc | kSignalClass, ret_fd(),
		{fd("fd"), in_sigset("mask", by("sizemask")), size("sizemask"), flags("flags", signalfd_flags)}),
	Row("restart_syscall", kMayBlock, ret_int(), {}).by("restart"),
};
// clang-format on

} // namespace

std::span<const Row> signal_rows() {
	return kRows;
}

} // namespace strobe::spec
