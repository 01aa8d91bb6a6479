// SPDX-License-Identifier: BSD-2-Clause
#include "decode/special.h"

#include <algorithm>
#include <vector>

namespace strobe::decode {

namespace {

std::vector<Special> all() {
	std::vector<Special> v;
	for (const auto table : {exec_specials(), file_specials(), message_specials(), poll_specials(), process_specials(),
							 signal_specials(), time_specials()})
		v.insert(v.end(), table.begin(), table.end());
	std::sort(v.begin(), v.end(), [](const Special& a, const Special& b) { return a.name < b.name; });
	return v;
}

} // namespace

const Special* find_special(std::string_view name) {
	static const std::vector<Special> sorted = all();
	const auto at = std::lower_bound(sorted.begin(), sorted.end(), name,
									 [](const Special& s, std::string_view n) { return s.name < n; });
	return at != sorted.end() && at->name == name ? &*at : nullptr;
}

} // namespace strobe::decode
