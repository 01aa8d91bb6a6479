// SPDX-License-Identifier: BSD-2-Clause
// Command lines, right and wrong. The wrong ones carry the exact text, which is strace 6.1's own wherever strace has
// the option.
#include <gtest/gtest.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <sstream>

#include "cli/expression.h"
#include "cli/help.h"
#include "cli/parse.h"
#include "cli/trace_options.h"
#include "cli/version.h"

namespace strobe::cli {
namespace {

using Args = std::vector<std::string>;
using spec::Abi;

constexpr Frontend kFrontends[] = {{"open", "who opens which file"}, {"probe", "hits"},
								   {"run", "own eBPF programs"},     {"net", "connections"},
								   {"info", "what works"},           {"explain", "what is known of a call"}};
const Program kProgram{.name = "strobe", .frontends = kFrontends, .hints = false};

std::vector<char*> pointers(Args& words) {
	std::vector<char*> list;
	for (std::string& word : words) list.push_back(word.data());
	return list;
}

/// What a command line leads to, with getopt_long's own complaints in front of the rest.
Parsed<Options> parsed(Args args, const Program& program = kProgram) {
	args.insert(args.begin(), "strobe");
	const auto argv = pointers(args);
	testing::internal::CaptureStderr();
	auto result = parse(program, static_cast<int>(argv.size()), argv.data());
	result.err.insert(0, testing::internal::GetCapturedStderr());
	return result;
}

Parsed<OpenOptions> parsed_open(Args args) {
	args.insert(args.begin(), "open");
	const auto argv = pointers(args);
	testing::internal::CaptureStderr();
	auto result = parse_open(kProgram, static_cast<int>(argv.size()), argv.data());
	result.err.insert(0, testing::internal::GetCapturedStderr());
	return result;
}

Options good(const Args& args) {
	const auto result = parsed(args);
	EXPECT_TRUE(result.options) << result.err;
	EXPECT_EQ(result.err, "");
	return result.options.value_or(Options{});
}

std::string shown(const Args& args) {
	std::string text;
	for (const std::string& word : args) text += " " + word;
	return text;
}

std::string repository_file(const std::string& name) {
#ifdef STROBE_SOURCE_DIR
	const std::filesystem::path root = STROBE_SOURCE_DIR;
#else
	const std::filesystem::path root = std::filesystem::path(__FILE__).parent_path() / "../..";
#endif
	return root / name;
}

std::string content(const std::string& path) {
	std::ifstream file(path);
	std::stringstream text;
	text << file.rdbuf();
	return text.str();
}

// ---- wrong command lines

struct Wrong {
	Args args;
	std::string text; ///< lines without the program's name
};

/// Each line of `text` behind the program's name.
std::string messages(const std::string& text) {
	std::string out;
	for (const std::string& line : split(text, "\n")) out += "strobe: " + line + "\n";
	return out;
}

void expect_wrong(const std::vector<Wrong>& cases, const std::string& end) {
	for (const Wrong& wrong : cases) {
		const auto result = parsed(wrong.args);
		EXPECT_FALSE(result.options) << shown(wrong.args);
		EXPECT_EQ(result.status, 1) << shown(wrong.args);
		EXPECT_EQ(result.out, "") << shown(wrong.args);
		EXPECT_EQ(result.err, messages(wrong.text) + end) << shown(wrong.args);
	}
}

TEST(CommandLine, PointsToHelpWhereStraceDoes) {
	const std::string need = "must have PROG [ARGS] or -p PID";
	expect_wrong(
		{
			{{}, need},
			{{"-p", ""}, need},
			{{"-o", "file"}, need},
			{{"--absolute-timestamps=s,,none"}, need},
			{{"--timestamps=ns,format:unix"}, need},
			{{"-I", "never_tstp"}, need},
			{{"-I4"}, need},
			{{"--tips=format:full,3,none,id:42,compact"}, need},
			{{"-P", ".", "-P.."}, need},
			{{"--decode-fds=!path"}, need},
			{{"--decode-pid=pidns,comm", "-Y"}, need},
			{{"-e", "trace=getcwd@64", "-e", "trace=getcwd@32", "-e", "trace=getcwd@x32"}, need},
			{{"-c", "-U", "time_percent,total-time,time_avg,count,error,syscall_name"}, need},
			{{"--absolute-timestamps=ss"}, "invalid --absolute-timestamps argument: 'ss'"},
			{{"--timestamps=format:s"}, "invalid --timestamps argument: 'format:s'"},
			{{"--timestamps=precision:none"}, "invalid --timestamps argument: 'precision:none'"},
			{{"--tips=id:format"}, "invalid --tips argument: 'id:format'"},
			{{"--tips=2147483648"}, "invalid --tips argument: '2147483648'"},
			{{"-D", "-p", "1"}, "PROG [ARGS] must be specified with -D/--daemonize"},
			{{"--daemonize=Pgrp", "-p", "1"}, "PROG [ARGS] must be specified with -D/--daemonize"},
			{{"-DDDD", "true"}, "Too many -D's (4), maximum supported -D count is 3"},
			{{"--daemonize=pgr"}, "invalid --daemonize argument: 'pgr'"},
			{{"-c", "-C", "true"}, "-c/--summary-only and -C/--summary are mutually exclusive"},
			{{"--summary", "-c", "true"}, "-c/--summary-only and -C/--summary are mutually exclusive"},
			{{"-C", "-ff", "true"},
			 "(-c/--summary-only or -C/--summary) and -ff/--output-separately are mutually exclusive"},
			{{"-w", "true"}, "-w/--summary-wall-clock must be given with (-c/--summary-only or -C/--summary)"},
			{{"-U", "name", "true"}, "-U/--summary-columns must be given with (-c/--summary-only or -C/--summary)"},
			{{"-o", "|", "-ff", "true"}, "piping the output and -ff/--output-separately are mutually exclusive"},
			{{"--output=!", "-ff", "true"}, "piping the output and -ff/--output-separately are mutually exclusive"},
			{{"-a", "-42"}, "invalid -a argument: '-42'"},
			{{"--columns", "12x"}, "invalid --columns argument: '12x'"},
			{{"-O", "-42"}, "invalid -O argument: '-42'"},
			{{"-O", "1S"}, "invalid -O argument: '1S'"},
			{{"-s", "1073741824"}, "invalid -s argument: '1073741824'"},
			{{"--string-limit=-42"}, "invalid --string-limit argument: '-42'"},
			{{"-I", "0x1"}, "invalid -I argument: '0x1'"},
			{{"-I=never"}, "invalid -I argument: '=never'"},
			{{"--interruptible=5"}, "invalid --interruptible argument: '5'"},
			{{"--relative-timestamps="}, "invalid --relative-timestamps argument: ''"},
			{{"--syscall-times=n"}, "invalid --syscall-times argument: 'n'"},
			{{"--strings-in-hex=ascii"}, "invalid --strings-in-hex argument: 'ascii'"},
			{{"-S", "non"}, "invalid sortby: 'non'"},
			{{"-U", "time,,name"}, "unknown column name: ''"},
			{{"-U", "none"}, "unknown column name: 'none'"},
			{{"-U", "time,time_percent,time_total"},
			 "call summary column has been provided more than once: 'time_percent' (-U option residual: "
			 "'time_percent,time_total')"},
			{{"-Xtest"}, "invalid -X argument: 'test'"},
			{{"--const-print-style=RAW"}, "invalid --const-print-style argument: 'RAW'"},
			{{"-e", "trace=getcwd@"}, "incorrect personality designator '' in qualification 'getcwd@'"},
			{{"-e", "trace=/getcwd@ohmy"}, "incorrect personality designator 'ohmy' in qualification '/getcwd@ohmy'"},
			{{"-e", "trace=23@42,123"}, "incorrect personality designator '42' in qualification '23@42'"},
			{{"--seccomp-bpf", "-w", "/"},
			 "--seccomp-bpf cannot be used without -f/--follow-forks, disabling\n"
			 "-w/--summary-wall-clock must be given with (-c/--summary-only or -C/--summary)"},
			{{"-fF", "-w", "/"},
			 "deprecated option -F ignored\n"
			 "-w/--summary-wall-clock must be given with (-c/--summary-only or -C/--summary)"},
			{{"-F", "-w", "/"},
			 "option -F is deprecated, please use -f/--follow-forks instead\n"
			 "-w/--summary-wall-clock must be given with (-c/--summary-only or -C/--summary)"},
			{{"-j"}, "invalid option -- 'j'"},
			{{"--nosuch"}, "unrecognized option '--nosuch'"},
			{{"-o"}, "option requires an argument -- 'o'"},
			{{"--output"}, "option '--output' requires an argument"},
			{{"--version=3"}, "option '--version' doesn't allow an argument"},
			// strobe's own
			{{"-G", "true"}, "-G/--system-wide and PROG [ARGS] are mutually exclusive"},
			{{"-G", "-p", "1"}, "-G/--system-wide and -p/--attach are mutually exclusive"},
			{{"--on-full=stop"}, "invalid --on-full argument: 'stop'"},
			{{"--ring-size=1023K"}, "invalid --ring-size argument: '1023K'"},
			{{"--ring-size=1025M"}, "invalid --ring-size argument: '1025M'"},
			{{"--ring-size=1MM"}, "invalid --ring-size argument: '1MM'"},
			{{"--max-memory=99999999999999T"}, "invalid --max-memory argument: '99999999999999T'"},
		},
		"Try 'strobe -h' for more information.\n");
}

TEST(CommandLine, RefusesInOneSentence) {
	const std::string self = std::to_string(getpid());
	expect_wrong(
		{
			{{"-p", "0"}, "Invalid process id: '0'"},
			{{"--attach=-42"}, "Invalid process id: '-42'"},
			{{"-p", "1,a"}, "Invalid process id: 'a'"},
			{{"-p", "1,,2"}, "Invalid process id: ''"},
			{{"-p", "99999999999"}, "Invalid process id: '99999999999'"},
			{{"-p", self}, "I'm sorry, I can't let you do that, Dave."},
			{{"-b", "execve", "-b", "chdir"}, "Syscall 'chdir' for -b isn't supported"},
			{{"-t", "--timestamps", "-p", "1"}, "-t and --absolute-timestamps cannot be provided simultaneously"},
			{{"-D", "--daemonize", "-p", "1"}, "-D and --daemonize cannot be provided simultaneously"},
			{{"-f", "--follow-forks", "-p", "1"}, "-f and --follow-forks cannot be provided simultaneously"},
			{{"-ff", "--output-separately", "-p", "1"},
			 "-ff and --output-separately cannot be provided simultaneously"},
			{{"--strings-in-hex", "-p", "1", "-xx"}, "-x and --strings-in-hex cannot be provided simultaneously"},
			{{"-y", "-e", "decode-fd=all", "-p", "1"}, "-y and --decode-fds cannot be provided simultaneously"},
			{{"-q", "-e", "silent=attach", "-p", "1"}, "-q and -e quiet/--quiet cannot be provided simultaneously"},
			{{"-q", "--quiet", "-P", "///", "-P/.", "."},
			 "Requested path \"///\" resolved into \"/\"\nRequested path \"/.\" resolved into \"/\"\n"
			 "-q and -e quiet/--quiet cannot be provided simultaneously"},
			{{"--quiet=detach"}, "invalid quiet 'detach'"},
			{{"-e", "status=fine"}, "invalid status 'fine'"},
			{{"-e", "status=!"}, "invalid status '!'"},
			{{"-e", "signal=NOSUCH"}, "invalid signal 'NOSUCH'"},
			{{"-e", "s=SIG2"}, "invalid signal 'SIG2'"},
			{{"-e", "s=256"}, "invalid signal '256'"},
			{{"-e", "read=1,-42"}, "invalid descriptor '-42'"},
			{{"--write=,"}, "invalid descriptor ','"},
			{{"--decode-fds=path,name"}, "invalid decode-fds 'name'"},
			{{"--decode-pids="}, "invalid decode-pids ''"},
			{{"-e", "kvm=chdir"}, "invalid -e kvm= argument: 'chdir'"},
			{{"--secontext"}, "SELinux context printing (--secontext option) is not supported by this build of strace"},
			{{"-e", "trace=/[id"}, "regcomp: [id: Unmatched [, [^, [:, [., or [="},
			{{"-e", "trace=/a" + std::string(46, '+')}, "regcomp: a" + std::string(46, '+') + ": Memory exhausted"},
			{{"-e", "trace=/((a{9}){999}){99}"}, "regcomp: ((a{9}){999}){99}: Memory exhausted"},
			{{"-ff", "-o", std::string(4084, 'x'), "true"}, std::string(4084, 'x') + ": File name too long"},
		},
		"");
}

TEST(CommandLine, RefusesUnknownCalls) {
	const std::vector<std::pair<std::string, std::string>> cases = {
		{"", ""},
		{",,", ",,"},
		{"!", "!"},
		{"nosuch", "nosuch"},
		{"-1", "-1"},
		{"0x1", "0x1"},
		{"415", "415"},
		{"4294967296", "4294967296"},
		{"/non_syscall", "/non_syscall"},
		{"%", "%"},
		{"%not_a_class", "%not_a_class"},
		{"nosuch@64", "nosuch@64"},
		{"waitpid@64", "waitpid@64"},
		{"1,none", "none"},
		{"1,!chdir", "!chdir"},
		{"creds", "creds"},
		{"FILE", "FILE"},
		{"!%file,?nosuch,nonsense", "nonsense"},
		{"foo=bar", "foo=bar"},
	};
	for (const auto& [set, word] : cases)
		for (const std::string qualifier : {"trace=", "abbrev=", "verbose=", "raw=", "inject=", "fault="})
			expect_wrong({{{"-e", qualifier + set}, "invalid system call '" + word + "'"}}, "");
	expect_wrong({{{"-e", "nosuch"}, "invalid system call 'nosuch'"}, {{"--trace=!,"}, "invalid system call '!,'"}},
				 "");
}

TEST(CommandLine, ChecksInjectionsAsStraceDoes) {
	for (const std::string bad :
		 {"chdir:42", "chdir:error=", "chdir:error=nosuch", "chdir:error=4096", "chdir:when=0", "chdir:when=3+0",
		  "chdir:when=4-", "chdir:when=65536", "chdir:when=5..4", "chdir:when=5..65535", "chdir:when=16...",
		  "chdir:error=1:error=2", "chdir:syscall=chdir", "chdir:syscall=42", "!chdir:7"}) {
		expect_wrong({{{"-e", "inject=" + bad}, "invalid inject argument '" + bad + "'"},
					  {{"--fault=" + bad}, "invalid fault argument '" + bad + "'"}},
					 "");
	}
	for (const std::string bad :
		 {"chdir", "chdir:when=2", "chdir:retval=a", "chdir:retval=0x10000000000000000", "chdir:retval=0:error=1",
		  "chdir:signal=0", "chdir:signal=65", "chdir:signal=1:signal=2", "chdir:delay_enter=-1",
		  "chdir:delay_exit=3:delay_exit=4", "chdir:poke_enter=", "chdir:poke_enter=@arg8=00",
		  "chdir:poke_enter=@arg1=000", "chdir:poke_enter=@arg1=no", "chdir:poke_exit=@arg1=00,@arg1=00"})
		expect_wrong({{{"-e", "inject=" + bad}, "invalid inject argument '" + bad + "'"}}, "");
	expect_wrong({{{"-e", "fault=chdir:retval=0"}, "invalid fault argument 'chdir:retval=0'"}}, "");

	for (const std::string right :
		 {"inject=chdir:error=EPERM:when=3..5+2", "inject=%file:retval=-1", "inject=all:signal=usr1",
		  "inject=open:delay_enter=1.5ms:delay_exit=7", "inject=read:poke_exit=@arg2=00ff,@arg1=aa", "fault=open",
		  "fault=open:error=enoent:when=2+", "inject=getcwd:syscall=getuid:retval=0"}) {
		const auto result = parsed({"-e", right, "true"});
		EXPECT_FALSE(result.options);
		EXPECT_EQ(result.err, "strobe: -e inject is not supported yet\n"
							  "hint: strobe only observes; use strace to tamper with calls\n")
			<< right;
	}
}

TEST(CommandLine, WarnsOfOptionsWithoutEffect) {
	const std::string nobody =
		getuid() == 0 ? "Cannot find user ':nosuchuser:'" : "You must be root to use the -u/--username option";
	const auto before = [&nobody](const std::string& warnings) { return warnings + "\n" + nobody; };
	const std::string with_c = " has no effect with -c/--summary-only";
	const std::string with_json = " has no effect with --json";
	const std::string without_o = " has no effect without -o/--output";
	const std::string last_of = "Only the last of -z/--successful-only/-Z/--failed-only options will take effect. "
								"See status qualifier for more complex filters.";
	expect_wrong(
		{
			{{"-u", ":nosuchuser:", "true"}, nobody},
			{{"-u", ":nosuchuser:", "-cinkrtTyzZ", "true"},
			 before("-i/--instruction-pointer" + with_c + "\n-k/--stack-traces" + with_c + "\n-n/--syscall-number" +
					with_c + "\n-r/--relative-timestamps" + with_c + "\n-t/--absolute-timestamps" + with_c +
					"\n-T/--syscall-times" + with_c + "\n-y/--decode-fds" + with_c + "\n" + last_of)},
			{{"-u", ":nosuchuser:", "--output-separately", "-A", "true"},
			 before("--output-separately" + without_o + "\n-A/--output-append-mode" + without_o)},
			{{"-u", ":nosuchuser:", "-S", "errors", "true"},
			 before("-S/--summary-sort-by has no effect without (-c/--summary-only or -C/--summary)")},
			{{"-u", ":nosuchuser:", "--json", "-nrtTx", "true"},
			 before("-n/--syscall-number" + with_json + "\n-r/--relative-timestamps" + with_json +
					"\n-t/--absolute-timestamps" + with_json + "\n-T/--syscall-times" + with_json +
					"\n-x/--strings-in-hex" + with_json)},
			{{"-u", ":nosuchuser:", "--json", "-c", "-x", "true"}, nobody},
			{{"-u", ":nosuchuser:", "--successful-only", "-Z", "true"}, before(last_of)},
			{{"-u", ":nosuchuser:", "-ff", "true"}, nobody},
		},
		"");

	const auto warned = parsed({"-z", "-Z", "true"});
	EXPECT_TRUE(warned.options);
	EXPECT_EQ(warned.err, "strobe: " + last_of + "\n");
	const auto slow = parsed({"-G", "--on-full=wait"});
	EXPECT_TRUE(slow.options);
	EXPECT_EQ(slow.err, "strobe: --on-full=wait with -G/--system-wide can slow down every process on the machine\n");
}

TEST(CommandLine, RefusesWhatOnlyStraceHasWithAHint) {
	const std::vector<std::pair<Args, std::string>> cases = {
		{{"-P", "/"}, "-P/--trace-path"},     {{"-y"}, "-y/--decode-fds"},
		{{"-yy"}, "-y/--decode-fds"},         {{"-e", "decode-fds=all"}, "-y/--decode-fds"},
		{{"-Y"}, "-Y/--decode-pids"},         {{"--pidns-translation"}, "-Y/--decode-pids"},
		{{"-i"}, "-i/--instruction-pointer"}, {{"-k"}, "-k/--stack-traces"},
		{{"-b", "execve"}, "-b/--detach-on"}, {{"-DD"}, "-D/--daemonize"},
		{{"--daemonized"}, "-D/--daemonize"}, {{"--kvm=vcpu"}, "-e kvm"},
	};
	for (auto [args, option] : cases) {
		args.push_back("true");
		const auto result = parsed(args);
		EXPECT_FALSE(result.options) << option;
		EXPECT_EQ(result.status, 1);
		const std::string start = "strobe: " + option + " is not supported yet\nhint: ";
		EXPECT_EQ(result.err.substr(0, start.size()), start);
		EXPECT_GT(result.err.size(), start.size() + 10);
	}
	// A set that asks for nothing is no reason to refuse.
	good({"-e", "read=none", "-e", "decode-fds=none", "--decode-pids=none", "true"});
	good({"-d", "--tips", "-f", "--seccomp-bpf", "true"});
}

TEST(CommandLine, SaysWhetherSignalsEndTheRun) {
	const auto interruptible = [](const char* when) { return good({"-I", when, "true"}).interruptible; };
	EXPECT_EQ(good({"true"}).interruptible, std::nullopt);
	for (const char* when : {"1", "2", "anywhere", "ALWAYS", "waiting"}) EXPECT_EQ(interruptible(when), true) << when;
	for (const char* when : {"3", "4", "never", "never_tstp"}) EXPECT_EQ(interruptible(when), false) << when;
}

TEST(CommandLine, GivesHintsOnATerminal) {
	Program program = kProgram;
	program.hints = true;
	const auto err = [&program](const std::string& expression) {
		return parsed({"-e", expression, "true"}, program).err;
	};
	EXPECT_EQ(err("trace=opne"), "strobe: invalid system call 'opne'\nhint: did you mean 'open'?\n");
	EXPECT_EQ(err("trace=read,%fil"), "strobe: invalid system call '%fil'\nhint: did you mean '%file'?\n");
	EXPECT_EQ(err("signal=SIGITN"), "strobe: invalid signal 'SIGITN'\nhint: did you mean 'SIGINT'?\n");
	EXPECT_EQ(err("status=ok"), "strobe: invalid status 'ok'\n"
								"hint: the statuses are successful, failed, unfinished, unavailable and detached\n");
	EXPECT_EQ(err("trace=415"), "strobe: invalid system call '415'\n");
}

// ---- right command lines

TEST(CommandLine, Defaults) {
	const Options o = good({"ls", "-l", "--", "-f"});
	EXPECT_EQ(o.command, (Args{"ls", "-l", "--", "-f"}));
	EXPECT_FALSE(o.system_wide);
	EXPECT_FALSE(o.follow);
	EXPECT_EQ(o.output, Output::kStderr);
	EXPECT_TRUE(o.trace.holds_all());
	EXPECT_TRUE(o.abbrev.holds_all());
	EXPECT_TRUE(o.verbose.holds_all());
	EXPECT_TRUE(o.raw.empty());
	EXPECT_TRUE(o.statuses.all());
	EXPECT_TRUE(o.signals.all());
	EXPECT_TRUE(o.quiet.none());
	EXPECT_EQ(o.string_limit, 32U);
	EXPECT_EQ(o.column, 40U);
	EXPECT_EQ(o.timestamps.clock, Clock::kNone);
	EXPECT_EQ(o.summary, Summary::kNone);
	EXPECT_EQ(o.sort_by, Column::kTimePercent);
	EXPECT_EQ(o.columns.size(), 6U);
	EXPECT_EQ(o.const_style, ConstStyle::kAbbrev);
	EXPECT_EQ(o.on_full, OnFull::kWait);
	EXPECT_EQ(o.ring_size, 16 * kMiB);
	EXPECT_EQ(good({"--on-full=drop", "ls"}).ring_size, 64 * kMiB);
	EXPECT_EQ(good({"-G"}).ring_size, 64 * kMiB);
	EXPECT_FALSE(o.fail_on_loss);
}

TEST(CommandLine, OptionsEndAtTheProgram) {
	EXPECT_EQ(good({"-f", "ls", "-c"}).summary, Summary::kNone);
	EXPECT_EQ(good({"-f", "--", "-x"}).command, (Args{"-x"}));
	EXPECT_EQ(good({"-p", "1", "ls"}).command, (Args{"ls"}));
}

TEST(CommandLine, Pids) {
	EXPECT_EQ(good({"-p", "1", "--attach=2,3", "-p", "4 5\n6\t7", "-p", "3"}).pids, (std::vector{1, 2, 3, 4, 5, 6, 7}));
}

TEST(CommandLine, SystemWide) {
	EXPECT_TRUE(good({"-G"}).system_wide);
	EXPECT_EQ(good({"--system-wide"}).on_full, OnFull::kDrop);
	EXPECT_EQ(good({"--on-full=drop", "ls"}).on_full, OnFull::kDrop);
}

TEST(CommandLine, FollowAndOutput) {
	EXPECT_TRUE(good({"-f", "ls"}).follow);
	EXPECT_TRUE(good({"--follow-forks", "ls"}).follow);
	const Options apart = good({"-ff", "-o", "log", "ls"});
	EXPECT_TRUE(apart.follow && apart.separate);
	EXPECT_EQ(apart.output, Output::kFile);
	EXPECT_FALSE(good({"-ff", "ls"}).separate);
	EXPECT_TRUE(good({"--follow-forks", "--output-separately", "-olog", "ls"}).separate);
	EXPECT_FALSE(good({"-f", "--output-separately", "-olog", "ls"}).separate);
	const Options pipe = good({"-o", "|wc -l", "ls"});
	EXPECT_EQ(pipe.output, Output::kPipe);
	EXPECT_EQ(pipe.output_name, "wc -l");
	EXPECT_EQ(good({"-A", "-o", "!cat", "ls"}).output_name, "cat");
	EXPECT_TRUE(good({"-A", "-o", "log", "ls"}).append);
}

TEST(CommandLine, Quiet) {
	const auto quiet = [](const Args& args) { return good(args).quiet.to_ullong(); };
	constexpr uint64_t kOne = 1U << kAttach | 1U << kPersonality;
	EXPECT_EQ(quiet({"-q", "ls"}), kOne);
	EXPECT_EQ(quiet({"--quiet", "ls"}), kOne);
	EXPECT_EQ(quiet({"-qq", "ls"}), kOne | 1U << kExit);
	EXPECT_EQ(quiet({"-qqqq", "ls"}), 31U);
	EXPECT_EQ(quiet({"-e", "q=exits,superseded", "ls"}), 1U << kExit | 1U << kThreadExecve);
	EXPECT_EQ(quiet({"--silence=!attach", "ls"}), 31U & ~(1U << kAttach));
	// A command whose trace goes elsewhere is quiet unless told otherwise.
	EXPECT_EQ(quiet({"-o", "log", "ls"}), kOne);
	EXPECT_EQ(quiet({"-o", "log", "-e", "quiet=none", "ls"}), 0U);
	EXPECT_EQ(quiet({"-o", "log", "-p", "1"}), 0U);
}

TEST(CommandLine, StatusAndSignals) {
	EXPECT_EQ(good({"-z", "ls"}).statuses.to_ullong(), 1U << kSuccessful);
	EXPECT_EQ(good({"-Z", "ls"}).statuses.to_ullong(), 1U << kFailed);
	EXPECT_EQ(good({"--fail", "ls"}).statuses.to_ullong(), 1U << kFailed);
	EXPECT_EQ(good({"-e", "status=!FAILED,detached", "ls"}).statuses.to_ullong(),
			  1U << kSuccessful | 1U << kUnfinished | 1U << kUnavailable);
	EXPECT_EQ(good({"-Z", "-e", "status=all", "ls"}).statuses.to_ullong(), 31U);

	const auto signals = good({"-e", "signal=INT,sigterm,10", "ls"}).signals;
	EXPECT_EQ(signals.count(), 3U);
	EXPECT_TRUE(signals[2] && signals[15] && signals[10]);
	EXPECT_FALSE(good({"--signal=!SIGIO", "ls"}).signals[29]);
	EXPECT_TRUE(good({"-e", "s=none", "ls"}).signals.none());
}

TEST(CommandLine, Times) {
	const auto stamp = [](const Args& args) {
		const Timestamps t = good(args).timestamps;
		return std::pair(t.clock, t.digits);
	};
	EXPECT_EQ(stamp({"-t", "ls"}), std::pair(Clock::kTime, 0U));
	EXPECT_EQ(stamp({"-tt", "ls"}), std::pair(Clock::kTime, 6U));
	EXPECT_EQ(stamp({"-ttttt", "ls"}), std::pair(Clock::kUnix, 6U));
	EXPECT_EQ(stamp({"--absolute-timestamps", "ls"}), std::pair(Clock::kTime, 0U));
	EXPECT_EQ(stamp({"--timestamps=ns", "ls"}), std::pair(Clock::kTime, 9U));
	EXPECT_EQ(stamp({"--timestamps=FORMAT:unix,precision:ms", "ls"}), std::pair(Clock::kUnix, 3U));
	EXPECT_EQ(stamp({"--timestamps=unix,us", "--timestamps=none", "ls"}), std::pair(Clock::kNone, 6U));

	EXPECT_EQ(good({"-r", "ls"}).relative_digits, 6U);
	EXPECT_EQ(good({"--relative-timestamps=ns", "ls"}).relative_digits, 9U);
	EXPECT_EQ(good({"-T", "ls"}).syscall_time_digits, 6U);
	EXPECT_EQ(good({"--syscall-times=s", "ls"}).syscall_time_digits, 0U);
	EXPECT_FALSE(good({"ls"}).relative_digits);
}

TEST(CommandLine, Format) {
	EXPECT_EQ(good({"-s", "0", "ls"}).string_limit, 0U);
	EXPECT_EQ(good({"--string-limit=1073741823", "ls"}).string_limit, 1073741823U);
	EXPECT_EQ(good({"-a", "7", "ls"}).column, 7U);
	EXPECT_EQ(good({"-x", "ls"}).hex_strings, HexStrings::kNonAscii);
	EXPECT_EQ(good({"-xxx", "ls"}).hex_strings, HexStrings::kAll);
	EXPECT_EQ(good({"--strings-in-hex=non-ascii-chars", "ls"}).hex_strings, HexStrings::kNonAsciiChars);
	EXPECT_EQ(good({"--strings-in-hex=NONE", "ls"}).hex_strings, HexStrings::kNone);
	EXPECT_EQ(good({"-X", "verbose", "ls"}).const_style, ConstStyle::kVerbose);
	EXPECT_EQ(good({"-Xraw", "ls"}).const_style, ConstStyle::kRaw);
	EXPECT_TRUE(good({"-n", "ls"}).syscall_number);
	EXPECT_TRUE(good({"-v", "ls"}).abbrev.empty());
	EXPECT_TRUE(good({"-e", "verbose=none", "ls"}).verbose.empty());
	EXPECT_TRUE(good({"-e", "raw=all", "ls"}).raw.holds_all());
}

TEST(CommandLine, SummaryTable) {
	const Options o = good({"-c", "-w", "-S", "max_time", "-U", "calls,errors", "-O", "1.5ms", "ls"});
	EXPECT_EQ(o.summary, Summary::kOnly);
	EXPECT_TRUE(o.wall_clock);
	EXPECT_EQ(o.sort_by, Column::kMaxTime);
	EXPECT_EQ(o.columns, (std::vector{Column::kCalls, Column::kErrors, Column::kName}));
	EXPECT_EQ(o.overhead_ns, 1'500'000U);
	EXPECT_EQ(good({"-C", "-O7", "ls"}).overhead_ns, 7'000U);
	EXPECT_EQ(good({"-C", "-S", "nothing", "ls"}).sort_by, Column::kNothing);
}

TEST(CommandLine, Startup) {
	EXPECT_EQ(good({"-E", "A=1", "--env=B", "ls"}).env_changes, (Args{"A=1", "B"}));
	if (getuid() == 0) {
		const auto user = good({"-u", "root", "ls"}).user;
		ASSERT_TRUE(user);
		EXPECT_EQ(user->name, "root");
		EXPECT_EQ(user->uid, 0U);
	}
}

TEST(CommandLine, Completeness) {
	const Options o = good({"--ring-size=3M", "--max-memory", "2g", "--fail-on-loss", "ls"});
	EXPECT_EQ(o.ring_size, 4 * kMiB);
	EXPECT_EQ(o.max_memory, 2 * kGiB);
	EXPECT_TRUE(o.fail_on_loss);
	EXPECT_EQ(good({"--ring-size=1048576", "ls"}).ring_size, kMiB);
	EXPECT_EQ(good({"--ring-size=1G", "ls"}).ring_size, kGiB);
}

TEST(CommandLine, HelpAndVersion) {
	const auto help = parsed({"-f", "-h", "--nosuch"});
	EXPECT_FALSE(help.options);
	EXPECT_EQ(help.status, 0);
	EXPECT_NE(help.out.find("Usage: strobe [OPTIONS] PROG [ARGS]\n"), std::string::npos);
	EXPECT_NE(help.out.find("strobe open ..."), std::string::npos);
	EXPECT_EQ(help.err, "");
	const auto version = parsed({"-V"});
	EXPECT_EQ(version.status, 0);
	EXPECT_EQ(version.out.substr(0, version.out.find('\n')), "strobe -- version " + std::string(kVersion));
	EXPECT_EQ(parsed({"-V", "--nosuch"}).status, 1);
}

// ---- sets of calls

CallSet calls(const char* text) {
	CallSet set;
	const Verdict bad = parse_calls(text, set);
	EXPECT_FALSE(bad) << text << ": " << (bad ? bad->text : "");
	return set;
}

bool has(const CallSet& set, Abi abi, std::string_view name) {
	for (const spec::Row* row : spec::table_of(abi))
		if (row && row->name == name) return set.has(abi, row);
	ADD_FAILURE() << name << " has no row";
	return false;
}

TEST(CallSets, NamesNumbersAndAbis) {
	const CallSet set = calls("read,openat@32,1@64,?nosuch");
	EXPECT_TRUE(has(set, Abi::kX86_64, "read"));
	EXPECT_TRUE(has(set, Abi::kI386, "read"));
	EXPECT_TRUE(has(set, Abi::kI386, "openat"));
	EXPECT_FALSE(has(set, Abi::kX86_64, "openat"));
	EXPECT_TRUE(has(set, Abi::kX86_64, "write"));
	EXPECT_FALSE(has(set, Abi::kI386, "write"));
	EXPECT_FALSE(has(set, Abi::kI386, "exit"));
	EXPECT_TRUE(has(calls("1"), Abi::kI386, "exit"));
	EXPECT_FALSE(set.unknown);
}

TEST(CallSets, InversionsAllAndNone) {
	const CallSet set = calls("!read");
	EXPECT_FALSE(has(set, Abi::kX86_64, "read"));
	EXPECT_TRUE(has(set, Abi::kX86_64, "write"));
	EXPECT_TRUE(set.has(Abi::kX86_64, nullptr));
	EXPECT_FALSE(calls("read").has(Abi::kX86_64, nullptr));
	EXPECT_EQ(calls("!!read"), calls("read"));
	EXPECT_TRUE(calls("all").holds_all());
	EXPECT_TRUE(calls("!none").holds_all());
	EXPECT_TRUE(calls("none").empty());
	EXPECT_TRUE(calls("!all").empty());
	EXPECT_TRUE(calls("?nosuch,?%nosuch,?/nosuch").empty());
	EXPECT_FALSE(calls("all,read").unknown);
	EXPECT_TRUE(has(calls("read,all"), Abi::kX32, "getpid"));
}

TEST(CallSets, ClassesAndExpressions) {
	for (const char* name : {"desc", "file", "memory", "process", "signal", "ipc", "network"})
		EXPECT_EQ(calls(name), calls((std::string("%") + name).c_str())) << name;
	EXPECT_EQ(calls("%net"), calls("%network"));
	for (const char* name :
		 {"%creds", "%stat", "%lstat", "%fstat", "%%stat", "%statfs", "%fstatfs", "%%statfs", "%pure", "%clock"})
		EXPECT_FALSE(calls(name).empty()) << name;
	EXPECT_TRUE(has(calls("%file"), Abi::kX86_64, "openat"));
	EXPECT_FALSE(has(calls("%file"), Abi::kX86_64, "read"));

	const CallSet regex = calls("/^open(at)?$");
	EXPECT_TRUE(has(regex, Abi::kX86_64, "open"));
	EXPECT_TRUE(has(regex, Abi::kX86_64, "openat"));
	EXPECT_FALSE(has(regex, Abi::kX86_64, "openat2"));
	EXPECT_TRUE(has(calls("/open"), Abi::kI386, "mq_open"));
	EXPECT_TRUE(calls("/stat@32").rows[static_cast<size_t>(Abi::kX86_64)].none());
}

TEST(CallSets, EachQualifierSetsItsOwn) {
	const Options o =
		good({"-e", "trace=open", "-e", "read", "-e", "abbrev=write", "-e", "v=close", "-e", "x=mmap", "ls"});
	EXPECT_EQ(o.trace, calls("read"));
	EXPECT_EQ(o.abbrev, calls("write"));
	EXPECT_EQ(o.verbose, calls("close"));
	EXPECT_EQ(o.raw, calls("mmap"));
}

// ---- front-ends

const Frontend* frontend(Args args, const Program& program) {
	const auto argv = pointers(args);
	return frontend_of(program, static_cast<int>(argv.size()), argv.data());
}

TEST(Frontends, AreFirstWordsOnly) {
	ASSERT_NE(frontend({"strobe", "open"}, kProgram), nullptr);
	EXPECT_EQ(frontend({"strobe", "open"}, kProgram)->name, "open");
	EXPECT_EQ(frontend({"strobe", "-f", "open"}, kProgram), nullptr);
	EXPECT_EQ(frontend({"strobe", "--", "open"}, kProgram), nullptr);
	EXPECT_EQ(frontend({"strobe", "openx"}, kProgram), nullptr);
	EXPECT_EQ(frontend({"strobe"}, kProgram), nullptr);
}

TEST(Frontends, AreNotReservedUnderTheNameStrace) {
	Args args = {"/usr/local/bin/strace", "open"};
	const auto argv = pointers(args);
	const Program program = program_of(2, argv.data(), kFrontends);
	EXPECT_EQ(program.name, args[0]);
	EXPECT_EQ(frontend_of(program, 2, argv.data()), nullptr);
	EXPECT_FALSE(program.hints);
	EXPECT_EQ(help_text(program).find(" open"), std::string::npos);
}

TEST(Frontends, ANamelessProgramIsCalledByItsPath) {
	Args args = {""};
	const auto argv = pointers(args);
	EXPECT_EQ(program_of(1, argv.data(), kFrontends).name, std::filesystem::read_symlink("/proc/self/exe"));
	EXPECT_EQ(program_of(0, argv.data(), kFrontends).name, std::filesystem::read_symlink("/proc/self/exe"));
}

TEST(Frontends, TellOfTheProgramTheyHide) {
	const std::string folder = testing::TempDir() + "/strobe_cli_test." + std::to_string(getpid());
	std::filesystem::create_directory(folder);
	const char* path = std::getenv("PATH");
	const std::string old = path ? path : "";
	setenv("PATH", ("/nonexistent:" + folder).c_str(), 1);
	EXPECT_EQ(hidden_program_hint(kProgram, kFrontends[0]), "");
	const std::string program = folder + "/open";
	std::ofstream(program) << "#!/bin/sh\n";
	std::filesystem::permissions(program, std::filesystem::perms::owner_all);
	EXPECT_EQ(hidden_program_hint(kProgram, kFrontends[0]), "hint: to trace " + program + " instead: strobe -- open\n");
	setenv("PATH", old.c_str(), 1);
	std::filesystem::remove_all(folder);
}

TEST(Open, Scopes) {
	EXPECT_TRUE(parsed_open({}).options->system_wide);
	EXPECT_TRUE(parsed_open({"-G"}).options->system_wide);
	const auto pids = parsed_open({"-p", "1,2", "-Z", "-o", "log"});
	ASSERT_TRUE(pids.options);
	EXPECT_EQ(pids.options->pids, (std::vector{1, 2}));
	EXPECT_FALSE(pids.options->system_wide);
	EXPECT_TRUE(pids.options->failed_only);
	EXPECT_EQ(pids.options->output_name, "log");
	EXPECT_EQ(parsed_open({"ls", "-l"}).options->command, (Args{"ls", "-l"}));
}

TEST(Open, Mistakes) {
	const std::string end = "Try 'strobe open -h' for more information.\n";
	EXPECT_EQ(parsed_open({"-G", "-p1"}).err,
			  "strobe open: -G/--system-wide and -p/--attach are mutually exclusive\n" + end);
	EXPECT_EQ(parsed_open({"-G", "ls"}).err,
			  "strobe open: -G/--system-wide and PROG [ARGS] are mutually exclusive\n" + end);
	EXPECT_EQ(parsed_open({"-p", "x"}).err, "strobe open: Invalid process id: 'x'\n");
	EXPECT_EQ(parsed_open({"--output="}).err, "strobe open: invalid --output argument: ''\n" + end);
	EXPECT_EQ(parsed_open({"-e", "x"}).err, "strobe open: invalid option -- 'e'\n" + end);
	EXPECT_EQ(parsed_open({"-e"}).status, 1);
	const auto help = parsed_open({"-h"});
	EXPECT_EQ(help.status, 0);
	EXPECT_EQ(help.out.find("Usage: strobe open [OPTIONS]"), 0U);
}

// ---- the table and what is made of it

std::multimap<std::string, int> long_options(bool straces_only) {
	static const std::set<std::string> kOurs = {"system-wide",  "on-full", "ring-size",    "max-memory",
												"fail-on-loss", "errno",   "min-duration", "comm",
												"uid",          "cgroup",  "json"};
	const GetoptTables tables(trace_options());
	std::multimap<std::string, int> words;
	for (const option* o = tables.words(); o->name; o++)
		if (!straces_only ||
			(!kOurs.contains(o->name) && !std::set<std::string>{"fai", "fail", "e", "u"}.contains(o->name)))
			words.emplace(o->name, o->val);
	return words;
}

/// The row an abbreviation selects, or -1 when it is ambiguous.
int selected(const std::multimap<std::string, int>& words, const std::string& start) {
	if (const auto exact = words.find(start); exact != words.end()) return exact->second;
	std::set<int> rows;
	for (const auto& [word, row] : words)
		if (word.starts_with(start)) rows.insert(row);
	return rows.size() == 1 ? *rows.begin() : -1;
}

TEST(OptionTable, NewOptionsCostNoAbbreviation) {
	const auto theirs = long_options(true);
	const auto all = long_options(false);
	EXPECT_EQ(all.size(), theirs.size() + 15);
	for (const auto& [word, row] : theirs)
		for (size_t n = 1; n <= word.size(); n++) {
			const int wanted = selected(theirs, word.substr(0, n));
			if (wanted == -1) continue;
			EXPECT_EQ(selected(all, word.substr(0, n)), wanted) << word.substr(0, n);
		}
}

TEST(OptionTable, IsSound) {
	std::set<std::string> seen;
	for (const auto& row : trace_options()) {
		const std::string letter(1, row.letter);
		if (row.letter) {
			EXPECT_TRUE(seen.insert(letter).second) << letter;
		}
		if (!row.name.empty()) {
			EXPECT_TRUE(seen.insert(std::string(row.name)).second) << row.name;
		}
		EXPECT_TRUE(row.letter || !row.name.empty());
		EXPECT_NE(row.take, nullptr) << letter << row.name;
		EXPECT_EQ(row.takes == Takes::kNothing, row.value.empty()) << letter << row.name;
	}
}

TEST(OptionTable, HelpTellsOfEveryOption) {
	const std::string help = help_text(kProgram);
	for (const auto& row : trace_options()) {
		if (row.group == Group::kHidden) continue;
		if (!row.name.empty())
			EXPECT_NE(help.find("--" + std::string(row.name)), std::string::npos) << row.name;
		else
			EXPECT_NE(help.find(std::string("\n  -") + row.letter), std::string::npos) << row.letter;
	}
	for (const std::string& line : split(help, "\n")) EXPECT_LE(line.size(), 96U) << line;
}

template <class Target>
void expect_in_manual(const std::string& manual, std::span<const OptionRow<Target>> rows) {
	for (const auto& row : rows) {
		// mdoc: "Fl p" and "Fl -attach"; the character behind must end the word
		const auto mentions = [&manual](const std::string& flag) {
			for (size_t at = manual.find(flag); at != std::string::npos; at = manual.find(flag, at + 1))
				if (std::string(" \n").find(manual[at + flag.size()]) != std::string::npos) return true;
			return false;
		};
		if (row.letter) {
			EXPECT_TRUE(mentions(std::string("Fl ") + row.letter)) << row.letter;
		}
		if (!row.name.empty()) {
			EXPECT_TRUE(mentions("Fl -" + std::string(row.name))) << row.name;
		}
	}
}

TEST(OptionTable, ManualTellsOfEveryOption) {
	const std::string manual = content(repository_file("man/strobe.1"));
	ASSERT_FALSE(manual.empty());
	expect_in_manual(manual, trace_options());
	expect_in_manual(manual, open_options());
	expect_in_manual(manual, probe_options());
	expect_in_manual(manual, run_options());
	expect_in_manual(manual, net_options());
	expect_in_manual(manual, info_options());
	expect_in_manual(manual, explain_options());
}

// After a change of the table: STROBE_WRITE_COMPLETION=1 strobe_unit --gtest_filter='*CompletionFile*'
TEST(OptionTable, CompletionFileIsUpToDate) {
	const std::string path = repository_file("completions/strobe.bash");
	if (std::getenv("STROBE_WRITE_COMPLETION")) std::ofstream(path) << bash_completion(kFrontends);
	EXPECT_EQ(content(path), bash_completion(kFrontends));
	EXPECT_EQ(std::system(("bash -n '" + path + "'").c_str()), 0);
}

TEST(OptionTable, VersionIsTheBuilds) {
	EXPECT_NE(content(repository_file("CMakeLists.txt")).find("project(strobe VERSION " + std::string(kVersion) + " "),
			  std::string::npos);
}

} // namespace
} // namespace strobe::cli
