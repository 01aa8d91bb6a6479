// SPDX-License-Identifier: BSD-2-Clause
#include "cli/parse.h"

#include "cli/help.h"
#include "cli/trace_options.h"

namespace strobe::cli {

namespace {

/// argv for getopt_long: writable, and with the name that messages are to have.
class Words {
public:
	Words(const std::string& name, int argc, char* const* argv) : name_(name) {
		list_.push_back(name_.data());
		for (int i = 1; i < argc; i++) list_.push_back(argv[i]);
		list_.push_back(nullptr);
	}
	[[nodiscard]] std::span<char*> all() { return list_; }
	/// Drops the words before `first`, but not the name.
	void drop_before(size_t first) { list_.erase(list_.begin() + 1, list_.begin() + static_cast<ptrdiff_t>(first)); }
	[[nodiscard]] bool is_dashes(size_t i) const { return i && list_[i] && std::string_view(list_[i]) == "--"; }
	[[nodiscard]] std::span<char* const> from(size_t first) const {
		return std::span<char* const>(list_).subspan(first, list_.size() - 1 - first);
	}

private:
	std::string name_;
	std::vector<char*> list_;
};

std::string refusal_text(const Program& program, const Refusal& refusal, bool hint) {
	std::string text;
	if (!refusal.text.empty()) text += program.line(refusal.text);
	if (hint && !refusal.hint.empty()) text += "hint: " + refusal.hint + "\n";
	if (refusal.try_help) text += "Try '" + program.name + " -h' for more information.\n";
	return text;
}

template <class Wanted>
Parsed<Wanted> leave(const std::string& out) {
	return {.options = {}, .status = 0, .out = out, .err = {}};
}

/// `strobe probe`, `strobe net` and `strobe run` have options, words of their own and options again, in any number of
/// turns.
template <class Draft>
Verdict read_in_turns(Words& words, std::span<const OptionRow<Draft>> rows, Draft& draft) {
	while (true) {
		size_t first = 1, used = 0;
		Verdict bad = read_options<Draft>(words.all(), rows, draft, first, [](const Draft& d) { return d.help; });
		if (bad || draft.help) return bad;
		const auto rest = words.from(first);
		if (Verdict wrong = take_words(draft, rest, words.is_dashes(first - 1), used)) return wrong;
		if (used == rest.size()) return settle(draft);
		words.drop_before(first + used);
	}
}

template <class Wanted, class Draft>
Parsed<Wanted> parse_in_turns(const Program& program, std::span<const OptionRow<Draft>> rows, int argc,
							  char* const* argv, std::string (*help)(const Program&)) {
	Program named = program;
	named.name += std::string(" ") + argv[0];
	Words words(named.name, argc, argv);
	Draft draft;
	const Verdict bad = read_in_turns(words, rows, draft);
	if (!bad && draft.help) return leave<Wanted>(help(program));
	if (bad) return {.options = {}, .status = 1, .out = {}, .err = refusal_text(named, *bad, true)};
	return {.options = std::move(draft.options), .status = 0, .out = {}, .err = {}};
}

/// The command line of a front-end; argv[0] is its word.
template <class Wanted, class Draft>
Parsed<Wanted> parse_word(const Program& program, std::span<const OptionRow<Draft>> rows, int argc, char* const* argv,
						  std::string (*help)(const Program&), bool hints) {
	Program named = program;
	named.name += std::string(" ") + argv[0];
	Words words(named.name, argc, argv);
	Draft draft;
	size_t first = 0;
	Verdict bad = read_options<Draft>(words.all(), rows, draft, first, [](const Draft& d) { return d.help; });
	if (!bad && draft.help) return leave<Wanted>(help(program));
	if (!bad) bad = settle(draft, words.from(first));
	Parsed<Wanted> parsed;
	if (bad)
		parsed = {.options = {}, .status = 1, .out = {}, .err = refusal_text(named, *bad, hints)};
	else
		parsed.options = std::move(draft.options);
	return parsed;
}

} // namespace

Parsed<Options> parse(const Program& program, int argc, char* const* argv) {
	Words words(program.name, argc, argv);
	Draft draft;
	size_t first = 0;
	const auto refused = [&program](const Refusal& refusal, bool hint) {
		return Parsed<Options>{.options = {}, .status = 1, .out = {}, .err = refusal_text(program, refusal, hint)};
	};

	if (Verdict bad =
			read_options<Draft>(words.all(), trace_options(), draft, first, [](const Draft& d) { return d.help; }))
		return refused(*bad, program.hints);
	if (draft.help) return leave<Options>(help_text(program));
	if (draft.version) return leave<Options>(version_text());

	std::vector<std::string> warnings;
	const Verdict bad = settle(draft, words.from(first), warnings);
	Parsed<Options> parsed;
	// Only settle() refuses what strace would have done: there the hint is the answer, not an extra.
	if (bad) parsed = refused(*bad, true);
	std::string lines;
	for (const std::string& warning : warnings) lines += program.line(warning);
	parsed.err.insert(0, lines);
	if (!bad) parsed.options = std::move(draft.options);
	return parsed;
}

Parsed<OpenOptions> parse_open(const Program& program, int argc, char* const* argv) {
	return parse_word<OpenOptions, OpenDraft>(program, open_options(), argc, argv, open_help_text, program.hints);
}

Parsed<ProbeOptions> parse_probe(const Program& program, int argc, char* const* argv) {
	return parse_in_turns<ProbeOptions>(program, probe_options(), argc, argv, probe_help_text);
}

Parsed<NetOptions> parse_net(const Program& program, int argc, char* const* argv) {
	return parse_in_turns<NetOptions>(program, net_options(), argc, argv, net_help_text);
}

Parsed<RunOptions> parse_run(const Program& program, int argc, char* const* argv) {
	auto parsed = parse_in_turns<RunOptions>(program, run_options(), argc, argv, run_help_text);
	Program named = program;
	named.name += std::string(" ") + argv[0];
	if (parsed.options && parsed.options->json && parsed.options->timestamps.clock != Clock::kNone)
		parsed.err = named.line("-t/--absolute-timestamps has no effect with --json");
	return parsed;
}

Parsed<InfoOptions> parse_info(const Program& program, int argc, char* const* argv) {
	return parse_word<InfoOptions, InfoDraft>(program, info_options(), argc, argv, info_help_text, true);
}

Parsed<ExplainOptions> parse_explain(const Program& program, int argc, char* const* argv) {
	return parse_word<ExplainOptions, ExplainDraft>(program, explain_options(), argc, argv, explain_help_text, true);
}

} // namespace strobe::cli
