// SPDX-License-Identifier: BSD-2-Clause
// The kernel's list of tracepoints.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "spec/probe.h"

namespace strobe::types {

class Tracefs {
public:
	/// Where it is mounted, or a mount of our own.
	static Result<Tracefs> open();
	/// For tests: a folder that looks like it.
	explicit Tracefs(std::string root) : root_(std::move(root)) {}

	/// "category:name" of all that match the glob, sorted. A pattern without a colon matches names, or a whole
	/// category.
	[[nodiscard]] std::vector<std::string> matching(const std::string& pattern) const;
	/// Of one of these.
	[[nodiscard]] Result<spec::ProbeRow> row(const std::string& name) const;
	/// What a name without a match may have meant; empty: nothing near.
	[[nodiscard]] std::string nearest(std::string_view name) const;

private:
	[[nodiscard]] std::vector<std::string> all() const;
	std::string root_;
};

} // namespace strobe::types
