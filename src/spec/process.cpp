// SPDX-License-Identifier: BSD-2-Clause
// Processes and threads: birth, death, waiting, namespaces and what is kept per task.
#include "spec/structs_common.h"
#include "spec/structs_process.h"
#include "spec/topics.h"
#include "spec/variants.h"
#include "spec/words.h"
#include "spec/xlat_fs.h"
#include "spec/xlat_process.h"

namespace strobe::spec {

namespace {

constexpr Type kTid = t_int();
constexpr Type kAddress = t_addr();
constexpr Type kLength = t_uint(8);
constexpr Type kAction = t_enum(seccomp_actions);

constexpr Arg waited_rusage(string_view n) {
	return out_struct(n, kRusage).special("wait_rusage");
}

// clang-format off
constexpr Row kRows[] = {
	Row("fork", kProcess | kForks, ret_int(), {}),
	Row("vfork", kProcess | kMayBlock | kForks, ret_int(), {}),
	Row("clone", kProcess | kMayBlock | kForks, ret_int(),
		{hex("flags"), addr("child_stack"), out_ref("parent_tid", kTid), addr("child_tidptr"), addr("tls")}).by("clone"),
	Row("clone3", kProcess | kMayBlock | kForks, ret_int(),
		{inout_struct("cl_args", kCloneArgs).len(by("size")), size("size")}).by("clone3"),
	Row("execve", kFile | kProcess | kExec, ret_int(), {path("pathname"), argv("argv"), envp("envp")}),
	Row("execveat", kDesc | kFile | kProcess | kExec, ret_int(),
		{dirfd("dirfd"), path("pathname"), argv("argv"), envp("envp"), flags("flags", execveat_flags)}),
	Row("exit", kProcess | kNoReturn, ret_none(), {num("status")}),
	Row("exit_group", kProcess | kNoReturn, ret_none(), {num("status")}),
	Row("wait4", kProcess | kMayBlock, ret_int(),
		{pid("pid"), out_ref("wstatus", kTid).special("wait_status"), flags("options", wait_options), waited_rusage("rusage")}),
	Row("waitid", kProcess | kMayBlock, ret_int(),
		{choice("idtype", waitid_types), pid("id"), out_siginfo("infop"), flags("options", wait_options), out_struct("rusage", kRusage)}),
	Row("getpid", kPure, ret_int(), {}),
	Row("getppid", kPure, ret_int(), {}),
	Row("gettid", kPure, ret_int(), {}),
	Row("getpgid", 0, ret_int(), {pid("pid")}),
	Row("setpgid", 0, ret_int(), {pid("pid"), pid("pgid")}),
	Row("getpgrp", kPure, ret_int(), {}),
	Row("getsid", 0, ret_int(), {pid("pid")}),
	Row("setsid", 0, ret_int(), {}),
	Row("set_tid_address", 0, ret_int(), {addr("tidptr")}),
	Row("set_robust_list", 0, ret_int(), {addr("head"), size("len")}),
	Row("get_robust_list", 0, ret_int(), {pid("pid"), out_ref("head_ptr", kAddress), out_ref("len_ptr", kLength)}),
	Row("rseq", 0, ret_int(), {hex("rseq"), hex("rseq_len"), hex("flags"), hex("sig")}),
	Row("unshare", 0, ret_int(), {flags("flags", unshare_flags, 8)}),
	Row("setns", kDesc, ret_int(), {fd("fd"), flags("nstype", setns_types)}),
	Row("kcmp", 0, ret_int(),
		{pid("pid1"), pid("pid2"), choice("type", kcmp_types), hex("idx1"), hex("idx2")}).with(kcmp_variants),
	Row("pidfd_open", kDesc, ret_fd(), {pid("pid"), flags("flags", pidfd_open_flags)}),
	Row("pidfd_getfd", kDesc, ret_fd(), {fd("pidfd"), fd("targetfd"), hex("flags", 4)}),
	Row("prctl", kCreds, ret_int(),
		{choice("option", prctl_options), hex("arg2"), hex("arg3"), hex("arg4"), hex("arg5")}).with(prctl_variants),
	Row("arch_prctl", 0, ret_int(), {choice("code", arch_prctl_codes), hex("addr")}).with(arch_prctl_variants),
	Row("ptrace", 0, ret_int(),
		{choice("request", ptrace_requests, 8), pid("pid"), addr("addr"), addr("data")}).with(ptrace_variants),
	Row("personality", 0, {RetKind::kHex, nullptr, "personality"}, {hex("persona", 4).special("personality")}),
	Row("seccomp", 0, ret_int(), {choice("operation", seccomp_ops), hex("flags", 4), addr("args")}).with(seccomp_variants),
	Row("getrlimit", 0, ret_int(), {choice("resource", resources), out_struct("rlim", kRlimit)}),
	Row("setrlimit", 0, ret_int(), {choice("resource", resources), in_struct("rlim", kRlimit)}),
	Row("prlimit64", 0, ret_int(),
		{pid("pid"), choice("resource", resources), in_struct("new_limit", kRlimit), out_struct("old_limit", kRlimit)}),
	Row("getrusage", 0, ret_int(), {choice("who", usage_who), out_struct("usage", kRusage)}),
	Row("set_thread_area", 0, ret_int(), {in_struct("u_info", kUserDesc).special("user_desc")}),
	Row("get_thread_area", 0, ret_int(), {inout_struct("u_info", kUserDesc).special("user_desc_out")}),
	Row("modify_ldt", 0, ret_by("low_error"), {num("func"), in_struct("ptr", kUserDesc).special("user_desc"), size("bytecount")}),
	Row("uretprobe", 0, ret_int(), {}),
	Row("uprobe", 0, ret_int(), {}),
};

constexpr Arg kPid1 = pid("pid1"), kPid2 = pid("pid2"), kType = choice("type", kcmp_types);

constexpr Variant kKcmp[] = {
	Variant(0, ret_int(), {kPid1, kPid2, kType, fd("idx1"), fd("idx2")}), // KCMP_FILE
	Variant(1, ret_int(), {kPid1, kPid2, kType}),
	Variant(2, ret_int(), {kPid1, kPid2, kType}),
	Variant(3, ret_int(), {kPid1, kPid2, kType}),
	Variant(4, ret_int(), {kPid1, kPid2, kType}),
	Variant(5, ret_int(), {kPid1, kPid2, kType}),
	Variant(6, ret_int(), {kPid1, kPid2, kType}),
	Variant(7, ret_int(), {kPid1, kPid2, kType, fd("idx1"), in_struct("idx2", kKcmpSlot)}), // KCMP_EPOLL_TFD
};

constexpr Arg kOperation = choice("operation", seccomp_ops), kNoFlags = hex("flags", 4);

constexpr Variant kSeccomp[] = {
	Variant(1, ret_int(), {kOperation, flags("flags", seccomp_filter_flags), in_struct("args", kSeccompFprog)}), // SET_MODE_FILTER
	Variant(2, ret_int(), {kOperation, kNoFlags, in_ref("args", kAction)}), // GET_ACTION_AVAIL
	Variant(3, ret_int(), {kOperation, kNoFlags, out_struct("args", kNotifSizes)}), // GET_NOTIF_SIZES
};
// clang-format on

} // namespace

constinit const Variants kcmp_variants = {{"type", ""}, 0xffffffff, kKcmp};
constinit const Variants seccomp_variants = {{"operation", ""}, 0xffffffff, kSeccomp};

std::span<const Row> process_rows() {
	return kRows;
}

} // namespace strobe::spec
