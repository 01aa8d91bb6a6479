// SPDX-License-Identifier: BSD-2-Clause
// Hook points as the kernel wants them, and how the programs of probes are attached there.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "base/result.h"

struct bpf_link;
struct probe_bpf;

namespace strobe::engine {

enum class HookType : uint8_t {
	kTracepoint,     ///< category, name
	kFunction,       ///< of the kernel: name, offset
	kFunctionReturn, ///< likewise
	kUprobe,         ///< path, offset in the file
	kUprobeReturn,
};

struct Hook {
	HookType type = HookType::kTracepoint;
	std::string category{}, name{};
	std::string path{};
	uint64_t offset = 0;    ///< bytes
	uint64_t reference = 0; ///< of uprobes: where the file counts who watches; 0: nowhere
	bool timed = false;     ///< of returns: the entry is attached as well
	std::string title{};    ///< for messages
};

struct LinkDeleter {
	void operator()(bpf_link* link) const;
};
using Link = std::unique_ptr<bpf_link, LinkDeleter>;

/// What a run has attached; it goes with it.
using Links = std::vector<Link>;

/// Which programs of the object these hooks need; the others are not loaded.
void choose_programs(probe_bpf& bpf, const std::vector<Hook>& hooks);

/// `number`: of the probe and its plan.
Result<> attach(probe_bpf& bpf, const Hook& hook, uint32_t number, Links& links);

} // namespace strobe::engine
