// SPDX-License-Identifier: BSD-2-Clause
#include "cli/help.h"

#include <vector>

#include "cli/explain_options.h"
#include "cli/info_options.h"
#include "cli/net_options.h"
#include "cli/numbers.h"
#include "cli/open_options.h"
#include "cli/probe_options.h"
#include "cli/run_options.h"
#include "cli/trace_options.h"
#include "cli/version.h"

namespace strobe::cli {

namespace {

constexpr size_t kHelpColumn = 34;
constexpr size_t kWidth = 96;

struct Heading {
	Group group;
	std::string_view text;
};

constexpr Heading kHeadings[] = {
	{Group::kStartup, "What to trace"},
	{Group::kFilter, "Which events"},
	{Group::kFormat, "How a line looks"},
	{Group::kOutput, "Where the lines go"},
	{Group::kSummary, "Summary"},
	{Group::kComplete, "When events come fast"},
	{Group::kOther, "Other"},
	{Group::kRefused, "Options of strace that are not supported yet"},
};

std::string spelled(const OptionText& row) {
	std::string text = row.letter ? std::string("  -") + row.letter : "    ";
	if (!row.name.empty()) {
		text += row.letter ? ", --" : "  --";
		text += row.name;
	}
	const std::string value(row.value);
	if (row.takes == Takes::kValue) text += (row.name.empty() ? " " : "=") + value;
	if (row.takes == Takes::kMaybeValue) text += "[=" + value + "]";
	return text;
}

/// Appends `text` in lines that start at the help column.
void add_wrapped(std::string& out, std::string_view text) {
	size_t column = kHelpColumn;
	for (const std::string& word : split(text, " ")) {
		const bool first = column == kHelpColumn;
		if (!first && column + 1 + word.size() > kWidth) {
			out += '\n' + std::string(kHelpColumn, ' ');
			column = kHelpColumn;
		} else if (!first) {
			out += ' ';
			column++;
		}
		out += word;
		column += word.size();
	}
	out += '\n';
}

void add_line(std::string& out, std::string left, std::string_view help) {
	if (left.size() + 2 > kHelpColumn) {
		out += left + '\n';
		left.clear();
	}
	out += left + std::string(kHelpColumn - left.size(), ' ');
	add_wrapped(out, help);
}

void add_groups(std::string& out, const std::vector<OptionText>& rows) {
	for (const Heading& heading : kHeadings) {
		bool first = true;
		for (const OptionText& row : rows) {
			if (row.group != heading.group) continue;
			if (first) out += '\n' + std::string(heading.text) + ":\n";
			first = false;
			add_line(out, spelled(row), row.help);
		}
	}
}

std::string ignored(const std::vector<OptionText>& rows) {
	std::string list;
	for (const OptionText& row : rows) {
		if (row.group != Group::kIgnored) continue;
		if (!list.empty()) list += ", ";
		if (row.letter) list += std::string("-") + row.letter + '/';
		list += "--" + std::string(row.name);
	}
	return list;
}

} // namespace

std::string help_text(const Program& program) {
	const auto rows = texts(trace_options());
	std::string out = "Usage: " + program.name + " [OPTIONS] PROG [ARGS]\n" + "       " + program.name +
					  " [OPTIONS] -p PID...\n" + "       " + program.name + " [OPTIONS] -G\n";
	for (const Frontend& frontend : program.frontends)
		out += "       " + program.name + ' ' + std::string(frontend.name) + " ...\n";
	out += "\nPrints the system calls of a command, of running processes or of the whole machine, in the\n"
		   "words and with the options of strace, without ever stopping a process.\n";
	if (!program.frontends.empty()) out += "\nCommands (" + program.name + " COMMAND -h tells more):\n";
	for (const Frontend& frontend : program.frontends)
		add_line(out, "  " + std::string(frontend.name), frontend.summary);
	add_groups(out, rows);
	out += "\nAccepted and without effect: " + ignored(rows) + ".\n";
	return out;
}

std::string open_help_text(const Program& program) {
	std::string out =
		"Usage: " + program.name + " open [OPTIONS] [PROG [ARGS]]\n\n" +
		"Shows who opens which file: every open, openat, openat2 and creat, on the whole machine, of PROG and\n"
		"its children, or of running processes.\n";
	add_groups(out, texts(open_options()));
	return out;
}

std::string probe_help_text(const Program& program) {
	std::string out =
		"Usage: " + program.name + " probe [OPTIONS] SPEC... [OPTIONS] [--] [PROG [ARGS]]\n" + "       " +
		program.name + " probe -l [GLOB]...\n\n" +
		"Prints a line for each hit of a hook point of the kernel, with its fields, or counts the hits.\n\n" +
		"SPEC:\n"
		"  tracepoint:CATEGORY:NAME        a tracepoint; t: for short. CATEGORY and NAME may be globs.\n"
		"  rawtracepoint:NAME              with the kernel's own types: its arguments can be followed\n"
		"  kfunc:FUNCTION                  a function of the kernel: arguments, result and duration\n"
		"  fentry: fexit: kprobe: kretprobe:FUNCTION\n"
		"                                  its entry or its return by a certain means; kprobe:FUNCTION+OFFSET\n"
		"  uprobe:BINARY:SYMBOL[+OFFSET]   a function of a program or a library, where it begins\n"
		"  uretprobe:BINARY:SYMBOL         where it returns: its result, and how long it took\n"
		"  ufunc:BINARY:SYMBOL             both in one line, at the return\n"
		"  usdt:BINARY:PROVIDER:NAME       a probe that the program brings along\n"
		"  interval:TIME  profile:HZ       a timer on one processor (interval:1s), on each of them (profile:99)\n"
		"BINARY is a path, a library (libc) or a program in PATH; with -p or a command it may be left out. SYMBOL\n"
		"may be a glob; types can be given to its arguments: malloc(size:u64), getenv(name:str).\n\n"
		"The command begins at the first word that is no SPEC and no option, or behind --.\n";
	add_groups(out, texts(probe_options()));
	return out;
}

std::string net_help_text(const Program& program) {
	std::string out = "Usage: " + program.name + " net VIEW [OPTIONS] [--] [PROG [ARGS]]\n\n" +
					  "Prints what happens to connections, each line with the processes that hold the socket\n"
					  "(NAME/PID:DESCRIPTOR), or counts it.\n\nVIEW:\n";
	for (const NetView& view : net_views()) add_line(out, "  " + std::string(view.name), view.help);
	add_groups(out, texts(net_options()));
	return out;
}

std::string run_help_text(const Program& program) {
	std::string out =
		"Usage: " + program.name + " run FILE.bpf.c|FILE.bpf.o [OPTIONS] [--] [PROG [ARGS]]\n\n" +
		"Runs eBPF programs that you bring: compiles C with clang, loads, attaches what the SEC() names say, and\n"
		"prints the events of every ring buffer and perf event array by their types.\n\n"
		"C files find vmlinux.h, libbpf's headers and strobe.bpf.h: strobe_traced() tells whether the current task\n"
		"is one of those that the options below and PROG mean; strobe_emit(&event) hands over a structure.\n";
	add_groups(out, texts(run_options()));
	return out;
}

std::string info_help_text(const Program& program) {
	std::string out = "Usage: " + program.name + " info [OPTIONS]\n\n" +
					  "Tries what this kernel grants with the privileges at hand, and tells what to change where it\n"
					  "refuses. Nothing stays loaded. The exit status is 0 when system calls can be traced.\n";
	add_groups(out, texts(info_options()));
	return out;
}

std::string explain_help_text(const Program& program) {
	std::string out = "Usage: " + program.name + " explain SYSCALL [VALUE]\n" + "       " + program.name +
					  " explain --coverage [-v]\n\n" +
					  "Tells what strobe knows of a system call, and what it copies when the call is made. VALUE, a\n"
					  "name or number, chooses among the forms of calls such as fcntl (F_GETLK).\n";
	add_groups(out, texts(explain_options()));
	return out;
}

std::string version_text() {
	return "strobe -- version " + std::string(kVersion) +
		   "\nLicense: BSD-2-Clause; the programs it loads into the kernel: GPL-2.0-only OR BSD-2-Clause.\n"
		   "There is no warranty.\n";
}

} // namespace strobe::cli
