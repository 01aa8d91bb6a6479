// SPDX-License-Identifier: BSD-2-Clause
// Which structure a record of a user's ring buffer or perf event array is.
#pragma once

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "base/result.h"
#include "decode/typed.h"
#include "engine/user_object.h"
#include "engine/user_rings.h"
#include "types/data_types.h"

namespace strobe::front {

/// One event. Lives no longer than the record.
struct Event {
	std::string_view map;
	uint64_t time = 0;     ///< CLOCK_MONOTONIC, ns: of strobe_emit(), else when it was read
	bool emitted = false;  ///< by strobe_emit()
	decode::Typed value{}; ///< type nullptr: unknown
};

class EventTypes {
public:
	/// `chosen`: --event MAP=STRUCT.
	static Result<EventTypes> of(const engine::UserObject& object, types::DataTypes& types,
								 const std::vector<std::pair<std::string, std::string>>& chosen);

	[[nodiscard]] Event event(const engine::UserRings::Record& record) const;

	/// All types that events may have, also those that only the size of a record would tell.
	[[nodiscard]] const std::vector<const spec::DataType*>& possible() const { return possible_; }
	/// A member of an event, or of its members, has this meaning.
	[[nodiscard]] bool has(spec::Meaning meaning) const;
	/// The program calls strobe_emit().
	[[nodiscard]] bool emits() const { return !emitted_.empty(); }
	/// Ring buffers and perf event arrays that the program may fill.
	[[nodiscard]] size_t streams() const { return streams_.size(); }

private:
	struct Stream {
		std::string name;
		bool heads = false;                        ///< a strobe_event_head stands before each record
		bool padded = false;                       ///< records of perf end at a multiple of 8, counted from their size
		std::vector<const spec::DataType*> sure{}; ///< whatever the size of the record
		std::vector<const spec::DataType*> perhaps{}; ///< when the size is the same
	};

	Result<> add_stream(const engine::UserMap& map, uint32_t number, types::DataTypes& types,
						const std::vector<std::pair<std::string, std::string>>& chosen);
	void collect_possible();
	void guess(const engine::UserMap& map, types::DataTypes& types, Stream& stream) const;

	std::map<uint32_t, Stream> streams_;
	std::map<uint32_t, const spec::DataType*> emitted_;
	std::vector<const spec::DataType*> possible_;
};

/// What is wrong with the size of a record for the type of its event, as a sentence; empty: it fits. A last member that
/// is an array may be cut (programs send what is in use) or, without a size, as long as it likes; perf pads to 8 bytes.
[[nodiscard]] std::string misfit(const Event& event, size_t record_size);

} // namespace strobe::front
