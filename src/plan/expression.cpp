// SPDX-License-Identifier: BSD-2-Clause
#include "plan/expression.h"

#include <cctype>
#include <charconv>
#include <optional>

namespace strobe::plan {

namespace {

using Tree = std::unique_ptr<Expression>;

// The tree is walked by recursion: parentheses and ! may nest as deep as this, and so many operators make a chain that
// is as deep. The kernel side takes fewer.
constexpr unsigned kDepth = 64, kMostOperators = 1024;

bool starts_name(char c) {
	return std::isalpha(static_cast<unsigned char>(c)) || c == '_';
}
bool in_name(char c) {
	return std::isalnum(static_cast<unsigned char>(c)) || c == '_' || c == '.';
}
/// How much of the text is a name: words joined by "." and "->", then casts such as ":str".
size_t name_length(std::string_view text) {
	size_t end = 1; // a letter, or a minus
	while (end < text.size()) {
		const bool arrow = text.substr(end).starts_with("->") && end + 2 < text.size() && starts_name(text[end + 2]);
		const bool cast =
			text[end] == ':' && end + 1 < text.size() && std::isalnum(static_cast<unsigned char>(text[end + 1]));
		if (!in_name(text[end]) && !arrow && !cast) break;
		end += arrow ? 2 : 1;
	}
	return end;
}
/// Of a glob without quotes.
bool in_glob(char c) {
	return !std::isspace(static_cast<unsigned char>(c)) &&
		   std::string_view("()&|\"'").find(c) == std::string_view::npos;
}

struct Sign {
	std::string_view text;
	Operator op;
};

// longer ones first
constexpr Sign kComparisons[] = {
	{"==", Operator::kEqual}, {"!=", Operator::kUnequal}, {"<=", Operator::kLessEqual}, {">=", Operator::kGreaterEqual},
	{"<", Operator::kLess},   {">", Operator::kGreater},  {"~", Operator::kMatches},
};

/// Durations count in nanoseconds. How much of the text is a unit; `error` becomes one of range.
size_t take_unit(std::string_view text, uint64_t& number, std::errc& error) {
	struct Unit {
		std::string_view text;
		uint64_t ns;
	};
	for (const Unit& u : {Unit{"ns", 1}, Unit{"us", 1000}, Unit{"ms", 1000 * 1000}, Unit{"s", 1000 * 1000 * 1000}}) {
		if (!text.starts_with(u.text) || (text.size() > u.text.size() && in_name(text[u.text.size()]))) continue;
		if (__builtin_mul_overflow(number, u.ns, &number)) error = std::errc::result_out_of_range;
		return u.text.size();
	}
	return 0;
}

/// As in C.
int base_of(std::string_view number) {
	if (number.starts_with("0x") || number.starts_with("0X")) return 16;
	return number.size() > 1 && number[0] == '0' && std::isdigit(static_cast<unsigned char>(number[1])) ? 8 : 10;
}

class Parser {
public:
	explicit Parser(std::string_view text) : rest_(text) {}

	Result<Tree> all() {
		Tree tree = either();
		if (tree && !ended()) tree = rest_[0] == ')' ? refuse("a ')' without '('", "") : behind_value();
		if (!tree) return error_;
		return tree;
	}

private:
	bool ended() {
		while (!rest_.empty() && std::isspace(static_cast<unsigned char>(rest_[0]))) rest_.remove_prefix(1);
		return rest_.empty();
	}
	bool take(std::string_view sign) {
		if (ended() || !rest_.starts_with(sign)) return false;
		rest_.remove_prefix(sign.size());
		return true;
	}
	bool take_bits() {
		if (ended() || !rest_.starts_with("&") || rest_.starts_with("&&")) return false;
		rest_.remove_prefix(1);
		return true;
	}

	/// Keeps the first reason.
	Tree refuse(const std::string& what, std::string hint) {
		if (error_.message.empty()) {
			const std::string where = ended() ? " at the end" : " at '" + std::string(rest_.substr(0, 24)) + "'";
			error_ = {what + where, std::move(hint)};
		}
		return nullptr;
	}
	Tree behind_value() {
		if (rest_[0] == '=') return refuse("= is no operator", "write == to compare");
		if (rest_[0] == '|') return refuse("| is no operator", "write || for or");
		return refuse("expected an operator", "operators are == != < <= > >= & ~ && || !");
	}

	Tree pair(Operator op, Tree left, Tree right) {
		if (!left || !right) return nullptr;
		if (++operators_ > kMostOperators) return refuse("too many operators", "");
		auto tree = std::make_unique<Expression>();
		tree->op = op;
		tree->left = std::move(left);
		tree->right = std::move(right);
		return tree;
	}

