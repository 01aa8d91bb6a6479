// SPDX-License-Identifier: BSD-2-Clause
#include "types/print_format.h"

#include <algorithm>
#include <cctype>
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

/// libtraceevent loses the parentheses of REC->flags & (1 | 2): it says (REC->flags & 1) | 2.
bool is_mask(const tep_print_arg* a) {
	const std::string_view op = a->op.op;
	return (op == "&" || op == "|") && is_constant(a->op.right);
}

/// The field behind casts and masks: (unsigned long)REC->flags, REC->flags & 0x3f; nullptr: it is not one alone.
ProbeField* field_of(const tep_print_arg* a, spec::ProbeRow& row) {
	while (a && (a->type == TEP_PRINT_TYPE || a->type == TEP_PRINT_OP)) {
		if (a->type == TEP_PRINT_OP && !is_mask(a)) return nullptr;
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

/// libtraceevent 1.7 reads through a null pointer when the text names a field that is not there.
bool names_only_fields(std::string_view text) {
	constexpr std::string_view kRecord = "REC->";
	for (size_t at = text.find(kRecord); at != std::string_view::npos; at = text.find(kRecord, at)) {
		at += kRecord.size();
		size_t end = at;
		while (end < text.size() && (std::isalnum(static_cast<unsigned char>(text[end])) || text[end] == '_')) end++;
		const std::string name(text.substr(at, end - at));
		const auto declared = [&](char behind) { return text.find(" " + name + behind) != std::string_view::npos; };
		if (name.empty() || (!declared(';') && !declared('['))) return false;
	}
	return true;
}

} // namespace

void name_numbers(std::string_view format_file, spec::ProbeRow& row) {
	if (!names_only_fields(format_file)) return;
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
