// SPDX-License-Identifier: BSD-2-Clause
// A validator for the part of JSON Schema that docs/strobe.schema.json uses; a keyword that it does not know is an
// error, so that nothing in the file goes unchecked. What takes the compiler long is in schema.cpp, once.
#pragma once

#include <iosfwd>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

namespace strobe::test {

using Json = nlohmann::ordered_json;

/// Throws what nlohmann::json throws.
Json parse_json(std::string_view text);
std::string dump(const Json& value);

class Schema {
public:
	explicit Schema(const std::string& path);
	~Schema();

	/// Empty, or where and why `value` does not conform.
	std::string errors(const Json& value);
	/// Of one object, as text.
	std::string errors_of(std::string_view line) { return errors(parse_json(line)); }

private:
	class Checker;
	std::unique_ptr<Checker> checker_;
};

} // namespace strobe::test

namespace nlohmann {

/// What gtest shows of one that is not as expected.
void PrintTo(const ordered_json& value, std::ostream* out);

} // namespace nlohmann
