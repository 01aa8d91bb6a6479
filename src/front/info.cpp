// SPDX-License-Identifier: BSD-2-Clause
// strobe info: what works on this machine, what serves it, and what to change.
#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <fmt/format.h>
#include <linux/capability.h>

#include "cli/parse.h"
#include "engine/probe.h"
#include "front/frontends.h"
#include "front/machine.h"

namespace strobe::front {

namespace {

using engine::OwnProgram;
using engine::Probe;

constexpr uint64_t kMiB = 1 << 20;
constexpr uint64_t kDefaultRing = 64 * kMiB;

struct Finding {
	std::string feature;
	std::string mechanism;
	int error = 0; ///< errno, 0: works
	std::string advice{};
};

/// What strobe does, by the programs of its own object that it takes.
struct Service {
	std::string_view feature;
	std::string_view sections[2];
};

constexpr Service kServices[] = {
	{"system calls", {"tp_btf/sys_enter", "tp_btf/sys_exit"}},
	{"children and threads (-f)", {"tp_btf/sched_process_fork", ""}},
	{"exec and exit", {"tp_btf/sched_process_exec", "tp_btf/sched_process_exit"}},
	{"signals", {"tp_btf/signal_deliver", "tp_btf/signal_generate"}},
	{"changed names (--comm)", {"tp_btf/task_rename", ""}},
	{"running processes (-p), -G", {"iter/task", ""}},
	{"pids of strobe's namespace", {"syscall", ""}},
};

/// What a kernel may offer besides.
struct Hook {
	std::string_view feature;
	Probe probe;
	std::string_view mechanism;
	std::string_view config; ///< what a kernel without it lacks
	bool network = false;    ///< asks for CAP_NET_ADMIN, too
};

constexpr Hook kHooks[] = {
	{"tracepoints with types", Probe::kTpBtf, "tp_btf", "CONFIG_DEBUG_INFO_BTF"},
	{"raw tracepoints", Probe::kRawTracepoint, "raw_tp", "CONFIG_BPF_EVENTS"},
	{"tracepoints", Probe::kTracepoint, "tracepoint (perf event, tracefs)", "CONFIG_BPF_EVENTS"},
	{"kernel functions", Probe::kKprobe, "kprobe (perf event)", "CONFIG_KPROBE_EVENTS"},
	{"many kernel functions at once", Probe::kKprobeMulti, "kprobe.multi", "CONFIG_FPROBE"},
	{"kernel functions, entry", Probe::kFentry, "fentry (trampoline)", "CONFIG_DYNAMIC_FTRACE_WITH_DIRECT_CALLS"},
	{"kernel functions, exit", Probe::kFexit, "fexit (trampoline)", "CONFIG_DYNAMIC_FTRACE_WITH_DIRECT_CALLS"},
	{"security hooks", Probe::kLsm, "lsm (trampoline)", "CONFIG_BPF_LSM"},
	{"user functions", Probe::kUprobe, "uprobe (perf event)", "CONFIG_UPROBE_EVENTS"},
	{"list of tasks", Probe::kIterTask, "iter/task", "CONFIG_DEBUG_INFO_BTF"},
	{"timer", Probe::kPerfEvent, "perf_event (CPU clock)", "CONFIG_PERF_EVENTS"},
	{"packets, traffic control", Probe::kTc, "tc", "CONFIG_NET_CLS_BPF", true},
	{"packets, network card", Probe::kXdp, "xdp", "CONFIG_NET", true},
	{"packets of a cgroup", Probe::kCgroupSkb, "cgroup_skb", "CONFIG_CGROUP_BPF", true},
	{"connections of a cgroup", Probe::kSockOps, "sockops", "CONFIG_CGROUP_BPF", true},
	{"state of a task", Probe::kTaskStorage, "map: task storage", "CONFIG_BPF_SYSCALL"},
	{"shared buffer", Probe::kRingBuffer, "map: ring buffer", "CONFIG_BPF_SYSCALL"},
	{"loops", Probe::kLoop, "helper: bpf_loop", "Linux 5.17"},
	{"one program, many probes", Probe::kCookie, "helper: bpf_get_attach_cookie", "Linux 5.15"},
	{"same, typed tracepoints", Probe::kCookieOfTpBtf, "helper: bpf_get_attach_cookie", "Linux 6.12"},
	{"stopping a task", Probe::kSendSignal, "helper: bpf_send_signal", "Linux 5.3"},
	{"changing a result", Probe::kOverrideReturn, "helper: bpf_override_return", "CONFIG_BPF_KPROBE_OVERRIDE"},
};

/// What would make the kernel grant what it refused.
std::string advice(const Machine& m, int error, std::string_view config, bool network = false) {
	if (error == 0) return {};
	if (error == EPERM || error == EACCES) {
		if (!m.may_trace()) return "run as root, or with CAP_BPF and CAP_PERFMON";
		if (network && !m.has(CAP_NET_ADMIN) && !m.has(CAP_SYS_ADMIN)) return "add CAP_NET_ADMIN";
		if (m.own_user_ns || m.seccomp) return "run outside the container";
		if (m.lockdown == "confidentiality") return "boot without lockdown=confidentiality";
		return "nothing: this kernel forbids it to everybody";
	}
	if (error == ENOMEM) return "free memory, or raise the limit of the cgroup";
	if (!m.types) return "use a kernel built with CONFIG_DEBUG_INFO_BTF=y";
	return fmt::format("use a kernel with {}", config);
}

bool serves(const Service& s, const OwnProgram& p) {
	return p.section == s.sections[0] || p.section == s.sections[1];
}

Finding service(const Machine& m, const Service& s, const std::vector<OwnProgram>& programs) {
	Finding f{.feature = std::string(s.feature), .mechanism = {}};
	for (const OwnProgram& p : programs) {
		if (!serves(s, p)) continue;
		f.mechanism += (f.mechanism.empty() ? "" : ", ") + p.section;
		if (p.error) f.error = p.error;
	}
	if (f.mechanism.empty()) f.error = ENOENT;
	f.advice = advice(m, f.error, "Linux 6.1 or later");
	return f;
}

bool has_service(const OwnProgram& program) {
	return std::ranges::any_of(kServices, [&](const Service& s) { return serves(s, program); });
}

Finding ring_finding(const Machine& m, int error) {
	const uint64_t size = error ? 0 : engine::Prober::largest_ring(kDefaultRing);
	if (!size && !error) error = ENOMEM;
	Finding f{.feature = "event buffer (--ring-size)",
			  .mechanism = size ? fmt::format("ring buffer of {} MiB", size / kMiB) : "ring buffer",
			  .error = error,
			  .advice = advice(m, error, "Linux 5.8")};
	if (size && size < kDefaultRing) f.advice = fmt::format("pass --ring-size={}M: no larger one fits", size / kMiB);
	return f;
}

Finding wait_finding(const Machine& m, int error) {
	Finding f{.feature = "losing nothing (--on-full=wait)", .mechanism = "bounded wait in tp_btf/sys_exit, bpf_loop"};
	f.error = m.realtime ? ENOTSUP : error;
	f.advice = m.realtime ? "use a kernel without PREEMPT_RT, or a larger --ring-size" : advice(m, error, "Linux 5.17");
	return f;
}

std::vector<Finding> services(const Machine& m, engine::Prober& prober) {
	const std::vector<OwnProgram> programs = prober.own_programs();
	std::vector<Finding> list;
	for (const Service& s : kServices) list.push_back(service(m, s, programs));
	for (const OwnProgram& p : programs)
		if (!has_service(p)) list.push_back(service(m, {p.section, {p.section, ""}}, programs));
	list.push_back(ring_finding(m, prober.attempt(Probe::kRingBuffer)));
	list.push_back(wait_finding(m, prober.attempt(Probe::kLoop)));
	return list;
}

Finding hook(const Machine& m, const Hook& h, engine::Prober& prober) {
	Finding f{.feature = std::string(h.feature), .mechanism = std::string(h.mechanism)};
	f.error = prober.attempt(h.probe);
	f.advice = advice(m, f.error, h.config, h.network);
	if (h.probe == Probe::kTracepoint && f.error == ENOENT && m.tracefs.empty())
		f.advice = "mount -t tracefs nodev /sys/kernel/tracing";
	if (h.probe == Probe::kLsm && !f.error && !m.lsms.empty() &&
		("," + m.lsms + ",").find(",bpf,") == std::string::npos)
		f = {f.feature, f.mechanism, ENOTSUP, "boot with lsm=" + m.lsms + ",bpf"};
	return f;
}

std::vector<Finding> hooks(const Machine& m, engine::Prober& prober) {
	std::vector<Finding> list;
	for (const Hook& h : kHooks) list.push_back(hook(m, h, prober));
	return list;
}

// ---- output ---------------------------------------------------------------------------------------------------------

std::string trimmed(std::string line) {
	line.erase(line.find_last_not_of(' ') + 1);
	return line + "\n";
}

std::string why(const Finding& f) {
	if (!f.error) return f.advice;
	return std::string(std::strerror(f.error)) + ": " + f.advice;
}

std::string text(const std::vector<Finding>& findings) {
	std::string out = trimmed(fmt::format("{:<32} {:<5} {:<56} {}", "FEATURE", "WORKS", "MECHANISM", "WHAT TO CHANGE"));
	for (const Finding& f : findings)
		out += trimmed(fmt::format("{:<32} {:<5} {:<56} {}", f.feature, f.error ? "no" : "yes", f.mechanism, why(f)));
	return out;
}

std::string text(const std::vector<Fact>& list) {
	std::string out = trimmed(fmt::format("{:<32} {}", "SETTING", "VALUE"));
	for (const Fact& f : list)
		out += trimmed(fmt::format("{:<32} {}{}", f.name, f.value, f.remark.empty() ? "" : " (" + f.remark + ")"));
	return out;
}

} // namespace

int info(const Setting& setting, int argc, char** argv) {
	auto parsed = cli::parse_info(setting.program, argc, argv);
	std::fputs(parsed.out.c_str(), stdout);
	std::fputs(parsed.err.c_str(), stderr);
	if (!parsed.options) return parsed.status;
	const Machine machine = this_machine();
	engine::Prober prober;
	const auto own = services(machine, prober);
	const std::string out = text(facts(machine)) + "\nWhat strobe does:\n" + text(own) +
							"\nWhat this kernel offers besides:\n" + text(hooks(machine, prober));
	if (std::fputs(out.c_str(), stdout) < 0 || std::fflush(stdout) != 0) {
		report(setting, errno_error("cannot write to standard output", errno));
		return 1;
	}
	for (const Finding& f : own)
		if (f.error) return 1;
	return 0;
}

} // namespace strobe::front
