// SPDX-License-Identifier: BSD-2-Clause
// What surrounds a call on its line, and the lines that are no calls.
#include "front/printer.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/wait.h>

#include <cerrno>
#include <filesystem>
#include <fstream>
#include <regex>
#include <sstream>

#include "cli/parse.h"
#include "tape.h"

namespace strobe::front {
namespace {

using test::CallOf;
using test::kMilli;
using test::kSecond;
using test::Paper;
using test::Tape;
using test::Who;

constexpr Who kA{10, 10}, kThread{11, 10}, kC{20, 20};
constexpr int64_t kRead = 0, kClose = 3, kGetpid = 39, kExecve = 59, kExitGroup = 231, kOpenat = 257;

cli::Options options_of(const std::string& line) {
	std::istringstream words("strobe " + line + " command");
	std::vector<std::string> argv;
	for (std::string w; words >> w;) argv.push_back(w);
	std::vector<char*> pointers;
	for (std::string& w : argv) pointers.push_back(w.data());
	pointers.push_back(nullptr);
	auto parsed = cli::parse({.name = "strobe"}, static_cast<int>(argv.size()), pointers.data());
	EXPECT_TRUE(parsed.options) << line << ": " << parsed.err;
	return parsed.options.value_or(cli::Options{});
}

/// Prints records as strobe would under a command line; `-o` only chooses the form, the text goes to a paper.
struct Page {
	explicit Page(const std::string& line)
		: options(options_of(line)), printer(options, "strobe", out::Writer::to_fd(paper.fd(), "paper")),
		  assembler(printer) {}

	std::string add(Tape& tape) {
		assembler.feed(tape.bytes());
		tape.clear();
		printer.flush();
		return paper.text();
	}
	std::string end() {
		assembler.for_each_task([&](event::Task& t) { printer.detached(t); });
		printer.close();
		return paper.text();
	}

