// SPDX-License-Identifier: BSD-2-Clause
#include "plan/predicate.h"

#include <algorithm>
#include <fmt/format.h>
#include <limits>

#include "plan/operand.h"
#include "spec/nearest.h"
#include "spec/registry.h"

namespace strobe::plan {

namespace {

using Op = Operator;

strobe_insn_op insn_of(Op op) {
	switch (op) {
	case Op::kBits: return STROBE_INSN_AND;
	case Op::kEqual: return STROBE_INSN_EQ;
	case Op::kUnequal: return STROBE_INSN_NE;
	case Op::kLess: return STROBE_INSN_LT;
	case Op::kLessEqual: return STROBE_INSN_LE;
	case Op::kGreater: return STROBE_INSN_GT;
	case Op::kGreaterEqual: return STROBE_INSN_GE;
	default: return STROBE_INSN_NOT;
	}
}

/// ENOENT or -ENOENT, where no field has that name.
std::optional<uint64_t> errno_value(std::string_view name, const spec::ProbeRow& row) {
	const bool minus = name.starts_with('-');
	if (minus) name.remove_prefix(1);
	const int number = row.field(name) ? 0 : spec::errno_named(name);
	if (number <= 0) return std::nullopt;
	return minus ? -static_cast<uint64_t>(number) : static_cast<uint64_t>(number);
}

class Compiler {
public:
	Compiler(const spec::ProbeRow& row, strobe_probe_plan& plan) : row_(row), plan_(plan) {}

	Result<> whole(const Expression& e) {
		if (auto ok = number(e); !ok) return ok.error();
		return Ok{};
	}

private:
	/// Pushes a number; the value says whether it is one of 64 bits without sign.
	Result<bool> number(const Expression& e) {
		switch (e.op) {
		case Op::kNumber: return constant(e.number);
		case Op::kText: return Error{"the text \"" + e.text + "\" stands where a number or a comparison is expected"};
		case Op::kName: return name(e);
		case Op::kNot: return inverted(e);
		case Op::kBoth: return chained(e, STROBE_INSN_UNLESS);
		case Op::kEither: return chained(e, STROBE_INSN_IF);
		case Op::kMatches: return matched(*e.left, *e.right, true);
		case Op::kEqual:
		case Op::kUnequal:
			if (names_number(*e.left, *e.right) || names_number(*e.right, *e.left)) break;
			if (is_text(*e.left) || is_text(*e.right)) return compared_texts(e);
			break;
		default: break;
		}
		return compared(e);
	}

