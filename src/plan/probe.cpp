// SPDX-License-Identifier: BSD-2-Clause
#include "plan/probe.h"

#include <algorithm>
#include <cstdint>
#include <fmt/format.h>

#include "plan/aggregate.h"
#include "plan/operand.h"
#include "plan/predicate.h"

namespace strobe::plan {

namespace {

using spec::Place;
using spec::Shape;

uint32_t padded(uint32_t n) {
	return (n + 7) & ~7u;
}

Result<> add_capture(const spec::ProbeRow& row, const strobe_value& value, strobe_probe_plan& plan) {
	if (plan.captures == STROBE_PROBE_CAPTURES)
		return Error{fmt::format("{} would copy more than {} things of a hit", row.name, STROBE_PROBE_CAPTURES),
					 "fields at fixed places count as one; choose with --print"};
	plan.capture[plan.captures++] = value;
	return Ok{};
}

/// What lies at fixed offsets is one copy, the first one; each of the others follows, in order.
Result<> compile_captures(const spec::ProbeRow& row, std::span<const spec::ProbeField> fields,
						  strobe_probe_plan& plan) {
	uint32_t from = UINT32_MAX, end = 0;
	for (const spec::ProbeField& f : fields) {
		if (f.place != Place::kFixed) continue;
		from = std::min(from, f.offset);
		end = std::max(end, f.offset + f.size);
	}
	if (from < end)
		plan.capture[plan.captures++] = {STROBE_SRC_FIELD, 0,
										 static_cast<uint16_t>(std::min(end - from, STROBE_CAPTURE_MAX)), from};
	for (const spec::ProbeField& f : fields) {
		if (f.place == Place::kFixed || f.place == Place::kNowhere) continue;
		const auto value = value_of(f, plan);
		if (!value) return value.error();
		if (auto ok = add_capture(row, *value, plan); !ok) return ok;
	}
	return Ok{};
}

std::vector<std::string> names_in(std::string_view by) {
	std::vector<std::string> names;
	for (size_t at = 0; at <= by.size();) {
		const size_t comma = std::min(by.find(',', at), by.size());
		std::string_view name = by.substr(at, comma - at);
		while (!name.empty() && name.front() == ' ') name.remove_prefix(1);
		while (!name.empty() && name.back() == ' ') name.remove_suffix(1);
		names.emplace_back(name);
		at = comma + 1;
	}
	return names;
}

/// Room for a text and its NUL.
uint32_t text_size(const strobe_value& v) {
	if (v.source == STROBE_SRC_COMM) return STROBE_COMM_LEN;
	if (v.source != STROBE_SRC_CHARS) return STROBE_KEY_TEXT;
	return std::min(padded(v.size + 1u), STROBE_KEY_TEXT);
}

spec::StackKind stack_named(std::string_view name) {
	if (name == "kstack") return spec::StackKind::kKernel;
	return name == "ustack" ? spec::StackKind::kUser : spec::StackKind::kNone;
}

strobe_source source_of(const spec::GroupKey& key) {
	switch (key.stack) {
	case spec::StackKind::kKernel: return STROBE_SRC_KSTACK;
	case spec::StackKind::kUser: return STROBE_SRC_USTACK;
	default: return STROBE_SRC_PROBE;
	}
}

bool agree(const std::shared_ptr<const spec::NumberNames>& a, const std::shared_ptr<const spec::NumberNames>& b) {
	if (a == b || !a || !b) return a == b;
	const std::vector<std::string> list = a->list();
	const auto same = [&](const std::string& name) { return a->number(name) == b->number(name); };
	return !list.empty() && list == b->list() && a->are_flags() == b->are_flags() && std::ranges::all_of(list, same);
}

/// Unless a group is one probe's, its numbers can only have names that mean the same in all probes.
void join_names(std::vector<spec::GroupKey>& keys) {
	if (std::ranges::any_of(keys, &spec::GroupKey::is_probe)) return;
	for (spec::GroupKey& key : keys) {
		const bool same = std::ranges::all_of(key.names, [&](const auto& n) { return agree(n, key.names.front()); });
		key.names.resize(same ? 1 : 0);
	}
}

/// The same part of every plan's key: what it is, and its size in all of them.
Result<spec::GroupKey> compile_key(const std::string& name, std::span<const spec::ProbeRow> rows, ProbePlans& plans) {
	spec::GroupKey key{.name = name,
					   .is_probe = name == "probe",
					   .stack = stack_named(name),
					   .at = plans.key_size,
					   .size = sizeof(uint64_t)};
	for (size_t i = 0; i < rows.size(); i++) {
		spec::ProbeField o{.name = name};
		strobe_value value{static_cast<__u8>(source_of(key)), 0, 0, 0};
		if (!key.is_probe && key.stack == spec::StackKind::kNone) {
			auto found = operand(name, rows[i]);
			if (!found) return found.error();
			o = std::move(*found);
			const auto read = value_of(o, plans.plans[i]);
			if (!read) return read.error();
			value = *read;
		}
		if (i && o.is_text() != (key.shape == Shape::kText))
			return Error{fmt::format("'{}' is a {} in {}, but a {} in {}", name, o.is_text() ? "text" : "number",
									 rows[i].name, o.is_text() ? "number" : "text", rows[0].name)};
		if (!i || key.shape == Shape::kUnsigned) key.shape = o.shape;
		key.names.push_back(o.names);
		key.hex = o.hex && (!i || key.hex) ? o.size : 0;
		if (o.is_text()) key.size = i ? std::max(key.size, text_size(value)) : text_size(value);
		strobe_probe_plan& plan = plans.plans[i];
		plan.key[plan.keys++] = {value, key.at, 0};
	}
	for (strobe_probe_plan& plan : plans.plans) plan.key[plan.keys - 1].size = key.size;
	return key;
}

Result<> compile_keys(std::span<const spec::ProbeRow> rows, const std::string& by, ProbePlans& plans) {
	const auto names = names_in(by.empty() ? "probe" : by);
	if (names.size() > STROBE_KEYS) return Error{"--by has more than " + std::to_string(STROBE_KEYS) + " names"};
	for (const std::string& name : names) {
		if (name.empty()) return Error{"--by has a name missing", "such as --by 'comm, pid'"};
		auto key = compile_key(name, rows, plans);
		if (!key) return Error{"--by: " + key.error().message, key.error().hint};
		plans.key_size += key->size;
		plans.keys.push_back(std::move(*key));
	}
	join_names(plans.keys);
	return Ok{};
}

Result<std::vector<spec::ProbeField>> shown_fields(const spec::ProbeRow& row, const std::string& print) {
	std::vector<spec::ProbeField> fields;
	if (print.empty()) {
		fields = row.fields;
		for (spec::ProbeField& f : fields) name_numbers(f, row);
		return fields;
	}
	for (const std::string& name : names_in(print)) {
		if (name.empty()) return Error{"--print has a name missing", "such as --print 'comm, ret'"};
		auto field = shown(name, row);
		if (!field) return Error{"--print: " + field.error().message, field.error().hint};
		fields.push_back(std::move(*field));
	}
	return fields;
}

Error in_where(const Error& e) {
	return {"--where: " + e.message, e.hint};
}

} // namespace

Result<ProbePlans> compile_probes(std::span<const spec::ProbeRow> rows, const ProbeOptions& options) {
	ProbePlans plans{.plans = std::vector<strobe_probe_plan>(rows.size()), .shown = {}, .keys = {}};
	for (size_t i = 0; i < rows.size(); i++) {
		plans.plans[i].flags = rows[i].hook.timed ? STROBE_PROBE_TIMED : 0;
		if (rows[i].hook.whole) plans.plans[i].flags |= STROBE_PROBE_WHOLE;
		const auto first = std::ranges::find(rows, rows[i].name, &spec::ProbeRow::name);
		plans.plans[i].named = static_cast<uint32_t>(first - rows.begin());
	}
	if (!options.where.empty()) {
		const auto where = parse_expression(options.where);
		if (!where) return in_where(where.error());
		for (size_t i = 0; i < rows.size(); i++)
			if (auto ok = compile_predicate(**where, rows[i], plans.plans[i]); !ok) return in_where(ok.error());
	}
	if (options.count) {
		if (auto ok = compile_keys(rows, options.by, plans); !ok) return ok.error();
		if (auto ok = compile_aggregates(rows, options.aggregates, plans); !ok) return ok.error();
		return plans;
	}
	for (size_t i = 0; i < rows.size(); i++) {
		auto fields = shown_fields(rows[i], options.print);
		if (!fields) return fields.error();
		plans.shown.push_back(std::move(*fields));
		if (auto ok = compile_captures(rows[i], plans.shown[i], plans.plans[i]); !ok) return ok.error();
	}
	return plans;
}

} // namespace strobe::plan
