// SPDX-License-Identifier: BSD-2-Clause
#include "tests/schema.h"

#include <algorithm>
#include <fstream>
#include <map>
#include <ostream>
#include <regex>
#include <vector>

namespace strobe::test {

Json parse_json(std::string_view text) {
	return Json::parse(text);
}

std::string dump(const Json& value) {
	return value.dump();
}

class Schema::Checker {
public:
	explicit Checker(const std::string& path) : root_(Json::parse(std::ifstream(path))) {}

	std::string errors(const Json& value) { return check(root_, value, "$"); }

private:
	std::string check(const Json& schema, const Json& value, const std::string& at) {
		for (const auto& [word, rule] : schema.items()) {
			std::string error = check(schema, word, rule, value, at);
			if (!error.empty()) return error;
		}
		return {};
	}

	std::string check(const Json& schema, const std::string& word, const Json& rule, const Json& v,
					  const std::string& at) {
		const auto need = [&at](bool ok, const std::string& what) { return ok ? "" : at + ": " + what; };
		if (word == "$ref") return check(resolve(rule), v, at);
		if (word == "anyOf") return any_of(rule, v, at);
		if (word == "const") return need(v == rule, "is not " + dump(rule));
		if (word == "enum") return need(std::find(rule.begin(), rule.end(), v) != rule.end(), "not in " + dump(rule));
		if (word == "type") return need(is_type(rule, v), dump(v) + " is no " + dump(rule));
		if (word == "minimum") return need(!v.is_number() || v >= rule, "less than " + dump(rule));
		if (word == "maximum") return need(!v.is_number() || v <= rule, "more than " + dump(rule));
		if (word == "pattern") return need(!v.is_string() || std::regex_search(v.get<std::string>(), regex(rule)), v);
		if (word == "minItems") return need(!v.is_array() || v.size() >= rule.get<size_t>(), "too few items");
		if (word == "items") return items(rule, v, at);
		if (word == "required") return required(rule, v, at);
		if (word == "properties") return properties(rule, v, at);
		if (word == "additionalProperties") return only(schema.at("properties"), rule, v, at);
		static const std::vector<std::string> kRemarks = {"$schema", "$comment", "$defs", "title", "description"};
		return need(std::find(kRemarks.begin(), kRemarks.end(), word) != kRemarks.end(), "unknown keyword " + word);
	}

	const Json& resolve(const std::string& ref) {
		return root_.at(Json::json_pointer(ref.substr(1))); // #/$defs/name
	}

	std::string any_of(const Json& rules, const Json& v, const std::string& at) {
		std::string why;
		for (const Json& rule : rules) {
			const std::string error = check(rule, v, at);
			if (error.empty()) return {};
			if (error.size() > why.size()) why = error; // the deepest one got furthest
		}
		return why;
	}

	static bool is_type(const std::string& type, const Json& v) {
		if (type == "object") return v.is_object();
		if (type == "array") return v.is_array();
		if (type == "string") return v.is_string();
		if (type == "integer") return v.is_number_integer();
		if (type == "number") return v.is_number();
		return type == "null" && v.is_null();
	}

	std::string items(const Json& rule, const Json& v, const std::string& at) {
		std::string error;
		for (size_t i = 0; v.is_array() && i < v.size() && error.empty(); i++)
			error = check(rule, v[i], at + "[" + std::to_string(i) + "]");
		return error;
	}

	static std::string required(const Json& names, const Json& v, const std::string& at) {
		for (const Json& name : names)
			if (v.is_object() && !v.contains(name.get<std::string>())) return at + ": no " + dump(name);
		return {};
	}

	std::string properties(const Json& rules, const Json& v, const std::string& at) {
		if (!v.is_object()) return {};
		for (const auto& [name, member] : v.items()) {
			if (!rules.contains(name)) continue;
			std::string error = check(rules.at(name), member, at + "." + name);
			if (!error.empty()) return error;
		}
		return {};
	}

	static std::string only(const Json& known, const Json& rule, const Json& v, const std::string& at) {
		if (rule != false) return at + ": additionalProperties may only be false";
		if (!v.is_object()) return {};
		for (const auto& [name, member] : v.items())
			if (!known.contains(name)) return at + ": unexpected " + name;
		return {};
	}

	const std::regex& regex(const std::string& pattern) {
		return patterns_.try_emplace(pattern, pattern).first->second;
	}

	const Json root_;
	std::map<std::string, std::regex> patterns_;
};

Schema::Schema(const std::string& path) : checker_(std::make_unique<Checker>(path)) {}

Schema::~Schema() = default;

std::string Schema::errors(const Json& value) {
	return checker_->errors(value);
}

} // namespace strobe::test

namespace nlohmann {

void PrintTo(const ordered_json& value, std::ostream* out) {
	*out << value.dump();
}

} // namespace nlohmann
