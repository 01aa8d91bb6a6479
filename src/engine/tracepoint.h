// SPDX-License-Identifier: BSD-2-Clause
// Tracepoints by name, through perf_event_open(2).
#pragma once

#include <cstdint>
#include <string>

struct bpf_link;
struct bpf_program;

namespace strobe::engine {

/// The kernel's number of a tracepoint. Returns 0, or an errno (ENOENT: there is none of that name).
int find_tracepoint(const std::string& category, const std::string& name, uint64_t& id);

/// bpf_program__attach_tracepoint_opts() for machines on which nobody has mounted tracefs, too. Null: errno says why.
bpf_link* attach_tracepoint(const bpf_program* program, const std::string& category, const std::string& name,
							uint64_t cookie);

} // namespace strobe::engine
