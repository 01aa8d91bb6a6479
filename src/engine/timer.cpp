// SPDX-License-Identifier: BSD-2-Clause
#include "engine/timer.h"

#include <bpf/libbpf.h>
#include <cerrno>
#include <linux/perf_event.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "base/unique_fd.h"

namespace strobe::engine {

namespace {

UniqueFd open_clock(const Hook& hook, int cpu) {
	perf_event_attr attr{};
	attr.size = sizeof attr;
	attr.type = PERF_TYPE_SOFTWARE;
	attr.config = PERF_COUNT_SW_CPU_CLOCK;
	attr.freq = hook.type == HookType::kProfile;
	if (attr.freq)
		attr.sample_freq = hook.frequency;
	else
		attr.sample_period = hook.period;
	attr.disabled = 1;
	return UniqueFd(static_cast<int>(syscall(SYS_perf_event_open, &attr, -1, cpu, -1, PERF_FLAG_FD_CLOEXEC)));
}

Error cannot_open(const Hook& hook, int number) {
	const char* hint = "";
	if (number == EACCES || number == EPERM) hint = "run strobe as root, or with CAP_PERFMON";
	if (number == EINVAL && hook.type == HookType::kProfile)
		hint = "the limit of this machine is in /proc/sys/kernel/perf_event_max_sample_rate";
	if (number == EMFILE) hint = "raise the limit of open files: ulimit -n";
	return errno_error("cannot start the timer of " + hook.title, number, hint);
}

} // namespace

Result<> attach_timer(const bpf_program* program, const Hook& hook, uint32_t number, Links& links) {
	const int cpus = libbpf_num_possible_cpus();
	bool any = false;
	for (int cpu = 0; cpu < cpus && !(any && hook.type == HookType::kInterval); cpu++) {
		UniqueFd clock = open_clock(hook, cpu);
		if (!clock && errno == ENODEV) continue; // the processor is offline
		if (!clock) return cannot_open(hook, errno);
		LIBBPF_OPTS(bpf_perf_event_opts, opts, .bpf_cookie = number);
		Link link(bpf_program__attach_perf_event_opts(program, clock.get(), &opts));
		if (!link) return errno_error("cannot attach to " + hook.title, errno);
		clock.release(); // the link's
		links.push_back(std::move(link));
		any = true;
	}
	return any ? Result<>(Ok{}) : cannot_open(hook, ENODEV);
}

} // namespace strobe::engine
