// SPDX-License-Identifier: BSD-2-Clause
#include "spec/number_names.h"

#include <algorithm>
#include <fmt/format.h>

#include "spec/model.h"

namespace strobe::spec {

std::string ListedNames::text(uint64_t value) const {
	std::string text;
	uint64_t rest = value;
	for (const auto& [number, name] : list_) {
		if (number == value) return name;
		if (!flags_ || !number || (rest & number) != number) continue;
		text += (text.empty() ? "" : "|") + name;
		rest &= ~number;
	}
	if (!text.empty() && rest) text += fmt::format("|{:#x}", rest);
	return text;
}

std::optional<uint64_t> ListedNames::number(std::string_view name) const {
	const auto found = std::ranges::find(list_, name, &List::value_type::second);
	return found == list_.end() ? std::nullopt : std::optional(found->first);
}

std::vector<std::string> ListedNames::list() const {
	std::vector<std::string> names;
	for (const auto& [number, name] : list_) names.push_back(name);
	return names;
}

std::shared_ptr<const NumberNames> choice_of(const Xlat& names) {
	ListedNames::List list;
	for (const Name& n : names.names) list.emplace_back(n.value, n.text);
	return std::make_shared<ListedNames>(std::move(list));
}

} // namespace strobe::spec