	cli::Options options;
	Paper paper;
	Printer printer;
	event::Assembler assembler;
};

std::string print(const std::string& line, Tape& tape) {
	Page page(line);
	return page.add(tape);
}

/// A whole line: `call` up to the column of the result.
std::string line(std::string call, const std::string& result, size_t column = 40) {
	call += ' ';
	if (call.size() < column) call.resize(column, ' ');
	return call + "= " + result + "\n";
}

const CallOf kCloseThree{.nr = kClose, .args = {3}};

// ---- one task -------------------------------------------------------------------------------------------------------

TEST(Printer, PutsTheResultIntoItsColumn) {
	Tape t;
	EXPECT_EQ(print("", t.exit(kA, kCloseThree)), line("close(3)", "0"));
	EXPECT_EQ(print("-a 5", t.exit(kA, kCloseThree)), "close(3) = 0\n");
	EXPECT_EQ(print("-a 60", t.exit(kA, kCloseThree)), line("close(3)", "0", 60));
	EXPECT_EQ(print("", t.exit(kA, {.nr = kClose, .args = {3}, .ret = -9})),
			  line("close(3)", "-1 EBADF (Bad file descriptor)"));
}

TEST(Printer, GoesOnWhereTheEntryStopped) {
	Tape t;
	t.enter(kA, {.nr = kRead, .args = {3, 0x1000, 5}});
	t.exit(kA, {.nr = kRead, .args = {3, 0x1000, 5}, .ret = 2, .memory = {{0x1000, "hi", STROBE_PIECE_EXIT}}});
	EXPECT_EQ(print("", t), line("read(3, \"hi\", 5)", "2"));
}

TEST(Printer, ShowsACallBeforeItEnds) {
	Page page("");
	Tape t;
	EXPECT_EQ(page.add(t.enter(kA, {.nr = kRead, .args = {3, 0x1000, 5}})), "read(3, ");
	EXPECT_EQ(page.add(t.exit(kA, {.nr = kRead, .args = {3, 0x1000, 5}, .ret = 0})), line("read(3, \"\", 5)", "0"));
}

TEST(Printer, NumbersAndNames) {
	Tape t;
	EXPECT_EQ(print("-n", t.exit(kA, kCloseThree)), line("[   3] close(3)", "0"));
	EXPECT_EQ(print("-n", t.exit(kA, {.nr = kOpenat, .args = {3, 0, 0, 0}, .ret = 4})),
			  line("[ 257] openat(3, NULL, O_RDONLY)", "4"));
	EXPECT_EQ(print("", t.exit(kA, {.nr = 3333, .args = {1, 2, 3, 4, 5, 6}, .ret = -38})),
			  line("syscall_0xd05(0x1, 0x2, 0x3, 0x4, 0x5, 0x6)", "-1 ENOSYS (Function not implemented)"));
	EXPECT_EQ(print("-q", t.exit(kA, {.nr = 20, .ret = 10, .abi = STROBE_ABI_I386})), line("getpid()", "10"));
	EXPECT_EQ(print("", t.exit(kA, {.nr = 20, .ret = 10, .abi = 77})).substr(0, 7), "writev(")
		<< "an ABI that does not exist";
}

TEST(Printer, SaysInWhichModeAProcessRuns) {
	const CallOf in_32{.nr = 20, .ret = 10, .abi = STROBE_ABI_I386}, in_64{.nr = kGetpid, .ret = 10};
	Tape t;
	t.exit(kA, in_64).exit(kA, in_32).fork(kA, kC).enter(kC, in_32).exit(kC, in_32).exit(kA, in_64);
	EXPECT_EQ(print("-f --quiet=attach -a 1", t), "getpid() = 10\n"
												  "[ Process PID=10 runs in 32 bit mode. ]\n"
												  "getpid() = 10\n"
												  "[pid    20] getpid() = 10\n"
												  "[pid    10] [ Process PID=10 runs in 64 bit mode. ]\n"
												  "[pid    10] getpid() = 10\n");
}

TEST(Printer, Times) {
	Tape t;
	EXPECT_EQ(print("-T", t.exit(kA, {.nr = kGetpid, .ret = 1, .duration = 1'234'567})),
			  line("getpid()", "1 <0.001234>"));
	EXPECT_EQ(print("--syscall-times=ns", t.exit(kA, {.nr = kGetpid, .ret = 1, .duration = 12'000'000'345})),
			  line("getpid()", "1 <12.000000345>"));
	EXPECT_EQ(print("--syscall-times=s", t.exit(kA, {.nr = kGetpid, .ret = 1, .duration = 2 * kSecond})),
			  line("getpid()", "1 <2>"));
}

TEST(Printer, RelativeTimesAreBetweenEntries) {
	Tape t;
	t.now = 100 * kSecond;
	t.exit(kA, {.nr = kGetpid, .ret = 1, .duration = 0});
	t.now += 2 * kSecond;
	t.exit(kA, {.nr = kGetpid, .ret = 1, .duration = 500 * kMilli});
	EXPECT_EQ(print("-r -a 1", t), "     0.000000 getpid() = 1\n     1.501000 getpid() = 1\n");
}

TEST(Printer, AbsoluteTimesAreWallTime) {
	for (const auto& [option, pattern] :
		 {std::pair{"-t", R"(\d\d:\d\d:\d\d getpid\(\) = 1\n)"},
		  std::pair{"-tt", R"(\d\d:\d\d:\d\d\.\d{6} getpid\(\) = 1\n)"},
		  std::pair{"-ttt", R"(\d{10}\.\d{6} getpid\(\) = 1\n)"},
		  std::pair{"-t -r", R"(\d\d:\d\d:\d\d \(\+     0\.000000\) getpid\(\) = 1\n)"}}) {
		Tape t;
		t.exit(kA, {.nr = kGetpid, .ret = 1});
		const std::string text = print("-a 1 " + std::string(option), t);
		EXPECT_TRUE(std::regex_match(text, std::regex(pattern))) << text;
	}
	timespec now{};
	clock_gettime(CLOCK_MONOTONIC, &now);
	Tape t;
	t.now = static_cast<uint64_t>(now.tv_sec) * kSecond + static_cast<uint64_t>(now.tv_nsec);
	t.exit(kA, {.nr = kGetpid, .ret = 1, .duration = 0});
	EXPECT_NEAR(std::stod(print("-ttt", t)), static_cast<double>(time(nullptr)), 2.0);
}

// ---- several tasks --------------------------------------------------------------------------------------------------

TEST(Printer, PrefixOnlyWhileSeveralTasksLive) {
	Tape t;
	t.exit(kA, {.nr = kGetpid, .ret = 10}).fork(kA, kC).exit(kA, {.nr = kGetpid, .ret = 10});
	t.exit(kC, {.nr = kGetpid, .ret = 20}).death(kC, 0).exit(kA, {.nr = kGetpid, .ret = 10}).death(kA, 0);
	EXPECT_EQ(print("-f -a 1", t), "getpid() = 10\n"
								   "strobe: Process 20 attached\n"
								   "[pid    10] getpid() = 10\n"
								   "[pid    20] getpid() = 20\n"
								   "[pid    20] +++ exited with 0 +++\n"
								   "getpid() = 10\n"
								   "+++ exited with 0 +++\n");
}

TEST(Printer, InAFileThePidComesAlwaysWithFollow) {
	Tape t;
	t.exit(kA, {.nr = kGetpid, .ret = 10}).fork(kA, kC).exit({123456, 123456}, {.nr = kGetpid, .ret = 2}).death(kA, 0);
	EXPECT_EQ(print("-f -o x -a 1", t), "10    getpid() = 10\n123456 getpid() = 2\n10    +++ exited with 0 +++\n");
	EXPECT_EQ(print("-o x -a 1", t.exit(kA, {.nr = kGetpid, .ret = 10})), "getpid() = 10\n");
}

TEST(Printer, SystemWideLinesNameTheTask) {
	Tape t;
	t.attach({7, 7}, "b\x1b[2Jash").exit({7, 7}, {.nr = kGetpid, .ret = 7});
	Page page("-o x -a 1");
	page.options.command.clear();
	page.options.system_wide = page.options.follow = true;
	EXPECT_EQ(page.add(t), "7<b\\33[2Jash> getpid() = 7\n") << "a task's name cannot command the terminal";
}

TEST(Printer, AnotherTasksLineInterruptsACall) {
	Tape t;
	t.fork(kA, kC).enter(kA, {.nr = kRead, .args = {3, 0x1000, 5}}).enter(kC, kCloseThree);
	t.exit(kA, {.nr = kRead, .args = {3, 0x1000, 5}, .ret = 1, .memory = {{0x1000, "x", STROBE_PIECE_EXIT}}});
	t.exit(kC, kCloseThree);
	EXPECT_EQ(print("-f -q -a 1", t), "[pid    10] read(3,  <unfinished ...>\n"
									  "[pid    20] close(3 <unfinished ...>\n"
									  "[pid    10] <... read resumed>\"x\", 5) = 1\n"
									  "[pid    20] <... close resumed>) = 0\n");
}

TEST(Printer, ResumedLinesKeepTheColumn) {
	Tape t;
	t.enter(kA, kCloseThree).signal(kA, SIGUSR1).exit(kA, kCloseThree);
	EXPECT_EQ(print("", t), "close(3 <unfinished ...>\n"
							"--- SIGUSR1 {si_signo=SIGUSR1, si_code=SI_USER, si_pid=7, si_uid=1000} ---\n" +
								line("<... close resumed>)", "0"));
}

struct Files : testing::Test {
	std::string path;
	void SetUp() override {
		char name[] = "/tmp/strobe-printer-XXXXXX";
		path = mkdtemp(name);
	}
	void TearDown() override { std::filesystem::remove_all(path); }
	[[nodiscard]] std::string content(const char* name) const {
		std::ifstream f(path + "/" + name);
		std::stringstream s;
		s << f.rdbuf();
		return f ? s.str() : "(no such file)";
	}
};

TEST_F(Files, SeparateFilesHaveNeitherPrefixNorUnfinishedCalls) {
	Tape t;
	t.fork(kA, kC).enter(kA, kCloseThree).enter(kC, kCloseThree).exit(kA, kCloseThree).exit(kC, kCloseThree);
	t.death(kC, 0x200).enter(kA, kCloseThree);
	Page page("-ff -a 1 -o " + path + "/log");
	page.add(t);
	EXPECT_EQ(content("log.10"), "close(3) = 0\nclose(3");
	EXPECT_EQ(content("log.20"), "close(3) = 0\n+++ exited with 2 +++\n");
	page.end();
	EXPECT_EQ(content("log.10"), "close(3) = 0\nclose(3 <detached ...>\n");
	EXPECT_EQ(page.paper.text(), "");
	EXPECT_EQ(page.printer.error(), 0);
}

TEST_F(Files, AnExecByAThreadGoesOnInTheFileOfTheLeader) {
	Tape t;
	const CallOf exec{.nr = kExecve};
	t.fork(kA, kThread).enter(kA, kCloseThree).exit(kA, kCloseThree).enter(kThread, exec).death(kA, 0);
	t.exec(kA, kThread.tid).exit(kA, exec).death(kA, 0);
	Page page("-ff -a 1 -o " + path + "/log");
	page.add(t);
	EXPECT_EQ(content("log.11"), "execve(NULL, NULL, NULL <pid changed to 10 ...>\n");
	EXPECT_EQ(content("log.10"), "close(3) = 0\n+++ superseded by execve in pid 11 +++\n<... execve resumed>) = 0\n"
								 "+++ exited with 0 +++\n");
}

TEST_F(Files, SeparateFilesAreAppendedToWhenAsked) {
	std::ofstream(path + "/log.10") << "before\n";
	Tape t;
	Page page("-ff -A -a 1 -o " + path + "/log");
	page.add(t.exit(kA, kCloseThree));
	EXPECT_EQ(content("log.10"), "before\nclose(3) = 0\n");
}

TEST_F(Files, ASeparateFileThatCannotBeOpenedIsAnError) {
	Tape t;
	Page page("-ff -o " + path + "/missing/log");
	testing::internal::CaptureStderr();
	page.add(t.exit(kA, kCloseThree));
	EXPECT_EQ(testing::internal::GetCapturedStderr(),
			  "strobe: Can't fopen '" + path + "/missing/log.10': No such file or directory\n");
	EXPECT_EQ(page.printer.error(), ENOENT);
}

TEST(Printer, TellsOfAFullDisk) {
	const UniqueFd full(open("/dev/full", O_WRONLY | O_CLOEXEC));
	const cli::Options options = options_of("");
	Printer printer(options, "strobe", out::Writer::to_fd(full.get(), "full"));
	printer.put("x");
	printer.close();
	EXPECT_EQ(printer.error(), ENOSPC);
}

// ---- ends -----------------------------------------------------------------------------------------------------------

TEST(Printer, Ends) {
	Tape t;
	EXPECT_EQ(print("", t.death(kA, 3 << 8)), "+++ exited with 3 +++\n");
	EXPECT_EQ(print("", t.death(kA, SIGTERM)), "+++ killed by SIGTERM +++\n");
	EXPECT_EQ(print("", t.death(kA, SIGSEGV | 0x80)), "+++ killed by SIGSEGV (core dumped) +++\n");
	EXPECT_EQ(print("-qq", t.death(kA, 0)), "");
	EXPECT_EQ(print("--quiet=exit", t.death(kA, SIGTERM)), "");
}

TEST(Printer, ACallThatNeverEnds) {
	Tape t;
	t.enter(kA, {.nr = kExitGroup, .args = {1}}).death_in_call(kA, 1 << 8, {.nr = kExitGroup, .args = {1}});
	EXPECT_EQ(print("", t), line("exit_group(1)", "?") + "+++ exited with 1 +++\n");
	t.death_in_call(kA, 1 << 8, {.nr = kExitGroup, .args = {1}});
	EXPECT_EQ(print("", t), line("exit_group(1)", "?") + "+++ exited with 1 +++\n") << "without an entry record";
	t.enter(kA, {.nr = kRead, .args = {3, 0x1000, 5}}).death_in_call(kA, 9, {.nr = kRead, .args = {3, 0x1000, 5}});
	EXPECT_EQ(print("", t), line("read(3,  <unfinished ...>)", "?") + "+++ killed by SIGKILL +++\n");
}

TEST(Printer, AnExecByAThreadReplacesTheOthers) {
	Tape t;
	const CallOf exec{
		.nr = kExecve, .args = {0x1000, 0, 0}, .memory = {{0x1000, std::string("/bin/cat\0", 9), STROBE_PIECE_STR}}};
	t.fork(kA, kThread)
		.enter(kThread, exec)
		.death(kA, 0)
		.exec(kA, kThread.tid)
		.exit(kA, {.nr = kExecve, .args = {0x1000, 0, 0}});
	t.death(kA, 0);
	EXPECT_EQ(print("-f -q -a 1", t), "[pid    11] execve(\"/bin/cat\", NULL, NULL <pid changed to 10 ...>\n"
									  "+++ superseded by execve in pid 11 +++\n"
									  "<... execve resumed>) = 0\n"
									  "+++ exited with 0 +++\n");
}

TEST(Printer, InputsThatComeLateHoldTheLineBack) {
	Page page("-a 1");
	Tape t;
	const CallOf entry{.nr = kOpenat, .args = {3, 0x1000, 0}, .memory = {{0x1000, "", STROBE_PIECE_STR, -14}}};
	EXPECT_EQ(page.add(t.enter(kA, entry)), "");
	const uint8_t late = STROBE_PIECE_STR | STROBE_PIECE_LATE | STROBE_PIECE_EXIT;
	t.exit(kA, {.nr = kOpenat, .args = {3, 0x1000, 0}, .ret = 4, .memory = {{0x1000, std::string("late\0", 5), late}}});
	EXPECT_EQ(page.add(t), "openat(3, \"late\", O_RDONLY) = 4\n");
}

TEST(Printer, WhatLiesBehindAVectorOfExecIsNotMissed) {
	Page page("-a 1");
	Tape t;
	const std::string path("/bin/cat\0", 9), null(16, '\0');
	t.enter(kA, {.nr = kExecve,
				 .args = {0x1000, 0x2000, 0x2000},
				 .memory = {{0x1000, path, STROBE_PIECE_STR}, {0x2000, null, 0, -14}}});
	EXPECT_EQ(page.add(t), "execve(\"/bin/cat\", [], 0x2000 /* 0 vars */");
}

TEST(Printer, ACommandBesideAProcessMakesTwo) {
	const auto line = [](const std::string& words) {
		return print(words, Tape().exit(kA, {.nr = kClose, .args = {3}}));
	};
	EXPECT_EQ(line("-p 1 -o file -a 1"), "10    close(3) = 0\n");
	EXPECT_EQ(line("-o file -a 1"), "close(3) = 0\n");
}

TEST(Printer, SaysWhatHasStoppedAProcess) {
	Page page("-a 1");
	Tape t;
	EXPECT_EQ(page.add(t.enter(kA, {.nr = kRead, .args = {3}})), "read(3, ");
	page.assembler.for_each_task([&](event::Task& task) { page.printer.stopped(task, 0, SIGTSTP); });
	EXPECT_EQ(page.end(), "read(3,  <unfinished ...>\n--- stopped by SIGTSTP ---\nstrobe: Process 10 detached\n");
}

TEST(Printer, TheThreadsExecCanBeQuiet) {
	Tape t;
	t.fork(kA, kThread).enter(kThread, {.nr = kExecve}).death(kA, 0).exec(kA, kThread.tid).exit(kA, {.nr = kExecve});
	const std::string text = print("-f -qqq -a 1", t);
	EXPECT_EQ(text.find("superseded"), std::string::npos) << text;
	EXPECT_NE(text.find(" <pid changed to 10 ...>\n<... execve resumed>"), std::string::npos) << text;
}

TEST(Printer, ATaskThatIsForgottenLeavesNoOpenLine) {
	Page page("-f -q -a 1");
	Tape t;
	page.add(t.fork(kA, kC).enter(kC, {.nr = kRead, .args = {3}}));
	page.assembler.forget(kC.tid);
	EXPECT_EQ(page.add(t.exit(kA, {.nr = kGetpid, .ret = 1})), "[pid    20] read(3,  <unfinished ...>\ngetpid() = 1\n");
}

TEST(Printer, TasksThatAFilterLeavesOutShowNoLife) {
	Tape t;
	t.exit(kA, {.nr = kGetpid, .ret = 1})
		.death(kA, 0)
		.poke(sizeof(strobe_call) + offsetof(strobe_event, flags), uint16_t{STROBE_F_LEFT_OUT});
	EXPECT_EQ(print("-a 1", t), "getpid() = 1\n");
}

TEST(Printer, WhatLivesOnIsDetached) {
	Tape t;
	Page page("-a 1");
	page.add(t.enter(kA, {.nr = kRead, .args = {3, 0x1000, 5}}));
	EXPECT_EQ(page.end(), "read(3,  <detached ...>\nstrobe: Process 10 detached\n");
	Page quiet("-q");
	quiet.add(t.exit(kA, {.nr = kGetpid, .ret = 1}));
	EXPECT_EQ(quiet.end(), line("getpid()", "1"));
}

TEST(Printer, AttachingIsTold) {
	Tape t;
	EXPECT_EQ(print("", t.attach(kA, "bash")), "strobe: Process 10 attached\n");
	EXPECT_EQ(print("-q", t.attach(kA, "bash")), "");
	testing::internal::CaptureStderr();
	Page page("-o x --quiet=exit"); // -o with a command implies -q, unless a set is given
	EXPECT_EQ(page.add(t.attach(kA, "bash")), "") << "messages are not lines of the trace";
	EXPECT_EQ(testing::internal::GetCapturedStderr(), "strobe: Process 10 attached\n");
}

// ---- signals --------------------------------------------------------------------------------------------------------

TEST(Printer, Signals) {
	Tape t;
	EXPECT_EQ(print("", t.signal(kA, SIGINT)),
			  "--- SIGINT {si_signo=SIGINT, si_code=SI_USER, si_pid=7, si_uid=1000} ---\n");
	EXPECT_EQ(print("", t.bare_signal(kA, SIGTERM, STROBE_SIG_NOINFO, 44, 5)),
			  "--- SIGTERM {si_signo=SIGTERM, si_code=SI_USER, si_pid=44, si_uid=5} ---\n");
	EXPECT_EQ(print("", t.bare_signal(kA, SIGSEGV, STROBE_SIG_PRIV, 44, 5)),
			  "--- SIGSEGV {si_signo=SIGSEGV, si_code=SI_KERNEL, si_addr=NULL} ---\n")
		<< "no sender";
}

TEST(Printer, StopsAreTwoLines) {
	const std::string info = " {si_signo=SIGTSTP, si_code=SI_USER, si_pid=7, si_uid=1000} ---\n";
	Tape t;
	EXPECT_EQ(print("", t.signal(kA, SIGTSTP, STROBE_SIG_DEFAULT)),
			  "--- SIGTSTP" + info + "--- stopped by SIGTSTP ---\n");
	EXPECT_EQ(print("", t.signal(kA, SIGTSTP)), "--- SIGTSTP" + info) << "a handler runs";
	EXPECT_NE(print("", t.signal(kA, SIGSTOP)).find("--- stopped by SIGSTOP ---\n"), std::string::npos);
	EXPECT_EQ(print("", t.signal(kA, SIGUSR1, STROBE_SIG_DEFAULT)).find("stopped"), std::string::npos);
}

// ---- losses ---------------------------------------------------------------------------------------------------------

TEST(Printer, GapsShowWhereTheyAre) {
	Tape t;
	t.exit(kA, {.number = 1, .nr = kGetpid, .ret = 1}).exit(kA, {.number = 3, .nr = kGetpid, .ret = 1, .lost = 1});
	t.exit(kA, {.number = 20, .nr = kGetpid, .ret = 1, .lost = 16});
	EXPECT_EQ(print("-a 1", t), "getpid() = 1\n<1 event lost>\ngetpid() = 1\n<16 events lost>\ngetpid() = 1\n");
}

TEST(Printer, EventsOfSocketsThatWereLostShow) {
	Page page("-a 1");
	Tape t;
	t.exit(kA, {.nr = kGetpid, .ret = 1});
	const auto record = event::parse(t.bytes());
	ASSERT_TRUE(record);
	event::Task process;
	page.printer.socket(process, {"retrans", {}, *record, 1, {}, 0});
	page.printer.socket(process, {"retrans", {}, *record, 1, {}, 1});
	page.printer.socket(process, {"retrans", {}, *record, 1, {}, 7});
	EXPECT_EQ(page.end(),
			  "--- retrans  ---\n<1 socket event lost>\n--- retrans  ---\n<7 socket events lost>\n--- retrans  ---\n");
}

TEST(Printer, ACallWhoseEndWasLostIsTakenBack) {
	Tape t;
	t.enter(kA, {.number = 1, .nr = kRead}).enter(kA, {.number = 2, .nr = kClose, .args = {3}, .lost = 1});
	t.exit(kA, {.number = 2, .nr = kClose, .args = {3}});
	EXPECT_EQ(print("-a 1", t), "<1 event lost>\nclose(3) = 0\n");
}

TEST(Printer, WhatWasShownAlreadyIsMarkedAsLost) {
	Tape t;
	Page page("-a 1");
	page.add(t.enter(kA, {.number = 1, .nr = kRead, .args = {3}}));
	t.enter(kA, {.number = 2, .nr = kClose, .args = {3}, .lost = 1}).exit(kA, {.number = 2, .nr = kClose, .args = {3}});
	EXPECT_EQ(page.add(t), "read(3,  <lost>\n<1 event lost>\nclose(3) = 0\n");
}

TEST(Printer, AnInterruptedCallWhoseEndWasLostIsResumedAsLost) {
	Tape t;
	t.fork(kA, kC).enter(kA, {.number = 1, .nr = kRead, .args = {3}}).exit(kC, {.nr = kGetpid, .ret = 20});
	t.exit(kA, {.number = 2, .nr = kGetpid, .ret = 10, .lost = 1});
	EXPECT_EQ(print("-f -q -a 1", t), "[pid    10] read(3,  <unfinished ...>\n"
									  "[pid    20] getpid() = 20\n"
									  "[pid    10] <... read resumed> <lost>\n"
									  "[pid    10] <1 event lost>\n"
									  "[pid    10] getpid() = 10\n");
}

// ---- outcomes -------------------------------------------------------------------------------------------------------

Tape good_bad_and_endless() {
	Tape t;
	t.enter(kA, kCloseThree).exit(kA, kCloseThree);
	t.exit(kA, {.number = 2, .nr = kClose, .args = {4}, .ret = -9});
	t.death_in_call(kA, 0, {.number = 3, .nr = kExitGroup, .args = {0}});
	return t;
}

TEST(Printer, OnlySuccessfulOrFailedCalls) {
	const std::string good = "close(3) = 0\n", bad = "close(4) = -1 EBADF (Bad file descriptor)\n";
	const std::string endless = "exit_group(0) = ?\n", end = "+++ exited with 0 +++\n";
	for (const auto& [option, text] : {std::pair<std::string, std::string>{"", good + bad + endless + end},
									   {"-z", good + end},
									   {"-Z", bad + end},
									   {"-e status=successful,unfinished", good + endless + end},
									   {"-e status=unfinished", endless + end},
									   {"-e status=none", end}}) {
		Tape t = good_bad_and_endless();
		EXPECT_EQ(print("-a 1 " + option, t), text) << option;
	}
}

TEST(Printer, HeldCallsPrintWhole) {
	Tape t;
	t.fork(kA, kC).enter(kA, kCloseThree).exit(kC, {.nr = kGetpid, .ret = 20}).exit(kA, kCloseThree);
	EXPECT_EQ(print("-f -q -z -a 1", t), "[pid    20] getpid() = 20\n[pid    10] close(3) = 0\n");
}

TEST(Printer, CountingPrintsNoLines) {
	Tape t;
	Page page("-c");
	EXPECT_EQ(page.add(t.fork(kA, kC).death(kC, 0).death(kA, 0, 5)), "strobe: Process 20 attached\n");
	page.printer.put("% time\n");
	EXPECT_EQ(page.end(), "strobe: Process 20 attached\n% time\n");
}

// ---- how values look ------------------------------------------------------------------------------------------------

TEST(Printer, OptionsReachTheDecoder) {
	const CallOf open{.nr = kOpenat,
					  .args = {0xffffff9c, 0x1000, 0x80000},
					  .ret = 3,
					  .memory = {{0x1000, std::string("/etc/\n\0", 7), STROBE_PIECE_STR | STROBE_PIECE_LATE}}};
	Tape t;
	EXPECT_EQ(print("-a 1", t.exit(kA, open)), "openat(AT_FDCWD, \"/etc/\\n\", O_RDONLY|O_CLOEXEC) = 3\n");
	EXPECT_EQ(print("-a 1 -xx", t.exit(kA, open)),
			  "openat(AT_FDCWD, \"\\x2f\\x65\\x74\\x63\\x2f\\x0a\", O_RDONLY|O_CLOEXEC) = 3\n");
	EXPECT_EQ(print("-a 1 -X raw", t.exit(kA, open)), "openat(-100, \"/etc/\\n\", 0x80000) = 3\n");
	EXPECT_EQ(print("-a 1 -X verbose", t.exit(kA, open)),
			  "openat(-100 /* AT_FDCWD */, \"/etc/\\n\", 0x80000 /* O_RDONLY|O_CLOEXEC */) = 3\n");
	EXPECT_EQ(print("-a 1 -e raw=openat", t.exit(kA, open)), "openat(0xffffff9c, 0x1000, 0x80000, 0) = 0x3\n");
	EXPECT_EQ(print("-a 1 -e raw=read", t.exit(kA, open)), "openat(AT_FDCWD, \"/etc/\\n\", O_RDONLY|O_CLOEXEC) = 3\n");
}

} // namespace
} // namespace strobe::front
