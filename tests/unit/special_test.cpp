// SPDX-License-Identifier: BSD-2-Clause
// The special functions: what the vocabulary of rows cannot say.
#include <gtest/gtest.h>
#include <linux/sched.h>
#include <poll.h>
#include <sys/stat.h>

#include <csignal>

#include "decode/special.h"
#include "sample_call.h"
#include "spec/registry.h"

namespace strobe::decode {
namespace {

// ---- special functions ------------------------------------------------------------------------------------

TEST(Specials, EveryNameInARowExists) {
	const auto known = [](string_view name) { return name.empty() || find_special(name); };
	for (const Row* row : rows()) {
		EXPECT_TRUE(known(row->special)) << row->name << ": " << row->special;
		EXPECT_TRUE(known(row->ret.special)) << row->name << ": " << row->ret.special;
		for (const Arg& a : row->args) EXPECT_TRUE(known(a.type.special)) << row->name << ": " << a.type.special;
		if (!row->variants) continue;
		for (const Variant& v : row->variants->list) {
			EXPECT_TRUE(known(v.special)) << row->name << ": " << v.special;
			EXPECT_TRUE(known(v.ret.special)) << row->name << ": " << v.ret.special;
			for (const Arg& a : v.args) EXPECT_TRUE(known(a.type.special)) << row->name << ": " << a.type.special;
		}
	}
}

TEST(Specials, NoNameStandsInTwoTables) {
	for (const Special& s : all_specials()) EXPECT_EQ(find_special(s.name)->name.data(), s.name.data()) << s.name;
}

TEST(Specials, WaitStatus) {
	const auto status = [](int value, int64_t ret = 1) {
		Sample s({kBuf});
		s.after(kBuf, raw(value)).returns(ret);
		return one(out_ref("a", kInt).special("wait_status"), s);
	};
	EXPECT_EQ(status(0x100), "[{WIFEXITED(s) && WEXITSTATUS(s) == 1}]");
	EXPECT_EQ(status(SIGKILL), "[{WIFSIGNALED(s) && WTERMSIG(s) == SIGKILL}]");
	EXPECT_EQ(status(SIGSEGV | 0x80), "[{WIFSIGNALED(s) && WTERMSIG(s) == SIGSEGV && WCOREDUMP(s)}]");
	EXPECT_EQ(status(SIGSTOP << 8 | 0x7f), "[{WIFSTOPPED(s) && WSTOPSIG(s) == SIGSTOP}]");
	EXPECT_EQ(status((SIGTRAP | 0x80) << 8 | 0x7f), "[{WIFSTOPPED(s) && WSTOPSIG(s) == SIGTRAP | 0x80}]");
	EXPECT_EQ(status(6 << 16 | SIGTRAP << 8 | 0x7f),
			  "[{WIFSTOPPED(s) && WSTOPSIG(s) == SIGTRAP}|PTRACE_EVENT_EXIT<<16]");
	EXPECT_EQ(status(0xffff), "[{WIFCONTINUED(s)}]");
	EXPECT_EQ(status(0, 0), "0x7000");
	EXPECT_EQ(status(0, -ECHILD), "0x7000");
}

TEST(Specials, TheLeastNumberIsNoErrno) {
	Sample s({0, 2, kBuf2, 0, kBuf, 0});
	s.after(kBuf, raw(INT32_MIN) + raw(-ENOENT)).returns(0);
	const std::string line = s.arguments(row_named("move_pages"));
	EXPECT_NE(line.find("[-2147483648, -ENOENT]"), std::string::npos) << line;
}

const Row kClone = Row("clone", 0, ret_int(),
					   {hex("flags"), addr("stack"), out_ref("parent_tid", kInt), addr("child_tid"), addr("tls")})
					   .by("clone");

TEST(Specials, Clone) {
	Sample fork({CLONE_CHILD_CLEARTID | CLONE_CHILD_SETTID | SIGCHLD, 0, 0, 0x7f10, 0});
	EXPECT_EQ(fork.arguments(&kClone),
			  "child_stack=NULL, flags=CLONE_CHILD_CLEARTID|CLONE_CHILD_SETTID|SIGCHLD<unfinished from 2>");
	fork.returns(77);
	EXPECT_EQ(fork.arguments(&kClone),
			  "child_stack=NULL, flags=CLONE_CHILD_CLEARTID|CLONE_CHILD_SETTID|SIGCHLD, child_tidptr=0x7f10");
	EXPECT_EQ(fork.arguments(&kClone, 2), ", child_tidptr=0x7f10");
	Sample vfork({SIGCHLD, 0});
	EXPECT_EQ(vfork.arguments(&kClone), "child_stack=NULL, flags=SIGCHLD");
	Sample thread({CLONE_VM | CLONE_PARENT_SETTID | CLONE_SETTLS, 0x100, kBuf, 0, 0x500});
	thread.after(kBuf, raw(78)).returns(78);
	EXPECT_EQ(thread.arguments(&kClone),
			  "child_stack=0x100, flags=CLONE_VM|CLONE_SETTLS|CLONE_PARENT_SETTID, parent_tid=[78], tls=0x500");
}

const Row kClone3 = Row("clone3", 0, ret_int(), {in_bytes("cl_args", by("size")), spec::size("size")}).by("clone3");

TEST(Specials, Clone3) {
	clone_args a{};
	a.flags = CLONE_VM | CLONE_PARENT_SETTID | CLONE_SETTLS;
	a.parent_tid = kBuf2;
	a.stack = 0x1000;
	a.stack_size = 0x200;
	a.tls = 0x600;
	Sample s({kBuf, sizeof a});
	s.before(kBuf, raw(a));
	const auto in = "{flags=CLONE_VM|CLONE_SETTLS|CLONE_PARENT_SETTID, parent_tid=0x8000, exit_signal=0, stack=0x1000, "
					"stack_size=0x200, tls=0x600}"s;
	EXPECT_EQ(s.arguments(&kClone3), in + "<unfinished from 1>");
	s.after(kBuf2, raw(9)).returns(9);
	EXPECT_EQ(s.arguments(&kClone3), in + " => {parent_tid=[9]}, 88");
	EXPECT_EQ(s.arguments(&kClone3, 1), " => {parent_tid=[9]}, 88");
	s.returns(-EPERM);
	EXPECT_EQ(s.arguments(&kClone3), in + ", 88");
	s.call.args[1] = 63;
	EXPECT_EQ(s.arguments(&kClone3), "0x7000, 63");
}

TEST(Specials, Clone3WithBytesOfTheFuture) {
	clone_args a{};
	a.exit_signal = SIGCHLD;
	Sample s({kBuf, sizeof a + 8});
	s.before(kBuf, raw(a) + "\1\0\0\0\0\0\0\2"s).returns(-E2BIG);
	EXPECT_EQ(s.arguments(&kClone3), "{flags=0, exit_signal=SIGCHLD, stack=NULL, stack_size=0, "
									 R"(/* bytes 88..95 */ "\x01\x00\x00\x00\x00\x00\x00\x02"}, 96)");
}

constexpr Field kPollFields[] = {{"fd", 0, t_fd()}, {"events", 4, t_hex(2)}, {"revents", 6, t_hex(2)}};
constexpr StructDef kPollStruct{"pollfd", 8, kPollFields};
constexpr Type kPollType = t_struct(kPollStruct);
const Row kPoll("poll", 0, ret_by("poll"),
				{in_array("fds", kPollType, by("nfds")).inout().special("poll"), unum("nfds"), num("timeout")});

std::string poll_fd(int fd, short events, short revents) {
	return raw(pollfd{fd, events, revents});
}

TEST(Specials, Poll) {
	Sample s({kBuf, 2, ~0ull});
	s.before(kBuf, poll_fd(3, POLLIN, 0) + poll_fd(-1, POLLOUT, 0));
	EXPECT_EQ(s.arguments(&kPoll), "[{fd=3, events=POLLIN}, {fd=-1}], 2, -1");
	s.after(kBuf, poll_fd(3, POLLIN, POLLIN | POLLHUP) + poll_fd(-1, POLLOUT, 0)).returns(1);
	EXPECT_EQ(s.arguments(&kPoll), "[{fd=3, events=POLLIN}, {fd=-1}], 2, -1");
	EXPECT_EQ(s.result(&kPoll), "= 1 ([{fd=3, revents=POLLIN|POLLHUP}])");
	s.returns(0);
	EXPECT_EQ(s.result(&kPoll), "= 0 (Timeout)");
	s.returns(-EINTR);
	EXPECT_EQ(s.result(&kPoll), "= -1 EINTR (Interrupted system call)");
}

constexpr Field kTimevalFields[] = {{"tv_sec", 0, t_int(8)}, {"tv_usec", 8, t_uint(8)}};
constexpr StructDef kTimeval{"timeval", 16, kTimevalFields};
constexpr Type kWord = t_hex(8);
constexpr Arg fds(string_view n) {
	return in_array(n, kWord, bits("n")).inout().special("fd_set");
}
const Row kSelect("select", 0, ret_by("select"),
				  {num("n"), fds("in"), fds("out"), fds("ex"), inout_struct("tvp", kTimeval).special("entry")});

TEST(Specials, Select) {
	Sample s({6, kBuf, kBuf2, 0, kBuf3});
	const std::string time = raw(uint64_t{1}) + raw(uint64_t{0}), rest = raw(uint64_t{0}) + raw(uint64_t{9});
	s.before(kBuf, raw(uint64_t{0x28 | 1ull << 60})).before(kBuf2, raw(uint64_t{0x10})).before(kBuf3, time);
	EXPECT_EQ(s.arguments(&kSelect), "6, [3 5], [4], NULL, {tv_sec=1, tv_usec=0}");
	s.after(kBuf, raw(uint64_t{0x28})).after(kBuf2, raw(uint64_t{0x10})).after(kBuf3, rest).returns(3);
	EXPECT_EQ(s.arguments(&kSelect), "6, [3 5], [4], NULL, {tv_sec=1, tv_usec=0}");
	EXPECT_EQ(s.result(&kSelect), "= 3 (in [3 5], out [4], left {tv_sec=0, tv_usec=9})");
	s.returns(0);
	EXPECT_EQ(s.result(&kSelect), "= 0 (Timeout)");
}

std::string signal_text(const siginfo_t& si) {
	TextBuf b;
	out::TextSink sink(b);
	Decoder().siginfo({reinterpret_cast<const uint8_t*>(&si), 48}, sink);
	return std::string(b.view());
}

TEST(Specials, Siginfo) {
	siginfo_t si{};
	si.si_signo = SIGCHLD;
	si.si_code = CLD_EXITED;
	si.si_pid = 42;
	si.si_uid = 1000;
	si.si_status = 3;
	si.si_utime = 105;
	EXPECT_EQ(signal_text(si), "{si_signo=SIGCHLD, si_code=CLD_EXITED, si_pid=42, si_uid=1000, si_status=3, "
							   "si_utime=105 /* 1.05 s */, si_stime=0}");
	si.si_code = CLD_KILLED;
	si.si_status = SIGKILL;
	si.si_utime = 0;
	EXPECT_EQ(signal_text(si), "{si_signo=SIGCHLD, si_code=CLD_KILLED, si_pid=42, si_uid=1000, si_status=SIGKILL, "
							   "si_utime=0, si_stime=0}");
	siginfo_t user{};
	user.si_signo = SIGUSR1;
	user.si_code = SI_USER;
	user.si_pid = 7;
	EXPECT_EQ(signal_text(user), "{si_signo=SIGUSR1, si_code=SI_USER, si_pid=7, si_uid=0}");
	user.si_code = SI_QUEUE;
	user.si_value.sival_ptr = reinterpret_cast<void*>(0x10);
	EXPECT_EQ(signal_text(user), "{si_signo=SIGUSR1, si_code=SI_QUEUE, si_pid=7, si_uid=0, si_int=16, si_ptr=0x10}");
	siginfo_t fault{};
	fault.si_signo = SIGSEGV;
	fault.si_code = SEGV_MAPERR;
	EXPECT_EQ(signal_text(fault), "{si_signo=SIGSEGV, si_code=SEGV_MAPERR, si_addr=NULL}");
	fault.si_code = SI_KERNEL;
	EXPECT_EQ(signal_text(fault), "{si_signo=SIGSEGV, si_code=SI_KERNEL, si_addr=NULL}");
	siginfo_t sys{};
	sys.si_signo = SIGSYS;
	sys.si_code = 1;
	sys.si_call_addr = reinterpret_cast<void*>(0x99);
	sys.si_syscall = 0;
	sys.si_arch = 0xc000003e;
	EXPECT_EQ(signal_text(sys), "{si_signo=SIGSYS, si_code=SYS_SECCOMP, si_call_addr=0x99, si_syscall=__NR_read, "
								"si_arch=AUDIT_ARCH_X86_64}");
}

TEST(Specials, Sigaction) {
	const auto action = [](uint64_t handler, uint64_t flags) {
		Sample s({kBuf});
		s.before(kBuf, raw(handler) + raw(flags) + raw(uint64_t{0x77}) + raw(uint64_t{2}));
		return one(in_bytes("a", fixed(32)).special("sigaction"), s);
	};
	EXPECT_EQ(action(0, 0x04000000), "{sa_handler=SIG_DFL, sa_mask=[INT], sa_flags=SA_RESTORER, sa_restorer=0x77}");
	EXPECT_EQ(action(0x400, 0), "{sa_handler=0x400, sa_mask=[INT], sa_flags=0}");
}

TEST(Specials, Stat) {
	struct stat st{};
	st.st_mode = S_IFREG | 0644;
	st.st_size = 12;
	Sample s({kBuf});
	s.after(kBuf, raw(st)).returns(0);
	const Arg a = row_named("fstat")->args[1];
	EXPECT_EQ(one(a, s), "{st_mode=S_IFREG|0644, st_size=12, ...}");
	s.returns(-ENOENT);
	EXPECT_EQ(one(a, s), "0x7000");
	st.st_mode = S_IFCHR | 0620;
	st.st_rdev = 0x8801;
	st.st_mtim.tv_nsec = 5;
	Sample device({kBuf});
	device.after(kBuf, raw(st)).returns(0);
	device.how.abbrev = false;
	setenv("TZ", "UTC", 1);
	EXPECT_EQ(one(a, device),
			  "{st_dev=makedev(0, 0), st_ino=0, st_mode=S_IFCHR|0620, st_nlink=0, st_uid=0, st_gid=0, st_blksize=0, "
			  "st_blocks=0, st_rdev=makedev(0x88, 0x1), st_atime=0, st_atime_nsec=0, "
			  "st_mtime=0 /* 1970-01-01T00:00:00.000000005+0000 */, st_mtime_nsec=5, st_ctime=0, st_ctime_nsec=0}");
}

constexpr Type kString = to_str();
const Row kExec("execve", 0, ret_int(),
				{path("pathname"), in_array("argv", kString, to_null()),
				 in_array("envp", kString, to_null()).special("envp")});

TEST(Arrays, UpToANull) {
	Sample s({kBuf, kBuf2, kBuf3});
	s.before(kBuf, "/bin/x\0"s).before(kBuf2, raw(kBuf) + raw(uint64_t{0x123}) + raw(uint64_t{0}));
	s.before(kBuf3, raw(kBuf) + raw(uint64_t{0}));
	EXPECT_EQ(s.arguments(&kExec), R"("/bin/x", ["/bin/x", 0x123], 0x9000 /* 1 var */)");
	s.how.abbrev = false;
	EXPECT_EQ(s.arguments(&kExec), R"("/bin/x", ["/bin/x", 0x123], ["/bin/x"])");
}

TEST(Arrays, UpToANullThatDoesNotCome) {
	Sample s({kBuf, kBuf2, kBuf2});
	s.before(kBuf, "x\0"s).before(kBuf2, raw(kBuf) + raw(kBuf), kFault);
	EXPECT_EQ(s.arguments(&kExec), R"("x", ["x", "x", ... /* 0x8010 */], 0x8000 /* 2 vars, unterminated */)");
	s.call.args = {kBuf, 0x5000, 0x5000};
	EXPECT_EQ(s.arguments(&kExec), R"("x", 0x5000, 0x5000)");
}

} // namespace
} // namespace strobe::decode
