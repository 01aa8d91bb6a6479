// SPDX-License-Identifier: BSD-2-Clause
#include "plan/operand.h"

#include <algorithm>
#include <charconv>
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
	{"pid", STROBE_SRC_PID, Shape::kUnsigned},       {"tid", STROBE_SRC_TID, Shape::kUnsigned},
	{"uid", STROBE_SRC_UID, Shape::kUnsigned},       {"cpu", STROBE_SRC_CPU, Shape::kUnsigned},
	{"comm", STROBE_SRC_COMM, Shape::kText},         {"duration", STROBE_SRC_DURATION, Shape::kDuration},
	{"cgroup", STROBE_SRC_CGROUP, Shape::kUnsigned},
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
	if (name == "duration")
		return {row.name + " has no duration", "returns have one: fexit:, kretprobe:, kfunc:, uretprobe:"};
	std::string hint =
		list.empty()
			? "it has no fields; there are pid, tid, uid, cpu, cgroup, comm; a text needs quotes"
			: "its fields are " + list + "; besides there are pid, tid, uid, cpu, cgroup, comm; a text needs quotes";
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

// ---- casts

/// The field becomes what lies where it points to.
Result<> follow(ProbeField& f, std::string_view cast) {
	const bool address = f.shape == Shape::kPointer || (f.shape == Shape::kUnsigned && f.size == sizeof(uint64_t));
	if (!address || (f.place != Place::kFixed && f.place != Place::kMemory))
		return Error{"'" + f.name + "' is no address, so ':" + std::string(cast) + "' has no meaning",
					 "pointers and arrays have bytes; :hex and :u32 go with numbers"};
	if (f.place == Place::kFixed) f.walk = {.at = f.offset, .steps = {}, .user = f.walk.user};
	f.walk.steps.push_back(0);
	f.place = Place::kMemory;
	return Ok{};
}

bool has_bytes(const ProbeField& f) {
	return f.shape == Shape::kText || f.shape == Shape::kArray || f.shape == Shape::kBytes || f.shape == Shape::kStruct;
}

Result<> make_text(ProbeField& f) {
	if (!has_bytes(f)) {
		if (auto ok = follow(f, "str"); !ok) return ok;
		f.size = STROBE_CAPTURE_MAX - 1;
	}
	f.shape = Shape::kText;
	return Ok{};
}

/// A text that was followed becomes its address again.
Result<> make_address(ProbeField& f) {
	const bool followed = f.is_text() && f.place == Place::kMemory && f.type.ends_with('*');
	if (!followed && (!f.is_number() || f.place == Place::kKnown || f.size != sizeof(uint64_t)))
		return Error{"'" + f.name + "' is no address, so ':ptr' has no meaning", "numbers have :hex"};
	if (followed) f.walk.steps.pop_back();
	if (f.walk.steps.empty() && followed) {
		f.place = Place::kFixed;
		f.offset = f.walk.at;
	}
	f.shape = Shape::kPointer;
	f.size = sizeof(uint64_t);
	f.is_result = false;
	return Ok{};
}

Result<> make_bytes(ProbeField& f, uint32_t size) {
	if (size == 0 || size >= STROBE_CAPTURE_MAX)
		return Error{fmt::format("'{}' of {} bytes", f.name, size),
					 fmt::format("1 to {} bytes", STROBE_CAPTURE_MAX - 1)};
	if (!has_bytes(f)) {
		if (auto ok = follow(f, std::to_string(size)); !ok) return ok;
		f.size = size;
	}
	f.shape = Shape::kBytes;
	f.size = f.place == Place::kFixed ? std::min(f.size, size) : size;
	return Ok{};
}

Result<> make_hex(ProbeField& f) {
	f.hex = true;
	if (f.shape == Shape::kArray || f.shape == Shape::kStruct) f.shape = Shape::kBytes;
	if (f.shape == Shape::kDuration) f.shape = Shape::kUnsigned;
	f.names = nullptr;
	f.is_result = false;
	return Ok{};
}

