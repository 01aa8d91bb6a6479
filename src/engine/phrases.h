// SPDX-License-Identifier: BSD-2-Clause
// Other programs' messages into sentences: patterns with wildcards, and forms with holes.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace strobe::engine {

/// Does `text` begin like the pattern? A % stands for any text up to what follows it in the pattern, at the pattern's
/// end for the rest; `found` gets what each stands for.
[[nodiscard]] bool match(std::string_view text, std::string_view pattern, std::vector<std::string_view>& found);

/// The form with what `value_of` says in place of each {name}, and {1}, {2} ... being what was found.
[[nodiscard]] std::string fill(std::string_view form, const std::vector<std::string_view>& found,
							   const std::function<std::string(std::string_view name)>& value_of);

} // namespace strobe::engine
