// SPDX-License-Identifier: BSD-2-Clause
#include "cli/option_table.h"

#include "cli/numbers.h"

namespace strobe::cli {

void GetoptTables::add_letter(char letter, Takes takes) {
	letters_ += letter;
	if (takes == Takes::kValue) letters_ += ':';
}

void GetoptTables::add_words(std::string_view words, Takes takes, int code) {
	const int has_arg = takes == Takes::kValue        ? required_argument
						: takes == Takes::kMaybeValue ? optional_argument
													  : no_argument;
	for (std::string& name : split(words, " ")) {
		names_.push_back(std::move(name));
		options_.push_back({nullptr, has_arg, nullptr, code});
	}
}

void GetoptTables::seal() {
	for (size_t i = 0; i < names_.size(); i++) options_[i].name = names_[i].c_str();
	options_.push_back({nullptr, 0, nullptr, 0});
}

} // namespace strobe::cli
