// SPDX-License-Identifier: BSD-2-Clause
// Programs that the kernel binds to one target when it loads them (fentry, fexit), or that know no cookie (raw
// tracepoints of 6.1): each probe gets a copy, which shares the maps and carries the probe's number as a constant.
#pragma once

#include <cstdint>
#include <memory>

#include "base/result.h"
#include "base/unique_fd.h"

struct bpf_program;

namespace strobe::engine {

class Copies {
public:
	/// Before the object is opened. `target`: the function that the originals are loaded for, 0: none is.
	explicit Copies(uint32_t target);
	~Copies();
	Copies(const Copies&) = delete;
	Copies& operator=(const Copies&) = delete;

	/// A copy of a program whose object is loaded. `target`: a function in the kernel's BTF, or 0.
	[[nodiscard]] Result<UniqueFd> load(const bpf_program* original, uint32_t number, uint32_t target) const;

private:
	struct Impl;
	std::unique_ptr<Impl> impl_;
};

} // namespace strobe::engine