	Result<bool> constant(uint64_t v) {
		return emit({.op = STROBE_INSN_PUSH, .value = {STROBE_SRC_CONST, 0, 0, 0}, .imm = v}, 1);
	}
	Result<bool> name(const Expression& e) {
		if (const auto number = errno_value(e.text, row_)) return constant(*number);
		if (e.text.starts_with('-'))
			return Error{"'" + e.text + "' is no error's name", "only numbers and names such as -ENOENT have a minus"};
		auto o = operand(e.text, row_);
		if (!o) return o.error();
		if (o->is_text())
			return Error{"'" + e.text + "' of " + row_.name + " is a text",
						 "compare it: " + e.text + " == \"...\", or with a pattern: " + e.text + " ~ \"*...\""};
		const auto value = value_of(*o, plan_);
		if (!value) return value.error();
		if (value->source == STROBE_SRC_CONST) return constant(strobe_constant(&*value));
		if (auto ok = emit({.op = STROBE_INSN_PUSH, .value = *value}, 1); !ok) return ok.error();
		return value->size == 8 && !value->is_signed;
	}
	Result<bool> inverted(const Expression& e) {
		if (auto ok = number(*e.left); !ok) return ok.error();
		return emit({.op = STROBE_INSN_NOT}, 0);
	}
	/// The right side runs only when the left one does not decide.
	Result<bool> chained(const Expression& e, strobe_insn_op op) {
		if (auto ok = number(*e.left); !ok) return ok.error();
		const unsigned jump = plan_.insns;
		if (auto ok = emit({.op = static_cast<__u8>(op)}, -1); !ok) return ok.error();
		if (auto ok = number(*e.right); !ok) return ok.error();
		plan_.insn[jump].arg = plan_.insns - jump - 1;
		return false;
	}
	Result<bool> compared(const Expression& e) {
		const auto left = side(e, *e.left, *e.right);
		if (!left) return left.error();
		const auto right = side(e, *e.right, *e.left);
		if (!right) return right.error();
		const bool is_unsigned = *left || *right || is_large(*e.left) || is_large(*e.right);
		if (auto ok = emit({.op = static_cast<__u8>(insn_of(e.op)), .value = {0, !is_unsigned, 0, 0}}, -1); !ok)
			return ok.error();
		return e.op == Op::kBits && is_unsigned;
	}
	/// One side of a comparison. As in C, -1 equals the largest number of an unsigned int.
	Result<bool> side(const Expression& comparison, const Expression& e, const Expression& other) {
		if (const auto field = field_of(other)) {
			const auto number = named_number(e, *field);
			if (!number) return number.error();
			if (*number) return constant(**number);
		}
		const bool equality = comparison.op == Op::kEqual || comparison.op == Op::kUnequal;
		if (equality && e.op == Op::kNumber && e.negative && is_unsigned_int(other))
			return constant(static_cast<uint32_t>(e.number));
		return number(e);
	}
	bool is_unsigned_int(const Expression& e) const {
		const auto o = field_of(e);
		return o && o->shape == spec::Shape::kUnsigned && o->size == sizeof(uint32_t) &&
			   o->place != spec::Place::kKnown;
	}
	/// What a name stands for, when it is no number; nothing: it is no name, or nothing is called so.
	std::optional<spec::ProbeField> field_of(const Expression& e) const {
		if (e.op == Op::kBits) return field_of(*e.left);
		if (e.op != Op::kName || errno_value(e.text, row_)) return std::nullopt;
		auto o = operand(e.text, row_);
		return o ? std::optional(std::move(*o)) : std::nullopt;
	}
	/// TCP_CLOSE beside a field whose numbers have names, or any constant of the kernel's; nothing: it is none.
	Result<std::optional<uint64_t>> named_number(const Expression& e, const spec::ProbeField& beside) const {
		const bool quoted = e.op == Op::kText && beside.is_number();
		if (!quoted &&
			(e.op != Op::kName || e.text.starts_with('-') || errno_value(e.text, row_) || operand(e.text, row_)))
			return std::optional<uint64_t>{};
		if (const auto number = beside.names ? beside.names->number(e.text) : std::nullopt) return number;
		if (const auto number = beside.types && !quoted ? beside.types->constant(e.text) : std::nullopt) return number;
		if (!beside.names) return std::optional<uint64_t>{};
		return Error{"'" + e.text + "' is none of the names of '" + beside.name + "' of " + row_.name,
					 name_hint(e.text, *beside.names)};
	}
	static std::string name_hint(std::string_view wanted, const spec::NumberNames& names) {
		const std::vector<std::string> list = names.list();
		if (list.empty()) return {};
		spec::Nearest nearest(wanted);
		for (const std::string& name : list) nearest.offer(name);
		if (!nearest.best().empty()) return "did you mean '" + std::string(nearest.best()) + "'?";
		constexpr size_t kShown = 16;
		const auto first = std::span(list).first(std::min(list.size(), kShown));
		return fmt::format("they are {}{}", fmt::join(first, ", "), list.size() > kShown ? ", ..." : "");
	}
	/// A constant that only fits without a sign.
	static bool is_large(const Expression& e) {
		return e.op == Op::kNumber && !e.negative &&
			   e.number > static_cast<uint64_t>(std::numeric_limits<int64_t>::max());
	}

	// ---- texts

