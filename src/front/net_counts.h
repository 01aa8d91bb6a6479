// SPDX-License-Identifier: BSD-2-Clause
// `strobe net -c`: events of sockets, counted by what they have in common.
#pragma once

#include <map>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "front/hits.h"
#include "report/groups.h"

namespace strobe::front {

/// A number of each event, added up. Of events whose values have a body (HitBody), the body's time.
struct NetColumn {
	std::string_view field;
	spec::AggregateKind kind = spec::AggregateKind::kSum;
};

class NetCounts {
public:
	/// `by`: names of values of the event, and "owner".
	static Result<NetCounts> make(const ShownProbe& event, std::vector<std::string> by,
								  std::span<const NetColumn> columns);

	void add(const event::Record& record, std::span<const engine::SocketOwner> owners);
	/// A group by the texts of its key, in the order of `by`.
	void add(const std::vector<std::string>& key, uint64_t count);
	/// What found no room elsewhere.
	void add_other(uint64_t count) { other_ += count; }

	/// Refers to this.
	[[nodiscard]] report::Groups groups(size_t top) const;

private:
	explicit NetCounts(const ShownProbe& event) : event_(&event) {}
	report::GroupRow* row_of(const std::vector<std::string>& texts);

	const ShownProbe* event_;
	std::vector<std::string> by_;
	std::vector<const spec::ProbeField*> numbers_; ///< of the columns; nullptr: the body's time
	std::vector<spec::GroupKey> keys_;
	std::vector<spec::Column> columns_;
	std::vector<std::string> texts_; ///< of all keys
	std::unordered_map<std::string, uint64_t> number_of_text_;
	std::map<std::vector<std::string>, report::GroupRow> rows_; ///< by the texts of their keys
	uint64_t other_ = 0;
};

} // namespace strobe::front
