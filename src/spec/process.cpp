// SPDX-License-Identifier: BSD-2-Clause
// Processes and threads: birth, death, waiting, namespaces and what is kept per task.
#include "spec/topics.h"
#include "spec/words.h"

namespace strobe::spec {

namespace {

constexpr Row kRows[] = {
	Row("fork", kProcess | kForks, {}),
	Row("vfork", kProcess | kMayBlock | kForks, {}),
	Row("clone", kProcess | kMayBlock | kForks, {"clone_flags", "newsp", "parent_tidptr", "child_tidptr", "tls"}),
	Row("clone3", kProcess | kMayBlock | kForks, {"uargs", "size"}),
	Row("execve", kFile | kProcess | kExec, ret_int(), {path("pathname"), argv("argv"), envp("envp")}),
	Row("execveat", kDesc | kFile | kProcess | kExec, {"fd", "filename", "argv", "envp", "flags"}),
	Row("exit", kProcess | kNoReturn, {"error_code"}),
	Row("exit_group", kProcess | kNoReturn, {"error_code"}),
	Row("wait4", kProcess | kMayBlock, {"upid", "stat_addr", "options", "ru"}),
	Row("waitid", kProcess | kMayBlock, {"which", "upid", "infop", "options", "ru"}),
	Row("getpid", kPure, {}),
	Row("getppid", kPure, {}),
	Row("gettid", kPure, {}),
	Row("getpgid", 0, {"pid"}),
	Row("setpgid", 0, {"pid", "pgid"}),
	Row("getpgrp", kPure, {}),
	Row("getsid", 0, {"arg1"}),
	Row("setsid", 0, {}),
	Row("set_tid_address", 0, {"tidptr"}),
	Row("set_robust_list", 0, {"head", "len"}),
	Row("get_robust_list", 0, {"pid", "head_ptr", "len_ptr"}),
	Row("rseq", 0, {"rseq", "rseq_len", "flags", "sig"}),
	Row("unshare", 0, {"unshare_flags"}),
	Row("setns", kDesc, {"fd", "flags"}),
	Row("kcmp", 0, {"pid1", "pid2", "type", "idx1", "idx2"}),
	Row("pidfd_open", kDesc, {"pid", "flags"}),
	Row("pidfd_getfd", kDesc, {"pidfd", "fd", "flags"}),
	Row("prctl", kCreds, {"option", "arg2", "arg3", "arg4", "arg5"}),
	Row("arch_prctl", 0, {"option", "arg2"}),
	Row("ptrace", 0, {"request", "pid", "addr", "data"}),
	Row("personality", 0, {"personality"}),
	Row("seccomp", 0, {"op", "flags", "uargs"}),
	Row("getrlimit", 0, {"resource", "rlim"}),
	Row("setrlimit", 0, {"resource", "rlim"}),
	Row("prlimit64", 0, {"pid", "resource", "new_rlim", "old_rlim"}),
	Row("getrusage", 0, {"who", "ru"}),
	Row("set_thread_area", 0, {"u_info"}),
	Row("get_thread_area", 0, {"u_info"}),
	Row("modify_ldt", 0, {"func", "ptr", "bytecount"}),
	Row("uretprobe", 0, {}),
	Row("uprobe", 0, {}),
};

} // namespace

std::span<const Row> process_rows() {
	return kRows;
}

} // namespace strobe::spec
