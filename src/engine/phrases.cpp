// SPDX-License-Identifier: BSD-2-Clause
#include "engine/phrases.h"

#include <algorithm>

namespace strobe::engine {

bool match(std::string_view text, std::string_view pattern, std::vector<std::string_view>& found) {
	found.clear();
	for (;;) {
		const size_t wildcard = pattern.find('%');
		const std::string_view words = pattern.substr(0, wildcard);
		if (!text.starts_with(words)) return false;
		text.remove_prefix(words.size());
		if (wildcard == std::string_view::npos) return true;
		pattern.remove_prefix(wildcard + 1);
		const std::string_view next = pattern.substr(0, pattern.find('%'));
		const size_t end = next.empty() ? text.size() : text.find(next);
		if (end == std::string_view::npos) return false;
		found.push_back(text.substr(0, end));
		text.remove_prefix(end);
	}
}

std::string fill(std::string_view form, const std::vector<std::string_view>& found,
				 const std::function<std::string(std::string_view name)>& value_of) {
	std::string out;
	while (!form.empty()) {
		const size_t open = form.find('{'), close = form.find('}', std::min(open, form.size()));
		out += form.substr(0, open);
		if (close == std::string_view::npos) break;
		const std::string_view name = form.substr(open + 1, close - open - 1);
		if (const size_t number = name.size() == 1 ? static_cast<size_t>(name[0] - '1') : 9; number < 9)
			out += number < found.size() ? found[number] : "";
		else
			out += name.empty() ? "{}" : value_of(name);
		form.remove_prefix(close + 1);
	}
	return out;
}

} // namespace strobe::engine
