// SPDX-License-Identifier: BSD-2-Clause
// Which files processes map as code, as it happens: by the time a stack is to be named, a short process has ended.
#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "base/result.h"

namespace strobe::engine {

class MappingListener {
public:
	virtual ~MappingListener() = default;
	virtual void mapped(int pid, uint64_t start, uint64_t length, uint64_t offset, std::string path) = 0;
	virtual void forked(int parent, int child) = 0;
	virtual void execed(int pid) = 0;
};

/// Of every process on the machine, from its construction on.
class Mappings {
public:
	static Result<Mappings> watch();
	Mappings(Mappings&&) noexcept;
	Mappings& operator=(Mappings&&) noexcept;
	~Mappings();

	/// Tells what has happened since the last time, in order.
	void tell(MappingListener& listener);
	/// What has happened in between and found no room, until the last tell().
	[[nodiscard]] uint64_t lost() const;

private:
	struct Impl;
	explicit Mappings(std::unique_ptr<Impl> impl);
	std::unique_ptr<Impl> impl_;
};

} // namespace strobe::engine
