// SPDX-License-Identifier: BSD-2-Clause
// The table of packets that were counted: by addresses, or by the owner of the socket.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace strobe::report {

struct FlowOwner {
	int pid = 0;
	int fd = -1; ///< -1: not known
	std::string comm{};
};

struct FlowEnd {
	std::string address{}; ///< empty: there is none
	uint16_t port = 0;
	bool has_port = false;
};

struct Flow {
	std::vector<FlowOwner> owners{};
	std::string protocol{};
	FlowEnd local{}, remote{};
	std::array<uint64_t, 2> packets{}, bytes{}; ///< in, out
};

struct Flows {
	bool by_owner = false; ///< the rows are owners; else flows between addresses
	size_t top = 0;        ///< rows shown; 0: all
	std::vector<Flow> rows{};
	std::optional<Flow> other{}; ///< what found no room
};

/// Most bytes first; then "(other)".
std::string flow_table(const Flows& flows);
/// The same as JSON, one object a line.
std::string flow_objects(const Flows& flows, uint64_t time_ns, uint64_t wall_ns);

} // namespace strobe::report
