// SPDX-License-Identifier: BSD-2-Clause
#include "engine/tracepoint.h"

#include <bpf/libbpf.h>
#include <cerrno>
#include <cstdlib>
#include <linux/perf_event.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "base/files.h"
#include "base/tracefs_folder.h"
#include "base/unique_fd.h"

namespace strobe::engine {

int find_tracepoint(const std::string& category, const std::string& name, uint64_t& id) {
	const std::string& folder = tracefs_folder();
	if (folder.empty()) return errno;
	errno = 0;
	id = std::strtoull(read_file(folder + "/events/" + category + "/" + name + "/id").c_str(), nullptr, 10);
	if (id) return 0;
	return errno ? errno : ENOENT;
}

bpf_link* attach_tracepoint(const bpf_program* program, const std::string& category, const std::string& name,
							uint64_t cookie) {
	perf_event_attr attr{.type = PERF_TYPE_TRACEPOINT, .size = sizeof attr};
	uint64_t id = 0;
	if (const int number = find_tracepoint(category, name, id)) {
		errno = number;
		return nullptr;
	}
	attr.config = id;
	// programs at tracepoints are called for every task on every processor, whatever the event was opened for
	UniqueFd event(static_cast<int>(syscall(SYS_perf_event_open, &attr, -1, 0, -1, PERF_FLAG_FD_CLOEXEC)));
	if (!event) return nullptr;
	LIBBPF_OPTS(bpf_perf_event_opts, opts, .bpf_cookie = cookie);
	bpf_link* link = bpf_program__attach_perf_event_opts(program, event.get(), &opts);
	if (link) event.release(); // the link closes it
	return link;
}

} // namespace strobe::engine
