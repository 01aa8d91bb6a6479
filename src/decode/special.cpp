// SPDX-License-Identifier: BSD-2-Clause
#include "decode/special.h"

#include <algorithm>
#include <vector>

namespace strobe::decode {

namespace {

// clang-format off
constexpr std::span<const Special> (*kTables[])() = {
	bpf_specials,
	exec_specials,
	system_specials,
	key_specials,
	ipc_specials,
	ioctl_specials,
	futex_specials,
	file_specials,
	fs_specials,
	message_specials,
	mount_specials,
	mm_specials,
	net_specials,
	sockopt_specials,
	aio_specials,
	uring_specials,
	video_specials,
	input_specials,
	console_specials,
	storage_specials,
	dm_specials,
	device_specials,
	poll_specials,
	prctl_specials,
	process_specials,
	ptrace_specials,
	seccomp_specials,
	signal_specials,
	task_specials,
	time_specials,
};
// clang-format on

std::vector<Special> all() {
	std::vector<Special> v;
	for (const auto table : kTables) {
		const auto specials = table();
		v.insert(v.end(), specials.begin(), specials.end());
	}
	std::sort(v.begin(), v.end(), [](const Special& a, const Special& b) { return a.name < b.name; });
	return v;
}

} // namespace

std::span<const Special> all_specials() {
	static const std::vector<Special> sorted = all();
	return sorted;
}

const Special* find_special(std::string_view name) {
	const auto sorted = all_specials();
	const auto at = std::lower_bound(sorted.begin(), sorted.end(), name,
									 [](const Special& s, std::string_view n) { return s.name < n; });
	return at != sorted.end() && at->name == name ? &*at : nullptr;
}

} // namespace strobe::decode
