// SPDX-License-Identifier: BSD-2-Clause
#include "plan/aggregate.h"

#include <fmt/format.h>

#include "plan/operand.h"

namespace strobe::plan {

namespace {

using spec::Aggregate;
using spec::AggregateKind;
using spec::Place;
using spec::Shape;

static_assert(spec::kMostColumns == STROBE_COLUMNS);

bool is_time(const spec::ProbeField& f) {
	return f.place == Place::kKnown && f.name == "duration";
}

strobe_column_op op_of(AggregateKind kind) {
	switch (kind) {
	case AggregateKind::kMinimum: return STROBE_COLUMN_MIN;
	case AggregateKind::kMaximum: return STROBE_COLUMN_MAX;
	default: return STROBE_COLUMN_SUM; // an average is a sum by the count
	}
}

Error in_option(const Aggregate& a, const Error& e) {
	return {"--" + std::string(spec::name_of(a.kind)) + ": " + e.message, e.hint};
}

Result<> add_column(std::span<const spec::ProbeRow> rows, const Aggregate& a, ProbePlans& plans) {
	const size_t number = plans.columns.size();
	if (number == STROBE_COLUMNS)
		return Error{"too many columns", fmt::format("at most {} of --sum, --avg, --min and --max", STROBE_COLUMNS)};
	spec::Column column{.kind = a.kind, .expression = a.expression};
	for (size_t i = 0; i < rows.size(); i++) {
		const auto field = number_named(a.expression, rows[i]);
		if (!field) return in_option(a, field.error());
		const auto value = value_of(*field, plans.plans[i]);
		if (!value) return in_option(a, value.error());
		plans.plans[i].column[number] = {*value, static_cast<__u8>(op_of(a.kind)), 0, {}};
		column.is_signed |= field->shape == Shape::kSigned;
		column.is_time |= is_time(*field);
	}
	for (strobe_probe_plan& plan : plans.plans) plan.column[number].is_signed = column.is_signed;
	plans.columns.push_back(std::move(column));
	return Ok{};
}

uint64_t steps_of(const Aggregate& a) {
	return (static_cast<uint64_t>(a.high) - static_cast<uint64_t>(a.low) + a.step - 1) / a.step;
}

Result<> set_histogram(std::span<const spec::ProbeRow> rows, const Aggregate& a, ProbePlans& plans) {
	const bool linear = a.kind == AggregateKind::kLinearHistogram;
	spec::Histogram histogram{.expression = a.expression,
							  .linear = linear,
							  .low = a.low,
							  .high = a.high,
							  .step = a.step,
							  .at = plans.key_size};
	for (size_t i = 0; i < rows.size(); i++) {
		const auto field = number_named(a.expression, rows[i]);
		if (!field) return in_option(a, field.error());
		const auto value = value_of(*field, plans.plans[i]);
		if (!value) return in_option(a, value.error());
		plans.plans[i].histogram = {
			*value,         static_cast<__u32>(linear ? STROBE_SCALE_LINEAR : STROBE_SCALE_LOG2),
			plans.key_size, a.low,
			a.step,         linear ? steps_of(a) : 0};
		histogram.is_time |= is_time(*field);
	}
	plans.key_size += sizeof(uint64_t);
	plans.histogram = std::move(histogram);
	return Ok{};
}

} // namespace

Result<spec::ProbeField> number_named(std::string_view text, const spec::ProbeRow& row) {
	auto field = resolve(text, row);
	if (field && (field->bits || field->place == Place::kNowhere)) return operand(text, row); // tells why not
	if (!field || field->is_number()) return field;
	return Error{"'" + std::string(text) + "' of " + row.name + " is " + (field->is_text() ? "a text" : "an array"),
				 field->is_text() ? "count its values: --count --by " + std::string(text)
								  : "only numbers can be added"};
}

Result<> compile_aggregates(std::span<const spec::ProbeRow> rows, std::span<const Aggregate> wanted,
							ProbePlans& plans) {
	for (const Aggregate& a : wanted) {
		if (a.kind == AggregateKind::kCount) continue;
		auto ok = spec::is_histogram(a.kind) ? set_histogram(rows, a, plans) : add_column(rows, a, plans);
		if (!ok) return ok;
	}
	return Ok{};
}

} // namespace strobe::plan
