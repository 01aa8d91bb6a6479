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

} // namespace strobe::engine
