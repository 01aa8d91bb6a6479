// SPDX-License-Identifier: BSD-2-Clause
// A made-up call, to show what a line looks like: small numbers, structures full of zeros, "/path" for a path.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>

#include "spec/model.h"

namespace strobe::front {

/// The arguments and the result of a row, or of one of its variants.
struct Form {
	explicit Form(const spec::Row& row_) : row(row_), args(row.args.data(), row.n_args), ret(row.ret) {}
	Form(const spec::Row& row_, const spec::Variant& v)
		: row(row_), args(v.args.data(), v.n_args), ret(v.ret), variant(&v) {}

	const spec::Row& row;
	std::span<const spec::Arg> args;
	spec::Ret ret;
	const spec::Variant* variant = nullptr;
};

/// openat(AT_FDCWD, "/path", O_RDONLY) = 3
std::string sample_line(const Form& form);

/// A value of one argument, as the trace prints it: "F_GETLK".
std::string printed(const spec::Arg& arg, uint64_t value);

/// The index of the argument of that name, or -1.
int argument_named(std::span<const spec::Arg> args, std::string_view name);

} // namespace strobe::front
