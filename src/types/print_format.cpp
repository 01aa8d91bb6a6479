// SPDX-License-Identifier: BSD-2-Clause
#include "types/print_format.h"

#include <algorithm>
#include <cstdlib>
#include <memory>
#include <string>

extern "C" {
#include <traceevent/event-parse.h>
}

namespace strobe::types {

namespace {

using spec::ListedNames;
using spec::ProbeField;

ListedNames::List listed(const tep_print_flag_sym* names) {
	ListedNames::List list;
	for (; names; names = names->next)
		if (names->value && names->str) list.emplace_back(std::strtoull(names->value, nullptr, 0), names->str);
	return list;
}

bool is_constant(const tep_print_arg* a) {
	switch (a->type) {
	case TEP_PRINT_ATOM: return true;
	case TEP_PRINT_TYPE: return is_constant(a->typecast.item);
	case TEP_PRINT_OP: return is_constant(a->op.right) && (!a->op.left || is_constant(a->op.left));
	default: return false;
	}
}

/// The field behind casts and masks: (unsigned long)REC->flags, REC->flags & 0x3f; nullptr: it is not one alone.
ProbeField* field_of(const tep_print_arg* a, spec::ProbeRow& row) {
	while (a && (a->type == TEP_PRINT_TYPE || a->type == TEP_PRINT_OP)) {
		if (a->type == TEP_PRINT_OP && (std::string_view(a->op.op) != "&" || !is_constant(a->op.right))) return nullptr;
		a = a->type == TEP_PRINT_TYPE ? a->typecast.item : a->op.left;
	}
	if (!a || a->type != TEP_PRINT_FIELD) return nullptr;
	const auto f = std::ranges::find(row.fields, std::string_view(a->field.name), &ProbeField::name);
	return f == row.fields.end() || !f->is_number() ? nullptr : &*f;
}

/// Wherever in an expression it stands: (REC->flags) ? __print_flags(REC->flags, ...) : "none".
void take_names(const tep_print_arg* a, spec::ProbeRow& row) {
	if (!a) return;
	const bool flags = a->type == TEP_PRINT_FLAGS;
	if (flags || a->type == TEP_PRINT_SYMBOL) {
		ProbeField* f = field_of(flags ? a->flags.field : a->symbol.field, row);
		if (f) f->names = std::make_shared<ListedNames>(listed(flags ? a->flags.flags : a->symbol.symbols), flags);
	} else if (a->type == TEP_PRINT_OP) {
		take_names(a->op.left, row);
		take_names(a->op.right, row);
	}
}

/// %pS, %ps and their like print the name of an address.
bool names_code(std::string_view conversion) {
	return conversion.starts_with("%p") && conversion.size() > 2 &&
		   std::string_view("sSBfF").find(conversion[2]) != std::string_view::npos;
}

/// The arguments stand in the order of the conversions.
void take_addresses(std::string_view format, const tep_print_arg* a, spec::ProbeRow& row) {
	while (a) {
		const size_t at = format.find('%');
		if (at == std::string_view::npos) return;
		format.remove_prefix(at);
		if (format.starts_with("%%")) {
			format.remove_prefix(2);
			continue;
		}
		const size_t end = std::min(format.find_first_of("diouxXcsp", 1), format.size());
		for (size_t i = 1; a && i < end; i++)
			if (format[i] == '*') a = a->next;
		if (!a) return;
		if (ProbeField* f = names_code(format) ? field_of(a, row) : nullptr) f->is_code = true;
		format.remove_prefix(std::min(end + 1, format.size()));
		a = a->next;
	}
}

} // namespace

void name_numbers(std::string_view format_file, spec::ProbeRow& row) {
	const std::unique_ptr<tep_handle, decltype(&tep_free)> parser(tep_alloc(), tep_free);
	if (!parser) return;
	tep_set_loglevel(TEP_LOG_NONE);
	tep_set_long_size(parser.get(), sizeof(long));
	tep_event* event = nullptr; // the parser's
	const std::string category = row.name.substr(0, row.name.find(':'));
	tep_parse_format(parser.get(), &event, format_file.data(), format_file.size(), category.c_str());
	if (!event || (event->flags & TEP_EVENT_FL_FAILED)) return;
	for (const tep_print_arg* a = event->print_fmt.args; a; a = a->next) take_names(a, row);
	if (event->print_fmt.format) take_addresses(event->print_fmt.format, event->print_fmt.args, row);
}

} // namespace strobe::types
