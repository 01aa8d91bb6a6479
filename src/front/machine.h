// SPDX-License-Identifier: BSD-2-Clause
// What the files of /proc and /sys tell about this machine and this process, as far as eBPF is concerned.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace strobe::front {

struct Machine {
	std::string release;
	std::string architecture;
	unsigned uid = 0;
	uint64_t capabilities = 0; ///< effective; bit n: capability n
	bool own_user_ns = false;  ///< in a user namespace other than the first: its capabilities do not reach eBPF
	bool seccomp = false;      ///< a filter may refuse bpf(2)
	bool types = false;        ///< BTF of the kernel can be read
	bool realtime = false;     ///< PREEMPT_RT
	std::string lockdown;      ///< "none", "integrity", "confidentiality"; empty: cannot be told
	std::string lsms;          ///< active ones, separated by commas; empty: cannot be told
	std::optional<int> unprivileged_bpf{};
	std::optional<int> perf_paranoid{};
	std::string tracefs, bpffs, cgroup2; ///< where they are mounted; empty: nowhere

	[[nodiscard]] bool has(unsigned capability) const { return capabilities >> capability & 1; }
	/// May load the programs that trace.
	[[nodiscard]] bool may_trace() const;
};

Machine this_machine();

/// The word in brackets: "none [integrity] confidentiality".
std::string chosen_word(std::string_view text);
/// Where the first file system of that type is mounted, from the text of /proc/self/mounts; empty: nowhere.
std::string mount_point(std::string_view mounts, std::string_view type);

struct Fact {
	std::string name;
	std::string value;
	std::string remark{}; ///< what it means, or what to change; may be empty
};

std::vector<Fact> facts(const Machine& machine);

} // namespace strobe::front
