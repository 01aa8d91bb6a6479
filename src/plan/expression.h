// SPDX-License-Identifier: BSD-2-Clause
// Expressions about a hit, as text and as a tree: pid == 1 && (filename ~ "*.so" || flags & 0x40).
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "base/result.h"

namespace strobe::plan {

enum class Operator : uint8_t {
	kNumber,
	kText,
	kName,
	kNot,
	kBits, ///< &
	kEqual,
	kUnequal,
	kLess,
	kLessEqual,
	kGreater,
	kGreaterEqual,
	kMatches, ///< ~: a text and a glob
	kBoth,    ///< &&
	kEither,  ///< ||
};

struct Expression {
	Operator op = Operator::kNumber;
	uint64_t number = 0;
	bool negative = false; ///< written with a minus
	std::string text{};    ///< kText without its quotes; kName, with a minus when it had one
	std::unique_ptr<Expression> left{}, right{};
};

/// & binds tighter than comparisons, unlike in C, where flags & 4 == 4 compares first.
Result<std::unique_ptr<Expression>> parse_expression(std::string_view text);

} // namespace strobe::plan
