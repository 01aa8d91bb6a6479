// SPDX-License-Identifier: BSD-2-Clause
#include <fmt/format.h>

#include "cli/explain_options.h"
#include "cli/help.h"
#include "cli/info_options.h"
#include "cli/net_options.h"
#include "cli/numbers.h"
#include "cli/open_options.h"
#include "cli/probe_options.h"
#include "cli/run_options.h"
#include "cli/trace_options.h"

namespace strobe::cli {

namespace {

/// All spellings of a row's option as a case pattern: "-o|--output".
std::string pattern(const OptionText& row) {
	std::string text;
	if (row.letter) text += std::string("-") + row.letter;
	if (row.letter && !row.name.empty()) text += '|';
	if (!row.name.empty()) text += "--" + std::string(row.name);
	return text;
}

std::string value_command(std::string_view completion) {
	if (completion == "<file>") return "_filedir";
	if (completion == "<pid>") return "_pids";
	if (completion == "<user>") return "COMPREPLY=($(compgen -u -- \"$cur\"))";
	return "_strobe_words '" + std::string(completion) + "'";
}

std::string option_words(const std::vector<OptionText>& rows) {
	std::string words;
	for (const OptionText& row : rows) {
		if (row.group == Group::kHidden) continue;
		if (row.letter) words += std::string(" -") + row.letter;
		if (row.name.empty()) continue;
		words += " --" + std::string(row.name);
		if (row.takes == Takes::kValue) words += '=';
	}
	return words.substr(1);
}

/// The letters whose value may be a word of its own, and the long options for which the same holds.
std::string separate_values(const std::vector<OptionText>& rows) {
	std::string patterns;
	for (const OptionText& row : rows) {
		if (row.takes != Takes::kValue) continue;
		if (!patterns.empty()) patterns += '|';
		patterns += pattern(row);
	}
	return patterns;
}

/// The case branches for the values of the options that take one as `takes` says. An optional value stands only behind
/// the equals sign of the long form.
std::string value_cases(const std::vector<OptionText>& rows, Takes takes, const std::string& indent) {
	std::string out;
	for (const OptionText& row : rows) {
		if (row.completion.empty() || row.takes != takes) continue;
		const std::string words = takes == Takes::kValue ? pattern(row) : "--" + std::string(row.name);
		out += fmt::format("{0}{1})\n{0}\t{2}\n{0}\treturn\n{0}\t;;\n", indent, words, value_command(row.completion));
	}
	return out;
}

/// A function that completes one option table; $1 is the first word after the program and the front-end's name (of
/// `strobe net`, and the view). `first`: lines that come before all others.
std::string function(const std::string& name, const std::vector<OptionText>& rows, const std::string& first = {}) {
	const std::string separate = separate_values(rows);
	const std::string optional = value_cases(rows, Takes::kMaybeValue, "\t\t");
	std::string out = name + "()\n{\n" + first + "\tcase $prev in\n" + value_cases(rows, Takes::kValue, "\t") + "\t" +
					  separate + ") return ;;\n\tesac\n\tif $split; then\n";
	if (!optional.empty()) out += "\t\tcase $prev in\n" + optional + "\t\tesac\n";
	out += "\t\treturn\n\tfi\n\n"
		   "\t# behind the options stands a program with a completion of its own\n"
		   "\tlocal i\n"
		   "\tfor ((i = $1; i < cword; i++)); do\n"
		   "\t\tcase ${words[i]} in\n"
		   "\t\t" +
		   separate +
		   ") ((i++)) ;;\n"
		   "\t\t-*) ;;\n"
		   "\t\t*)\n\t\t\t_command_offset $i\n\t\t\treturn\n\t\t\t;;\n"
		   "\t\tesac\n\tdone\n\n"
		   "\tif [[ $cur == -* ]]; then\n\t\t_strobe_words '" +
		   option_words(rows) + "'\n\t\treturn\n\tfi\n";
	return out;
}

/// For a command of strobe's own that runs no program.
std::string words_function(const std::string& name, const std::vector<OptionText>& rows) {
	return name + "()\n{\n\tif [[ $cur == -* ]]; then\n\t\t_strobe_words '" + option_words(rows) + "'\n\tfi\n}\n\n";
}

} // namespace

std::string bash_completion(std::span<const Frontend> frontends) {
	std::string names;
	for (const Frontend& frontend : frontends) names += (names.empty() ? "" : " ") + std::string(frontend.name);

	std::string out =
		"# SPDX-License-Identifier: BSD-2-Clause\n"
		"# bash completion for strobe. Made from the option table (src/cli/trace_options.cpp); the unit test\n"
		"# CompletionFile says how to make it anew.\n\n"
		"_strobe_words()\n{\n\tCOMPREPLY=($(compgen -W \"$1\" -- \"$cur\"))\n"
		"\t[[ ${COMPREPLY[0]} == *= ]] && compopt -o nospace\n\treturn 0\n}\n\n";
	out += function("_strobe_open", texts(open_options())) + "\t_command_offset $cword\n}\n\n";
	out += words_function("_strobe_probe", texts(probe_options()));
	std::string views;
	for (const NetView& view : net_views()) views += (views.empty() ? "" : " ") + std::string(view.name);
	out += function("_strobe_net", texts(net_options()),
					"\tif ((cword == 2)); then\n\t\t_strobe_words '" + views + "'\n\t\treturn\n\tfi\n") +
		   "\t_command_offset $cword\n}\n\n";
	out += function("_strobe_run", texts(run_options())) + "\t_filedir\n}\n\n";
	out += words_function("_strobe_info", texts(info_options()));
	out += words_function("_strobe_explain", texts(explain_options()));
	out += function("_strobe_trace", texts(trace_options())) + "\t_command_offset $cword\n" +
		   "\tif ((cword == 1)); then\n\t\tlocal programs=(\"${COMPREPLY[@]}\")\n\t\t_strobe_words '" + names +
		   "'\n\t\tCOMPREPLY+=(\"${programs[@]}\")\n\tfi\n}\n\n";
	out += "_strobe()\n{\n\tlocal cur prev words cword split=false\n\t_init_completion -s || return\n"
		   "\tif ((cword == 1)); then\n\t\t_strobe_trace 1\n\t\treturn\n\tfi\n"
		   "\tcase ${words[1]} in\n";
	for (const Frontend& frontend : frontends)
		out += fmt::format("\t{0}) _strobe_{0} {1} ;;\n", frontend.name, frontend.name == "net" ? 3 : 2);
	out += "\t*) _strobe_trace 1 ;;\n\tesac\n}\n"
		   "complete -F _strobe strobe\n";
	return out;
}

} // namespace strobe::cli
