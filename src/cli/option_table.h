// SPDX-License-Identifier: BSD-2-Clause
// The one list of options: getopt_long's input, --help and the completion file are made from it, and a unit test holds
// the manual page to it.
#pragma once

#include <getopt.h>

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "cli/refusal.h"

namespace strobe::cli {

enum class Takes : uint8_t { kNothing, kValue, kMaybeValue };

enum class Group : uint8_t {
	kStartup,
	kFilter,
	kFormat,
	kOutput,
	kSummary,
	kComplete, ///< what happens when events come faster than they are printed
	kOther,
	kRefused, ///< options of strace which strobe does not have yet
	kIgnored, ///< options of strace which change nothing here
	kHidden,  ///< spellings that only the parser knows
};

/// One option, for a command line that is read into a Target. A letter takes a value only when the option requires one.
/// Where the letter and the word mean different things (-f counts, --follow-forks does not) each has its own function.
template <class Target>
struct OptionRow {
	using Take = Verdict (*)(Target&, const char* value);

	char letter;           ///< 0: none
	std::string_view name; ///< without dashes; empty: none
	Takes takes;
	Group group;
	std::string_view value; ///< how help calls the value
	std::string_view help;
	Take take;
	Take take_word = nullptr;      ///< when the long form differs
	std::string_view also{};       ///< further spellings of `name`, separated by spaces
	std::string_view completion{}; ///< words a value may be; or <file>, <pid>, <user>

	[[nodiscard]] constexpr OptionRow word(Take function) const {
		OptionRow r = *this;
		r.take_word = function;
		return r;
	}
	[[nodiscard]] constexpr OptionRow as(std::string_view names) const {
		OptionRow r = *this;
		r.also = names;
		return r;
	}
	[[nodiscard]] constexpr OptionRow completes(std::string_view words) const {
		OptionRow r = *this;
		r.completion = words;
		return r;
	}
};

/// What help and completion need to know of a row.
struct OptionText {
	char letter;
	std::string_view name;
	Takes takes;
	Group group;
	std::string_view value;
	std::string_view help;
	std::string_view completion;
};

template <class Target>
std::vector<OptionText> texts(std::span<const OptionRow<Target>> rows) {
	std::vector<OptionText> list;
	for (const auto& r : rows) list.push_back({r.letter, r.name, r.takes, r.group, r.value, r.help, r.completion});
	return list;
}

/// getopt_long's two tables. A long option's code is 256 + its row, so that all spellings of a row count as one option
/// and an abbreviation that fits several of them is not ambiguous.
class GetoptTables {
public:
	template <class Target>
	explicit GetoptTables(std::span<const OptionRow<Target>> rows) {
		for (size_t i = 0; i < rows.size(); i++) {
			const auto& row = rows[i];
			if (row.letter) add_letter(row.letter, row.takes);
			add_words(row.name, row.takes, 256 + static_cast<int>(i));
			add_words(row.also, row.takes, 256 + static_cast<int>(i));
		}
		seal();
	}

	[[nodiscard]] const char* letters() const { return letters_.c_str(); }
	[[nodiscard]] const option* words() const { return options_.data(); }

private:
	void add_letter(char letter, Takes takes);
	void add_words(std::string_view words, Takes takes, int code);
	void seal();

	std::string letters_ = "+";
	std::vector<std::string> names_;
	std::vector<option> options_;
};

/// Reads the options of argv into `target`, up to the first refusal. getopt_long itself complains on stderr about
/// unknown, ambiguous and incomplete options; the refusal is then without text. `first` becomes the index of the first
/// word that is no option. `stop` ends the reading early (-h).
template <class Target>
Verdict read_options(std::span<char*> argv, std::span<const OptionRow<Target>> rows, Target& target, size_t& first,
					 bool (*stop)(const Target&)) {
	const GetoptTables tables(rows);
	optind = 0; // glibc: start afresh
	int word = -1;
	int code = 0;
	while ((code = getopt_long(static_cast<int>(argv.size()) - 1, argv.data(), tables.letters(), tables.words(),
							   &word)) != -1) {
		const bool long_form = word >= 0;
		const char* spelled = long_form ? tables.words()[word].name : nullptr;
		word = -1;
		if (code == '?') return Refusal{.text = {}, .try_help = true};
		size_t i = static_cast<size_t>(code - 256);
		if (!long_form)
			for (i = 0; rows[i].letter != code; i++);
		const auto& row = rows[i];
		Verdict verdict = (long_form && row.take_word ? row.take_word : row.take)(target, optarg);
		if (verdict && verdict->bad_value)
			verdict->text = std::string("invalid ") +
							(spelled ? std::string("--") + spelled : std::string("-") + row.letter) + " argument: '" +
							(optarg ? optarg : "") + "'";
		if (verdict) return verdict;
		if (stop(target)) break;
	}
	first = static_cast<size_t>(optind);
	return accept();
}

} // namespace strobe::cli
