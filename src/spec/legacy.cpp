// SPDX-License-Identifier: BSD-2-Clause
// Calls that only i386 has, calls that the kernel retired, and the i386 forms of calls whose registers differ.
#include "spec/topics.h"
#include "spec/words.h"

namespace strobe::spec {

namespace {

constexpr Field kSysctlFields[] = {
	{"name", 0, t_addr()},     {"nlen", 8, t_int()},     {"oldval", 16, t_addr()},
	{"oldlenp", 24, t_addr()}, {"newval", 32, t_addr()}, {"newlen", 40, t_uint(8)},
};
constexpr StructDef kSysctl{"__sysctl_args", 80, kSysctlFields};

constexpr Row kRetired[] = {
	Row("uselib", kFile, ret_int(), {path("library")}),
	Row("_sysctl", 0, ret_int(), {in_struct("args", kSysctl)}),
	Row("create_module", 0, {"name", "size"}),
	Row("get_kernel_syms", 0, {"table"}),
	Row("query_module", 0, {"name", "which", "buf", "bufsize", "ret"}),
	Row("nfsservctl", 0, {"cmd", "argp", "resp"}),
	Row("getpmsg", kNetwork, {"fd", "ctlptr", "dataptr", "bandp", "flagsp"}),
	Row("putpmsg", kNetwork, {"fd", "ctlptr", "dataptr", "band", "flags"}),
	Row("afs_syscall", 0, {"arg1", "arg2", "arg3", "arg4", "arg5"}),
	Row("tuxcall", 0, {"arg1", "arg2", "arg3"}),
	Row("security", 0, {"arg1", "arg2", "arg3"}),
	Row("lookup_dcookie", 0, ret_int(), {ulnum("cookie"), out_bytes("buf", by_ret()), size("len")}),
	Row("epoll_ctl_old", 0, {"arg1", "arg2", "arg3", "arg4"}),
	Row("epoll_wait_old", 0, {"arg1", "arg2", "arg3", "arg4"}),
	Row("vserver", 0, {"arg1", "arg2", "arg3", "arg4", "arg5"}),
};

constexpr Row kI386Only[] = {
	Row("waitpid", kProcess | kMayBlock, {"pid", "stat_addr", "options"}),
	Row("break", kMemory, {}),
	Row("oldstat", kFile | kStat | kStatLike, {"filename", "statbuf"}),
	Row("umount", kFile, {"name"}),
	Row("stime", 0, {"tptr"}),
	Row("oldfstat", kDesc | kFstat | kStatLike, {"fd", "statbuf"}),
	Row("stty", 0, {"arg1", "arg2"}),
	Row("gtty", 0, {"arg1", "arg2"}),
	Row("nice", 0, {"increment"}),
	Row("ftime", 0, {}),
	Row("prof", 0, {}),
	Row("signal", kSignalClass, {"sig", "handler"}),
	Row("lock", 0, {}),
	Row("mpx", 0, {}),
	Row("ulimit", 0, {"arg1", "arg2"}),
	Row("oldolduname", 0, {"name"}),
	Row("sigaction", kSignalClass, {"sig", "act", "oact"}),
	Row("sgetmask", kSignalClass, {}),
	Row("ssetmask", kSignalClass, {"newmask"}),
	Row("sigsuspend", kSignalClass | kMayBlock, {"unused1", "unused2", "mask"}),
	Row("sigpending", kSignalClass, {"uset"}),
	Row("oldlstat", kFile | kLstat | kStatLike, {"filename", "statbuf"}),
	Row("readdir", kDesc, {"fd", "dirent", "count"}),
	Row("profil", 0, {"arg1", "arg2", "arg3", "arg4"}),
	Row("socketcall", kDesc | kMayBlock, {"call", "args"}),
	Row("olduname", 0, {"name"}),
	Row("idle", 0, {}),
	Row("vm86old", 0, {"user_vm86"}),
	Row("ipc", kIpc | kMayBlock, {"call", "first", "second", "third", "ptr", "fifth"}),
	Row("sigreturn", kSignalClass, {}),
	Row("sigprocmask", kSignalClass, {"how", "nset", "oset"}),
	Row("bdflush", 0, {"func", "data"}),
	Row("_llseek", kDesc, {"fd", "offset_high", "offset_low", "result", "whence"}),
	Row("_newselect", kDesc | kMayBlock, {"n", "inp", "outp", "exp", "tvp"}),
	Row("vm86", 0, {"arg1", "arg2", "arg3", "arg4", "arg5"}),
	Row("ugetrlimit", 0, {"resource", "rlim"}),
	Row("mmap2", kDesc | kMemory, {"addr", "len", "prot", "flags", "fd", "pgoff"}),
	Row("truncate64", kFile, {"path", "length_low", "length_high"}),
	Row("ftruncate64", kDesc, {"fd", "length_low", "length_high"}),
	Row("stat64", kFile | kStat | kStatLike, {"filename", "statbuf"}),
	Row("lstat64", kFile | kLstat | kStatLike, {"filename", "statbuf"}),
	Row("fstat64", kDesc | kFstat | kStatLike, {"fd", "statbuf"}),
	Row("lchown32", kFile, {"filename", "user", "group"}),
	Row("getuid32", kCreds | kPure, {}),
	Row("getgid32", kCreds | kPure, {}),
	Row("geteuid32", kCreds | kPure, {}),
	Row("getegid32", kCreds | kPure, {}),
	Row("setreuid32", kCreds, {"ruid", "euid"}),
	Row("setregid32", kCreds, {"rgid", "egid"}),
	Row("getgroups32", kCreds, {"gidsetsize", "grouplist"}),
	Row("setgroups32", kCreds, {"gidsetsize", "grouplist"}),
	Row("fchown32", kDesc, {"fd", "user", "group"}),
	Row("setresuid32", kCreds, {"ruid", "euid", "suid"}),
	Row("getresuid32", kCreds, {"ruidp", "euidp", "suidp"}),
	Row("setresgid32", kCreds, {"rgid", "egid", "sgid"}),
	Row("getresgid32", kCreds, {"rgidp", "egidp", "sgidp"}),
	Row("chown32", kFile, {"filename", "user", "group"}),
	Row("setuid32", kCreds, {"uid"}),
	Row("setgid32", kCreds, {"gid"}),
	Row("setfsuid32", kCreds, {"uid"}),
	Row("setfsgid32", kCreds, {"gid"}),
	Row("fcntl64", kDesc | kMayBlock, {"fd", "cmd", "arg"}),
	Row("sendfile64", kDesc | kNetwork | kMayBlock, {"out_fd", "in_fd", "offset", "count"}),
	Row("statfs64", kFile | kStatfs | kStatfsLike, {"pathname", "sz", "buf"}),
	Row("fstatfs64", kDesc | kFstatfs | kStatfsLike, {"fd", "sz", "buf"}),
	Row("fadvise64_64", kDesc, {"fd", "offset_low", "offset_high", "len_low", "len_high", "advice"}),
	Row("fstatat64", kDesc | kFile | kFstat | kStatLike, {"dfd", "filename", "statbuf", "flag"}),
	Row("clock_gettime64", kClock, {"which_clock", "tp"}),
	Row("clock_settime64", kClock, {"which_clock", "tp"}),
	Row("clock_adjtime64", kClock, {"which_clock", "utx"}),
	Row("clock_getres_time64", kClock, {"which_clock", "tp"}),
	Row("clock_nanosleep_time64", kMayBlock, {"which_clock", "flags", "rqtp", "rmtp"}),
	Row("timer_gettime64", 0, {"timer_id", "setting"}),
	Row("timer_settime64", 0, {"timer_id", "flags", "new_setting", "old_setting"}),
	Row("timerfd_gettime64", kDesc, {"ufd", "otmr"}),
	Row("timerfd_settime64", kDesc, {"ufd", "flags", "utmr", "otmr"}),
	Row("utimensat_time64", kDesc | kFile, {"dfd", "filename", "utimes", "flags"}),
	Row("pselect6_time64", kDesc | kMayBlock, {"n", "inp", "outp", "exp", "tsp", "sig"}),
	Row("ppoll_time64", kDesc | kMayBlock, {"ufds", "nfds", "tsp", "sigmask", "sigsetsize"}),
	Row("io_pgetevents_time64", kMayBlock, {"ctx_id", "min_nr", "nr", "events", "timeout", "usig"}),
	Row("recvmmsg_time64", kNetwork | kMayBlock, {"fd", "mmsg", "vlen", "flags", "timeout"}),
	Row("mq_timedsend_time64", kDesc | kMayBlock, {"mqdes", "u_msg_ptr", "msg_len", "msg_prio", "u_abs_timeout"}),
	Row("mq_timedreceive_time64", kDesc | kMayBlock, {"mqdes", "u_msg_ptr", "msg_len", "u_msg_prio", "u_abs_timeout"}),
	Row("semtimedop_time64", kIpc | kMayBlock, {"semid", "tsops", "nsops", "timeout"}),
	Row("rt_sigtimedwait_time64", kSignalClass | kMayBlock, {"uthese", "uinfo", "uts", "sigsetsize"}),
	Row("futex_time64", kMayBlock, {"uaddr", "op", "val", "utime", "uaddr2", "val3"}),
	Row("sched_rr_get_interval_time64", 0, {"pid", "interval"}),
};

// 64-bit arguments arrive in two registers here, and mmap and select take one pointer to their arguments.
constexpr Row kI386Forms[] = {
	Row("mmap", kDesc | kMemory, {"args"}),
	Row("select", kDesc | kMayBlock, {"args"}),
	Row("pread64", kDesc | kMayBlock, {"fd", "buf", "count", "pos_low", "pos_high"}),
	Row("pwrite64", kDesc | kMayBlock, {"fd", "buf", "count", "pos_low", "pos_high"}),
	Row("readahead", kDesc, {"fd", "offset_low", "offset_high", "count"}),
	Row("lookup_dcookie", 0, {"cookie_low", "cookie_high", "buf", "len"}),
	Row("fadvise64", kDesc, {"fd", "offset_low", "offset_high", "len", "advice"}),
	Row("sync_file_range", kDesc | kMayBlock,
		{"fd", "offset_low", "offset_high", "nbytes_low", "nbytes_high", "flags"}),
	Row("fallocate", kDesc, {"fd", "mode", "offset_low", "offset_high", "len_low", "len_high"}),
	Row("fanotify_mark", kDesc | kFile, {"fanotify_fd", "flags", "mask_low", "mask_high", "dfd", "pathname"}),
	Row("preadv", kDesc | kMayBlock, {"fd", "vec", "vlen", "pos_low", "pos_high"}),
	Row("pwritev", kDesc | kMayBlock, {"fd", "vec", "vlen", "pos_low", "pos_high"}),
};

} // namespace

std::span<const Row> retired_rows() {
	return kRetired;
}
std::span<const Row> i386_only_rows() {
	return kI386Only;
}
std::span<const Row> i386_form_rows() {
	return kI386Forms;
}

} // namespace strobe::spec
