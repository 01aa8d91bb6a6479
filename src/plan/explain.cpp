// SPDX-License-Identifier: BSD-2-Clause
#include "plan/explain.h"

#include <fmt/format.h>

namespace strobe::plan {

namespace {

using Args = std::span<const spec::Arg>;

std::string name_of(Args args, unsigned i) {
	return i < args.size() ? std::string(args[i].name) : fmt::format("argument {}", i);
}

std::string_view moment(unsigned flags) {
	if (flags & STROBE_OP_ENTRY) return "entry";
	return flags & STROBE_OP_OK_ONLY ? "exit, unless failed" : "exit";
}

/// How many bytes, before the limit is applied.
std::string length(const strobe_op& op, Args args) {
	if (op.kind == STROBE_OP_STR) return "a string";
	const std::string times = op.scale == 1 ? "" : fmt::format("{} * ", op.scale);
	switch (op.len_from) {
	case STROBE_LEN_CONST:
		if (op.flags & STROBE_OP_TO_NULL) return fmt::format("pointers up to NULL");
		return fmt::format("{} bytes", op.len_value * op.scale);
	case STROBE_LEN_ARG: return times + name_of(args, op.len_value) + " bytes";
	case STROBE_LEN_RET: return times + "as many bytes as returned";
	case STROBE_LEN_PTR: return fmt::format("{}*{} bytes", times, name_of(args, op.len_value));
	case STROBE_LEN_FIELD: return fmt::format("{}[u{} at +{}] bytes", times, op.len_width * 8, op.len_value);
	case STROBE_LEN_BITS: return name_of(args, op.len_value) + " bits";
	default: return "?";
	}
}

/// The limit, unless the length is a smaller constant.
std::string limit(const strobe_op& op) {
	const bool constant = op.kind == STROBE_OP_MEM && op.len_from == STROBE_LEN_CONST;
	if (constant && !(op.flags & STROBE_OP_TO_NULL) && op.len_value * op.scale <= op.max) return {};
	return fmt::format(", at most {} bytes", op.max);
}

std::string place(const strobe_op& op, Args args) {
	if (op.parent != STROBE_NO_PARENT)
		return op.stride ? fmt::format(" at the pointer at +{} in each {} bytes of #{}, {} times at most", op.ptr_off,
									   op.stride, op.parent, op.count_max)
						 : fmt::format(" at the pointer at +{} of #{}", op.ptr_off, op.parent);
	if (op.arg == STROBE_ARG_STACK) return fmt::format(" at the stack pointer + {}", op.ptr_off);
	return " at " + name_of(args, op.arg) + (op.ptr_off ? fmt::format(" + {}", op.ptr_off) : "");
}

} // namespace

std::string explain(const strobe_plan& plan, Args args) {
	std::string text;
	for (unsigned i = 0; i < plan.n_ops; i++) {
		const strobe_op& op = plan.op[i];
		text += fmt::format("#{} {}: {}{}{}", i, moment(op.flags), length(op, args), place(op, args), limit(op));
		if (op.flags & STROBE_OP_BUDGET) text += ", together as many as returned";
		if (op.flags & STROBE_OP_RETRY) text += "; if unreadable, again at exit";
		text += '\n';
	}
	return text;
}

} // namespace strobe::plan
