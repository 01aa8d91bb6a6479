// SPDX-License-Identifier: BSD-2-Clause
// The command line of strobe run.
#include <gtest/gtest.h>

#include <fmt/format.h>
#include <string>
#include <vector>

#include "cli/parse.h"

namespace strobe::cli {
namespace {

using Args = std::vector<std::string>;

Parsed<RunOptions> parsed(Args& args, std::string& err) {
	args.insert(args.begin(), "run");
	std::vector<char*> argv;
	for (std::string& word : args) argv.push_back(word.data());
	testing::internal::CaptureStderr();
	auto result = parse_run({.name = "strobe"}, static_cast<int>(argv.size()), argv.data());
	err = testing::internal::GetCapturedStderr() + result.err;
	return result;
}

std::string said(Args args) {
	std::string err;
	const auto result = parsed(args, err);
	if (!result.options) return err;
	const RunOptions& o = *result.options;
	std::string text = o.file + (o.system_wide ? " everywhere" : "") + (o.follow ? " follow" : "");
	for (const int pid : o.pids) text += fmt::format(" pid {}", pid);
	for (const std::string& word : o.command) text += " [" + word + "]";
	for (const auto& [name, value] : o.parameters) text += " " + name + ":=" + value;
	for (const auto& [map, type] : o.event_types) text += " " + map + " is " + type;
	return text;
}

TEST(RunOptions, AFileThenACommand) {
	EXPECT_EQ(said({"x.bpf.c"}), "x.bpf.c everywhere");
	EXPECT_EQ(said({"x.bpf.c", "ls", "-l"}), "x.bpf.c [ls] [-l]");
	EXPECT_EQ(said({"-f", "x.bpf.c", "--set", "a=1", "ls", "-f"}), "x.bpf.c follow [ls] [-f] a:=1");
	EXPECT_EQ(said({"x.bpf.c", "--", "-odd"}), "x.bpf.c [-odd]");
	EXPECT_EQ(said({"x.bpf.c", "-p", "1,2"}), "x.bpf.c pid 1 pid 2");
	EXPECT_EQ(said({"x.bpf.c", "--set", "a==b", "--set", "c.d[1]=-1"}), "x.bpf.c everywhere a:==b c.d[1]:=-1");
	EXPECT_EQ(said({"x.bpf.c", "--set", "a="}), "x.bpf.c everywhere a:=");
	EXPECT_EQ(said({"x.bpf.o", "--event", "rb=struct event"}), "x.bpf.o everywhere rb is struct event");
}

TEST(RunOptions, WrongCommandLines) {
	const std::string help = "Try 'strobe run -h' for more information.\n";
	EXPECT_EQ(said({}), "strobe run: must have a file\n"
						"hint: name a C file (x.bpf.c) or an object (x.bpf.o) with eBPF programs\n");
	EXPECT_EQ(said({"x", "-G", "ls"}), "strobe run: -G/--system-wide and PROG [ARGS] are mutually exclusive\n" + help);
	EXPECT_EQ(said({"x", "-G", "-p", "1"}),
			  "strobe run: -G/--system-wide and -p/--attach are mutually exclusive\n" + help);
	EXPECT_EQ(said({"x", "--json", "--format", "{pid}"}), "strobe run: --format and --json are mutually exclusive\n"
														  "hint: JSON objects have all that a template could name\n");
	for (const char* value : {"a", "=1", ""})
		EXPECT_EQ(said({"x", "--set", value}),
				  fmt::format("strobe run: invalid --set argument: '{}'\n{}", value, help));
	EXPECT_EQ(said({"x", "--event", "a="}), "strobe run: invalid --event argument: 'a='\n" + help);
	EXPECT_EQ(said({"x", "--duration", "5"}), "strobe run: the time '5' has no unit\nhint: write 5s or 5ms\n");
	EXPECT_EQ(said({"x", "--max-events", "0"}), "strobe run: invalid --max-events argument: '0'\n" + help);
	EXPECT_EQ(said({"x", "--ring-size", "3"}).substr(0, 11), "strobe run:");
}

TEST(RunOptions, TimesAreInJsonAnyway) {
	for (const auto& [args, warning] :
		 {std::pair(Args{"x", "-t", "--json"}, "strobe run: -t/--absolute-timestamps has no effect with --json\n"),
		  std::pair(Args{"x", "-t"}, ""), std::pair(Args{"x", "--json"}, "")}) {
		std::string err;
		Args copy = args;
		EXPECT_TRUE(parsed(copy, err).options);
		EXPECT_EQ(err, warning);
	}
}

TEST(RunOptions, WhenMapsArePrinted) {
	std::string err;
	const auto shows = [&](Args args) { return parsed(args, err).options->shows_maps(); };
	EXPECT_TRUE(shows({"x"}));
	EXPECT_FALSE(shows({"x", "--format", "{a}"}));
	EXPECT_TRUE(shows({"x", "--format", "{a}", "--map", "m"}));
	EXPECT_TRUE(shows({"x", "--format", "{a}", "--every", "1s"}));
}

} // namespace
} // namespace strobe::cli
