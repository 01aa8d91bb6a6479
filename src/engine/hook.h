// SPDX-License-Identifier: BSD-2-Clause
// Hook points as the kernel wants them, and how the programs of probes are attached there.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "base/result.h"
#include "base/unique_fd.h"

struct bpf_link;
struct bpf_program;
struct probe_bpf;

namespace strobe::engine {

class Copies;

enum class HookType : uint8_t {
	kTracepoint,     ///< category, name
	kFunction,       ///< of the kernel: name, offset
	kFunctionReturn, ///< likewise
	kUprobe,         ///< path, offset in the file
	kUprobeReturn,
	kRawTracepoint, ///< name
	kFentry,        ///< the kernel's function `type_id`
	kFexit,
	kInterval, ///< period; not of any task, and so in every scope
	kProfile,  ///< frequency
};

struct Hook {
	HookType type = HookType::kTracepoint;
	std::string category{}, name{};
	std::string path{};
	uint64_t offset = 0;    ///< bytes
	uint64_t period = 0;    ///< ns
	uint64_t frequency = 0; ///< Hz
	uint64_t reference = 0; ///< of uprobes: where the file counts who watches; 0: nowhere
	bool timed = false;     ///< of returns: the entry is attached as well
	uint32_t type_id = 0;   ///< of a function, in the kernel's BTF
	bool may_sleep = true;  ///< of uprobes: memory that is not there yet is brought in
	std::string title{};    ///< for messages
};

struct LinkDeleter {
	void operator()(bpf_link* link) const;
};
using Link = std::unique_ptr<bpf_link, LinkDeleter>;

/// What a run has attached; it goes with it.
struct Links {
	std::vector<Link> links{};
	std::vector<UniqueFd> copies{}, copy_links{}; ///< of which libbpf knows nothing

	void push_back(Link link) { links.push_back(std::move(link)); }
	void clear() {
		links.clear();
		copy_links.clear();
		copies.clear();
	}
};

/// The programs that are attached to hooks.
std::vector<bpf_program*> programs_of_hooks(const probe_bpf& bpf);

/// Which programs of the object these hooks need; the others are not loaded.
void choose_programs(probe_bpf& bpf, const std::vector<Hook>& hooks);

/// The function that programs which need one can be loaded for; 0: none of the hooks is at such a function.
uint32_t any_target(const std::vector<Hook>& hooks);

/// `number`: of the probe and its plan.
Result<> attach(probe_bpf& bpf, const Copies& copies, const Hook& hook, uint32_t number, Links& links);

} // namespace strobe::engine
