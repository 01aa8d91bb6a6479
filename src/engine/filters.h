// SPDX-License-Identifier: BSD-2-Clause
// Filters of a device's clsact qdisc, for kernels whose tc knows no links. Ours are told from others by their kind
// and their handle; whose they are, when several strobes run, by a socket that lives as long as its process.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/result.h"
#include "base/unique_fd.h"

struct tcmsg;

namespace strobe::engine {

class Filters {
public:
	explicit Filters(uint32_t ifindex) : ifindex_(ifindex) {}
	~Filters();
	Filters(const Filters&) = delete;
	Filters& operator=(const Filters&) = delete;

	/// Before all others that are there. `out`: of what the device sends.
	Result<> attach(int program, bool out);

private:
	struct Filter {
		uint32_t handle = 0;
		uint32_t priority = 0;
		std::string kind{};
		bool out = false;
	};

	Result<> prepare();
	bool take_place();
	[[nodiscard]] UniqueFd lock(uint32_t place) const;
	[[nodiscard]] Result<std::vector<Filter>> list() const;
	Result<> list(bool out, std::vector<Filter>& found) const;
	static bool is_ours(const Filter& filter);
	/// `attributes`: bytes behind it.
	static Filter filter_of(const tcmsg& tc, size_t attributes, bool out);
	/// Those of runs that were killed.
	void remove_stale();
	void remove(const Filter& filter) const;
	/// Whether some strobe that is still there has made the qdisc; who ends last removes it.
	[[nodiscard]] bool made_before() const;
	/// When nothing is in it.
	void remove_qdisc() const;

	uint32_t ifindex_;
	UniqueFd lock_;
	uint32_t place_ = 0;
	bool prepared_ = false;
	bool made_qdisc_ = false;
	std::vector<Filter> attached_;
};

} // namespace strobe::engine
