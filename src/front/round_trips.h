// SPDX-License-Identifier: BSD-2-Clause
// `strobe net rtt`: histograms of round trips, from what the kernel side has counted.
#pragma once

#include <cstring>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "abi/net.h"
#include "base/result.h"
#include "report/groups.h"

namespace strobe::front {

inline std::string_view comm_of(const strobe_rtt_key& key) {
	return {key.comm, strnlen(key.comm, sizeof key.comm)};
}

class RoundTrips {
public:
	/// `by`: "remote", "owner" or both; empty: remote.
	explicit RoundTrips(const std::vector<std::string>& by);
	static Result<> check(const std::vector<std::string>& by);
	static bool by_remote(const std::vector<std::string>& by);
	static bool by_owner(const std::vector<std::string>& by);

	void add(const strobe_rtt_key& key, uint64_t count);
	/// Refers to this.
	[[nodiscard]] report::Groups groups(size_t top) const;

private:
	uint64_t number_of(std::string text);

	bool by_remote_, by_owner_;
	std::vector<spec::GroupKey> keys_;
	spec::Histogram histogram_;
	std::vector<std::string> texts_;
	std::map<std::string, uint64_t> numbers_;
	std::vector<report::GroupRow> rows_;
};

} // namespace strobe::front
