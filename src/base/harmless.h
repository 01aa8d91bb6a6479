// SPDX-License-Identifier: BSD-2-Clause
// Text of strangers that a terminal is shown: names in objects, files and lines of source.
#pragma once

#include <string>
#include <string_view>

namespace strobe {

/// Control characters become '?', also those of Unicode beyond ASCII (U+0080 to U+009F), but not those in
/// `keep`.
inline std::string harmless(std::string_view text, std::string_view keep = {}) {
	constexpr unsigned char kDelete = 0x7f, kC1Lead = 0xc2, kC1First = 0x80, kC1Last = 0x9f;
	std::string clean(text);
	for (size_t i = 0; i < clean.size(); i++) {
		const auto c = static_cast<unsigned char>(clean[i]);
		const unsigned char next = i + 1 < clean.size() ? static_cast<unsigned char>(clean[i + 1]) : 0;
		const bool control = c < ' ' || c == kDelete;
		if (c == kC1Lead && next >= kC1First && next <= kC1Last)
			clean.replace(i, 2, 1, '?');
		else if (control && keep.find(clean[i]) == std::string_view::npos)
			clean[i] = '?';
	}
	return clean;
}

} // namespace strobe