/// ":s32": `f` may be wider.
Result<> make_number(ProbeField& f, bool is_signed, uint32_t bits) {
	if (!f.is_number() || f.place == Place::kKnown || f.bits || bits > 8 * f.size)
		return Error{fmt::format("'{}' is no number of {} bits", f.name, bits), "a cast to a number cannot widen it"};
	f.shape = is_signed ? Shape::kSigned : Shape::kUnsigned;
	f.size = bits / 8;
	f.names = nullptr;
	f.is_result = f.is_code = false;
	f.type = (is_signed ? "s" : "u") + std::to_string(bits);
	f.types = nullptr;
	return Ok{};
}

std::optional<uint32_t> number_in(std::string_view text) {
	uint32_t n = 0;
	const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), n);
	if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
	return n;
}

Result<> cast_to(ProbeField& f, std::string_view cast) {
	if (cast == "str") return make_text(f);
	if (cast == "ptr") return make_address(f);
	if (cast == "hex") return make_hex(f);
	if (const auto size = number_in(cast)) return make_bytes(f, *size);
	if (cast.starts_with('s') || cast.starts_with('u')) {
		const uint32_t bits = number_in(cast.substr(1)).value_or(0);
		if (bits == 8 || bits == 16 || bits == 32 || bits == 64) return make_number(f, cast[0] == 's', bits);
	}
	return Error{"'" + f.name + "' has an unknown cast ':" + std::string(cast) + "'",
				 "casts are :str, :ptr, :hex, :N (so many bytes), :u8 to :u64 and :s8 to :s64"};
}

/// What a value that is none is instead.
Error no_value(const ProbeField& f, const spec::ProbeRow& row) {
	const std::string what = "'" + f.name + "' of " + row.name;
	if (f.bits) return {what + " is a bit field", "bit fields can be printed, not compared"};
	if (f.shape != Shape::kStruct) return {what + " is an array", "numbers and texts can be compared"};
	const auto names = f.types ? f.types->members(f) : std::vector<std::string>{};
	return {what + " is a " + f.type, fmt::format("name a member: {}", fmt::join(names, ", "))};
}

} // namespace

Result<ProbeField> resolve(std::string_view text, const spec::ProbeRow& row) {
	const size_t colon = std::min(text.find(':'), text.size());
	std::string_view rest = text.substr(0, colon), casts = text.substr(colon);
	const bool only_field = rest.starts_with(kArguments);
	if (only_field) rest.remove_prefix(kArguments.size());
	auto field = first_field(next_word(rest), row, only_field);
	while (field && !rest.empty()) {
		const std::string_view name = next_word(rest);
		auto member = field->types ? field->types->member(*field, name) : std::nullopt;
		if (!member) return no_member(*field, name);
		field = std::move(*member);
	}
	if (!field) return field;
	if (field->place != Place::kKnown) field->name = text.substr(0, colon);
	while (!casts.empty()) {
		casts.remove_prefix(1);
		const size_t end = std::min(casts.find(':'), casts.size());
		if (auto ok = cast_to(*field, casts.substr(0, end)); !ok) return ok.error();
		casts.remove_prefix(end);
	}
	if (field->place != Place::kKnown) field->name = text;
	name_numbers(*field, row);
	return field;
}

void name_numbers(ProbeField& field, const spec::ProbeRow& row) {
	if (field.is_number() && !field.names && !field.hex && row.names) field.names = row.names->of(field, row);
}

Result<ProbeField> shown(std::string_view text, const spec::ProbeRow& row) {
	auto field = resolve(text, row);
	if (field && field->shape == Shape::kStruct) {
		Error error = no_value(*field, row);
		error.hint += "; or see its bytes: " + field->name + ":hex";
		return error;
	}
	return field;
}

Result<ProbeField> operand(std::string_view text, const spec::ProbeRow& row) {
	auto field = resolve(text, row);
	if (field && field->place == Place::kNowhere)
		return Error{"'" + field->name + "' of " + row.name + " cannot be read: it is a " + field->type,
					 "integers, pointers and texts can be, where they are in memory or in registers of their own"};
	if (field && (field->bits || (!field->is_number() && !field->is_text()))) return no_value(*field, row);
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
