// SPDX-License-Identifier: BSD-2-Clause
// What stands between a word of the command line and its use: nothing, or the reason why it is refused.
#pragma once

#include <optional>
#include <string>
#include <utility>

namespace strobe::cli {

struct Refusal {
	std::string text;       ///< one sentence, without the program's name
	bool try_help = false;  ///< followed by "Try 'strobe -h' for more information."
	bool bad_value = false; ///< the sentence is "invalid -X argument: 'VALUE'"; only the caller knows how X was written
	std::string hint{};     ///< what to do about it; may be empty
};

/// Nothing: accepted.
using Verdict = std::optional<Refusal>;

inline Verdict accept() {
	return std::nullopt;
}
/// The whole of what most options without a value do.
inline Verdict set(bool& flag) {
	flag = true;
	return accept();
}
inline Verdict refuse(std::string text, std::string hint = {}) {
	return Refusal{.text = std::move(text), .hint = std::move(hint)};
}
inline Verdict refuse_with_help(std::string text) {
	return Refusal{.text = std::move(text), .try_help = true};
}
inline Verdict bad_value() {
	return Refusal{.text = {}, .try_help = true, .bad_value = true};
}

} // namespace strobe::cli
