// SPDX-License-Identifier: BSD-2-Clause
#include "plan/operand.h"

#include <algorithm>
#include <cstring>
#include <fmt/format.h>

#include "spec/nearest.h"

namespace strobe::plan {

namespace {

using spec::Place;
using spec::ProbeField;
using spec::Shape;

struct Known {
	std::string_view name;
	strobe_source source;
	Shape shape;
};

constexpr Known kKnown[] = {
	{"pid", STROBE_SRC_PID, Shape::kUnsigned}, {"tid", STROBE_SRC_TID, Shape::kUnsigned},
	{"uid", STROBE_SRC_UID, Shape::kUnsigned}, {"cpu", STROBE_SRC_CPU, Shape::kUnsigned},
	{"comm", STROBE_SRC_COMM, Shape::kText},   {"duration", STROBE_SRC_DURATION, Shape::kUnsigned},
};

constexpr std::string_view kArguments = "args.";

Error unknown(std::string_view name, const spec::ProbeRow& row) {
	spec::Nearest nearest(name);
	std::string list;
	for (const Known& k : kKnown) nearest.offer(k.name);
	for (const ProbeField& f : row.fields) {
		nearest.offer(f.name);
		list += (list.empty() ? "" : ", ") + f.name;
	}
	std::string hint = "its fields are " + list + "; besides there are pid, tid, uid, cpu, comm; a text needs quotes";
	if (!nearest.best().empty()) hint = "did you mean '" + std::string(nearest.best()) + "'?";
	return {row.name + " has no field '" + std::string(name) + "'", std::move(hint)};
}

strobe_source source_of(const ProbeField& f) {
	const bool text = f.shape == Shape::kText;
	switch (f.place) {
	case Place::kDynamic: return STROBE_SRC_DYNAMIC;
	case Place::kRelative: return STROBE_SRC_RELATIVE;
	case Place::kMemory: return text ? STROBE_SRC_STRING : STROBE_SRC_MEMORY;
	case Place::kKnown: return std::ranges::find(kKnown, f.name, &Known::name)->source;
	case Place::kConstant: return STROBE_SRC_CONST;
	default: return text ? STROBE_SRC_CHARS : STROBE_SRC_FIELD;
	}
}

/// The word up to the next "." or "->", which are taken as well.
std::string_view next_word(std::string_view& text) {
	const size_t end = std::min({text.find('.'), text.find("->"), text.size()});
	const std::string_view word = text.substr(0, end);
	text.remove_prefix(std::min(text.size(), end + (text.substr(end).starts_with("->") ? 2 : 1)));
	return word;
}

Result<ProbeField> first_field(std::string_view name, const spec::ProbeRow& row, bool only_field) {
	if (!only_field)
		for (const Known& k : kKnown)
			if (k.name == name && (k.source != STROBE_SRC_DURATION || row.hook.timed))
				return ProbeField{.name = std::string(name), .shape = k.shape, .place = Place::kKnown, .size = 8};
	if (const ProbeField* f = row.field(name)) return *f;
	return unknown(name, row);
}

Error no_member(const ProbeField& f, std::string_view name) {
	const std::vector<std::string> names = f.types ? f.types->members(f) : std::vector<std::string>{};
	if (names.empty())
		return {"'" + f.name + "' has no members: " + (f.type.empty() ? "its type is not known" : "it is a " + f.type)};
	spec::Nearest nearest(name);
	for (const std::string& n : names) nearest.offer(n);
	std::string hint = "it has " + fmt::format("{}", fmt::join(names, ", "));
	if (!nearest.best().empty()) hint = "did you mean '" + std::string(nearest.best()) + "'?";
	return {"'" + f.name + "' (" + f.type + ") has no member '" + std::string(name) + "'", std::move(hint)};
}

} // namespace

Result<ProbeField> resolve(std::string_view text, const spec::ProbeRow& row) {
	std::string_view rest = text;
	const bool only_field = rest.starts_with(kArguments);
	if (only_field) rest.remove_prefix(kArguments.size());
	auto field = first_field(next_word(rest), row, only_field);
	while (field && !rest.empty()) {
		const std::string_view name = next_word(rest);
		auto member = field->types ? field->types->member(*field, name) : std::nullopt;
		if (!member) return no_member(*field, name);
		field = std::move(*member);
	}
	if (field && field->place != Place::kKnown) field->name = text;
	return field;
}

Result<ProbeField> operand(std::string_view text, const spec::ProbeRow& row) {
	auto field = resolve(text, row);
	if (field && field->place == Place::kNowhere)
		return Error{"'" + field->name + "' of " + row.name + " cannot be read: it is a " + field->type,
					 "integers, pointers and texts can be, where they are in memory or in registers of their own"};
	if (field && field->shape == Shape::kArray)
		return Error{"'" + field->name + "' of " + row.name + " is an array", "numbers and texts can be compared"};
	return field;
}

Result<strobe_value> value_of(const ProbeField& f, strobe_probe_plan& plan) {
	strobe_value value{static_cast<uint8_t>(source_of(f)), f.shape == Shape::kSigned, static_cast<uint16_t>(f.size),
					   f.offset};
	if (f.place == Place::kKnown) value.size = 0;
	if (f.place != Place::kMemory) return value;
	strobe_walk walk{.at = f.walk.at, .steps = static_cast<uint8_t>(f.walk.steps.size()), .user = f.walk.user};
	if (f.walk.steps.size() > STROBE_WALK_STEPS)
		return Error{fmt::format("'{}' follows {} pointers", f.name, f.walk.steps.size()),
					 fmt::format("at most {}", STROBE_WALK_STEPS)};
	std::ranges::copy(f.walk.steps, walk.step);
	if (value.source == STROBE_SRC_STRING) value.size = std::min<uint16_t>(value.size, STROBE_CAPTURE_MAX - 1);
	for (value.off = 0; value.off < plan.walks; value.off++)
		if (std::memcmp(&plan.walk[value.off], &walk, sizeof walk) == 0) return value;
	if (plan.walks == STROBE_WALKS)
		return Error{"too many ways through memory in one probe", fmt::format("at most {}", STROBE_WALKS)};
	plan.walk[plan.walks++] = walk;
	return value;
}

} // namespace strobe::plan
