// SPDX-License-Identifier: BSD-2-Clause
#include "engine/misses.h"

#include <bpf/bpf.h>

namespace strobe::engine {

uint64_t misses_of(int program_fd) {
	bpf_prog_info info{};
	uint32_t size = sizeof info;
	if (program_fd < 0 || bpf_obj_get_info_by_fd(program_fd, &info, &size) != 0) return 0;
	return info.recursion_misses;
}

namespace {

/// The beginning of bpf_link_info as Linux 6.7 has it, of a perf event that is a kprobe.
struct KprobeLink {
	uint32_t type, id, prog_id;
	uint32_t of_union;   // it begins at 8 bytes
	uint32_t event, pad; // bpf_perf_event_type
	uint64_t name;
	uint32_t name_size, offset;
	uint64_t address, missed;
};
constexpr uint32_t kLinkPerfEvent = 7, kEventKprobe = 3, kEventKretprobe = 4;

} // namespace

uint64_t misses_of_kprobe(int link_fd) {
	KprobeLink info{};
	uint32_t size = sizeof info;
	if (link_fd < 0 || bpf_obj_get_info_by_fd(link_fd, &info, &size) != 0) return 0;
	const bool kprobe = info.event == kEventKprobe || info.event == kEventKretprobe;
	return info.type == kLinkPerfEvent && kprobe && size == sizeof info ? info.missed : 0;
}

} // namespace strobe::engine
