// SPDX-License-Identifier: BSD-2-Clause
#include "front/object_list.h"

#include <algorithm>
#include <fmt/format.h>
#include <vector>

#include "base/textbuf.h"
#include "out/text.h"

namespace strobe::front {

namespace {

using Line = std::vector<std::string>;

/// Two blanks, then columns as wide as their longest cell.
std::string section(const std::string& title, const std::vector<Line>& lines) {
	if (lines.empty()) return {};
	std::vector<size_t> widths;
	for (const Line& line : lines) {
		widths.resize(std::max(widths.size(), line.size()));
		for (size_t i = 0; i < line.size(); i++) widths[i] = std::max(widths[i], line[i].size());
	}
	std::string text = title + ":\n";
	for (const Line& line : lines) {
		std::string one = " ";
		for (size_t i = 0; i < line.size(); i++) one += fmt::format(" {:<{}}", line[i], widths[i]);
		one.resize(one.find_last_not_of(' ') + 1);
		text += one + "\n";
	}
	return text;
}

/// Declared as C does: "char name[16]".
std::string declaration(const spec::DataType* type, const std::string& name) {
	if (!type) return name;
	std::string counts;
	const spec::DataType* inner = type;
	for (; inner->element; inner = inner->element) counts += "[" + std::to_string(inner->count) + "]";
	return inner->name + (inner->name.ends_with('*') ? "" : " ") + name + counts;
}

std::string value_text(engine::UserObject& object, const engine::UserVariable& variable, const spec::DataType* type) {
	TextBuf text;
	out::TextSink sink(text);
	if (type) decode::typed({.type = type, .bytes = object.initial(variable)}, {}, sink);
	return std::string(text.view());
}

std::vector<Line> variables(engine::UserObject& object, types::DataTypes& types,
							bool (engine::UserVariable::*which)() const) {
	std::vector<Line> lines;
	for (const engine::UserVariable& v : object.variables()) {
		if (!(v.*which)()) continue;
		const spec::DataType* type = types.type(v.type);
		lines.push_back({declaration(type, v.name), "= " + value_text(object, v, type)});
	}
	return lines;
}

std::string type_text(types::DataTypes& types, uint32_t id, uint32_t size) {
	const spec::DataType* type = types.type(id);
	return type ? type->name : size ? std::to_string(size) + " bytes" : "";
}

} // namespace

std::string parameter_list(engine::UserObject& object, types::DataTypes& types) {
	const auto lines = variables(object, types, &engine::UserVariable::is_parameter);
	if (lines.empty()) return object.name() + " has no parameters\n";
	return section("parameters, for --set NAME=VALUE", lines);
}

std::string object_list(engine::UserObject& object, types::DataTypes& types, const EventTypes& events) {
	std::vector<Line> programs, maps, structures;
	for (const engine::UserProgram& p : object.programs()) programs.push_back({p.name, "SEC(\"" + p.section + "\")"});
	for (const engine::UserMap& m : object.maps()) {
		if (m.is_section || m.is_own()) continue;
		std::string what;
		if (m.is_table())
			what = type_text(types, m.key_type, m.key_size) + " -> " + type_text(types, m.value_type, m.value_size);
		maps.push_back({m.name, m.type_name(), m.max_entries ? std::to_string(m.max_entries) : "", what});
	}
	for (const spec::DataType* type : events.possible()) {
		std::string members;
		for (const spec::DataMember& m : type->members)
			members += (members.empty() ? "" : "; ") + declaration(m.type, m.name);
		if (std::ranges::find(structures, type->name, [](const Line& l) { return l[0]; }) == structures.end())
			structures.push_back({type->name, "{ " + members + " }"});
	}
	return section("programs", programs) + section("maps", maps) + section("events", structures) +
		   section("parameters", variables(object, types, &engine::UserVariable::is_parameter)) +
		   section("globals", variables(object, types, &engine::UserVariable::is_result));
}

} // namespace strobe::front