	bool is_text(const Expression& e) const {
		const auto o = field_of(e);
		return e.op == Op::kText || (o && o->is_text());
	}
	/// A text beside a number that has names: cgroup == "/sys/fs/cgroup/system.slice".
	bool names_number(const Expression& text, const Expression& other) const {
		const auto o = text.op == Op::kText ? field_of(other) : std::nullopt;
		return o && o->is_number() && o->names;
	}
	Result<bool> compared_texts(const Expression& e) {
		const bool literal_left = e.left->op == Op::kText;
		const Expression &name = literal_left ? *e.right : *e.left, &literal = literal_left ? *e.left : *e.right;
		if (name.op == Op::kName && literal.op == Op::kName && !literal.text.starts_with('-') &&
			!operand(literal.text, row_))
			return Error{row_.name + " has no field '" + literal.text + "'",
						 "a text needs quotes: " + name.text + " == \"" + literal.text + "\""};
		if (name.op != Op::kName || literal.op != Op::kText)
			return Error{"a text can only be compared with a \"text\" in quotes"};
		if (auto ok = matched(name, literal, false); !ok) return ok;
		return e.op == Op::kEqual ? Result<bool>(false) : emit({.op = STROBE_INSN_NOT}, 0);
	}
	Result<bool> matched(const Expression& name, const Expression& literal, bool glob) {
		if (name.op != Op::kName)
			return Error{"~ needs the name of a text on its left side", "such as comm ~ \"nginx*\""};
		const auto o = operand(name.text, row_);
		if (!o) return o.error();
		if (!o->is_text())
			return Error{"'" + name.text + "' of " + row_.name + " is a number",
						 glob ? "compare it with == != < <= > >= or &" : "compare it with a number"};
		const auto pattern = add_pattern(literal.text, glob);
		if (!pattern) return pattern.error();
		const auto value = value_of(*o, plan_);
		if (!value) return value.error();
		return emit({.op = STROBE_INSN_MATCH, .arg = *pattern, .value = *value}, 1);
	}
	Result<uint32_t> add_pattern(const std::string& text, bool glob) {
		if (text.size() >= STROBE_PATTERN_LEN)
			return Error{fmt::format("the text \"{}\" is too long", text),
						 fmt::format("at most {} characters", STROBE_PATTERN_LEN - 1)};
		if (patterns_ == STROBE_PATTERNS)
			return Error{"too many texts in one expression", fmt::format("at most {}", STROBE_PATTERNS)};
		auto& pattern = plan_.pattern[patterns_];
		for (size_t i = 0; i < text.size(); i++) {
			const auto c = static_cast<uint8_t>(text[i]);
			if (c <= STROBE_ANY_CHAR) return Error{"a text may not hold the characters 1 and 2"};
			pattern[i] = glob && c == '*' ? STROBE_ANY_TEXT : glob && c == '?' ? STROBE_ANY_CHAR : c;
		}
		return patterns_++;
	}

	Result<bool> emit(const strobe_insn& insn, int values) {
		depth_ += values;
		if (plan_.insns == STROBE_INSNS || depth_ > static_cast<int>(STROBE_STACK))
			return Error{"the expression is too long for the kernel side",
						 fmt::format("at most {} names, numbers and operators, {} of them waiting at once",
									 STROBE_INSNS, STROBE_STACK)};
		plan_.insn[plan_.insns++] = insn;
		return false;
	}

	const spec::ProbeRow& row_;
	strobe_probe_plan& plan_;
	uint32_t patterns_ = 0;
	int depth_ = 0;
};

} // namespace

Result<> compile_predicate(const Expression& expression, const spec::ProbeRow& row, strobe_probe_plan& plan) {
	return Compiler(row, plan).whole(expression);
}

std::string explain_predicate(const strobe_probe_plan& plan) {
	static constexpr std::string_view kNames[] = {"push", "match", "not", "and", "eq",     "ne",
												  "lt",   "le",    "gt",  "ge",  "unless", "if"};
	static constexpr std::string_view kSources[] = {"",    "field", "pid",      "tid",    "uid",
													"cpu", "probe", "duration", "memory", "cgroup"};
	static constexpr std::string_view kTexts[] = {"comm", "chars", "dynamic", "relative", "string"};
	std::string text;
	for (unsigned i = 0; i < plan.insns; i++) {
		const strobe_insn& o = plan.insn[i];
		text += kNames[o.op];
		if (o.op == STROBE_INSN_PUSH && o.value.source == STROBE_SRC_CONST)
			text += fmt::format(" {}", static_cast<int64_t>(o.imm));
		else if (o.op == STROBE_INSN_PUSH)
			text += fmt::format(" {}", kSources[o.value.source]);
		else if (o.op == STROBE_INSN_MATCH)
			text += fmt::format(" {}", kTexts[o.value.source - STROBE_SRC_COMM]);
		if (o.value.size)
			text += fmt::format(" {}{}@{}", o.value.is_signed ? 's' : 'u', 8 * o.value.size, o.value.off);
		else if (o.value.source > STROBE_SRC_CHARS)
			text += fmt::format("@{}", o.value.off);
		if (o.op == STROBE_INSN_MATCH) {
			text += ' ';
			for (const uint8_t c : plan.pattern[o.arg])
				if (c) text += c == STROBE_ANY_TEXT ? '*' : c == STROBE_ANY_CHAR ? '?' : static_cast<char>(c);
		}
		if (o.op == STROBE_INSN_UNLESS || o.op == STROBE_INSN_IF) text += fmt::format(" +{}", o.arg);
		if (o.op >= STROBE_INSN_LT && o.op <= STROBE_INSN_GE && o.value.is_signed) text += " signed";
		text += '\n';
	}
	return text;
}

} // namespace strobe::plan