	Tree either() {
		Tree tree = both();
		while (tree && take("||")) tree = pair(Operator::kEither, std::move(tree), both());
		return tree;
	}
	Tree both() {
		Tree tree = inverted();
		while (tree && take("&&")) tree = pair(Operator::kBoth, std::move(tree), inverted());
		return tree;
	}
	Tree inverted() {
		if (ended() || rest_[0] != '!' || rest_.starts_with("!=")) return comparison();
		if (++depth_ > kDepth) return refuse("too deeply nested", "");
		rest_.remove_prefix(1);
		auto tree = std::make_unique<Expression>();
		tree->op = Operator::kNot;
		tree->left = inverted();
		depth_--;
		return tree->left ? std::move(tree) : nullptr;
	}
	Tree comparison() {
		Tree left = bits();
		if (!left) return nullptr;
		const auto op = operator_here();
		if (!op) return left;
		Tree tree = pair(*op, std::move(left), *op == Operator::kMatches ? glob() : bits());
		if (tree && operator_here()) return refuse("a comparison of a comparison", "join them with &&");
		return tree;
	}
	std::optional<Operator> operator_here() {
		for (const Sign& s : kComparisons)
			if (take(s.text)) return s.op;
		return std::nullopt;
	}
	Tree bits() {
		Tree tree = value();
		while (tree && take_bits()) tree = pair(Operator::kBits, std::move(tree), value());
		return tree;
	}

	Tree value() {
		if (ended()) return refuse("expected a value", "a value is a field, a number or a \"text\"");
		const char c = rest_[0];
		if (c == '(') return parenthesis();
		if (c == '"' || c == '\'') return quoted();
		if (c == '-' && rest_.size() > 1 && starts_name(rest_[1])) return name(); // -ENOENT
		if (c == '-' || std::isdigit(static_cast<unsigned char>(c))) return number();
		if (starts_name(c)) return name();
		return refuse("expected a value", "a value is a field, a number or a \"text\"");
	}
	Tree parenthesis() {
		if (++depth_ > kDepth) return refuse("too deeply nested", "");
		rest_.remove_prefix(1);
		Tree tree = either();
		depth_--;
		if (tree && !take(")")) return refuse("a '(' without ')'", "");
		return tree;
	}
	Tree leaf(Operator op, std::string_view text) {
		auto tree = std::make_unique<Expression>();
		tree->op = op;
		tree->text = text;
		return tree;
	}
	Tree quoted() {
		const size_t end = rest_.find(rest_[0], 1);
		if (end == std::string_view::npos) return refuse("a quote without its other half", "");
		Tree tree = leaf(Operator::kText, rest_.substr(1, end - 1));
		rest_.remove_prefix(end + 1);
		return tree;
	}
	Tree glob() {
		if (ended()) return refuse("expected a pattern", "such as ~ \"*.so\"");
		if (rest_[0] == '"' || rest_[0] == '\'') return quoted();
		size_t end = 0;
		while (end < rest_.size() && in_glob(rest_[end])) end++;
		if (!end) return refuse("expected a pattern", "such as ~ \"*.so\"");
		Tree tree = leaf(Operator::kText, rest_.substr(0, end));
		rest_.remove_prefix(end);
		return tree;
	}
	Tree number() {
		std::string_view text = rest_;
		const bool minus = text[0] == '-';
		if (minus) text.remove_prefix(1);
		const int base = base_of(text);
		if (base == 16) text.remove_prefix(2);
		auto tree = std::make_unique<Expression>();
		const char* const end = rest_.data() + rest_.size();
		auto [stop, error] = std::from_chars(text.data(), text.data() + text.size(), tree->number, base);
		if (error == std::errc{} && base == 10)
			stop += take_unit({stop, static_cast<size_t>(end - stop)}, tree->number, error);
		if (error == std::errc::result_out_of_range) return refuse("too large a number", "numbers have 64 bits");
		if (error != std::errc{} || (stop != end && in_name(*stop)))
			return refuse("not a number", base == 8 ? "a leading 0 makes it octal, such as 0644"
													: "write 42, -42, 0x2a, 0644 or, of a time, 10ms");
		if (minus) tree->number = -tree->number;
		tree->negative = minus;
		rest_.remove_prefix(static_cast<size_t>(stop - rest_.data()));
		return tree;
	}
	Tree name() {
		const size_t end = name_length(rest_);
		Tree tree = leaf(Operator::kName, rest_.substr(0, end));
		rest_.remove_prefix(end);
		return tree;
	}

	std::string_view rest_;
	unsigned depth_ = 0, operators_ = 0;
	Error error_{};
};

} // namespace

Result<std::unique_ptr<Expression>> parse_expression(std::string_view text) {
	return Parser(text).all();
}

} // namespace strobe::plan
