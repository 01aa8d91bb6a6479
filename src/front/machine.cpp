// SPDX-License-Identifier: BSD-2-Clause
#include "front/machine.h"

#include <fstream>
#include <linux/capability.h>
#include <sstream>
#include <sys/syscall.h>
#include <sys/utsname.h>
#include <unistd.h>

#include "base/files.h"

namespace strobe::front {

namespace {

struct Capability {
	unsigned number;
	std::string_view name;
};

constexpr Capability kCapabilities[] = {
	{CAP_BPF, "bpf"},
	{CAP_PERFMON, "perfmon"},
	{CAP_SYS_ADMIN, "sys_admin"},
	{CAP_SYS_RESOURCE, "sys_resource"},
	{CAP_NET_ADMIN, "net_admin"},
	{CAP_SYSLOG, "syslog"},
	{CAP_SYS_PTRACE, "sys_ptrace"},
	{CAP_SYS_NICE, "sys_nice"},
};

std::string first_line(const std::string& path) {
	const std::string text = read_file(path);
	return text.substr(0, text.find('\n'));
}

std::optional<int> number(const std::string& path) {
	std::ifstream file(path);
	int value = 0;
	if (file >> value) return value;
	return std::nullopt;
}

uint64_t effective_capabilities() {
	__user_cap_header_struct header{_LINUX_CAPABILITY_VERSION_3, 0};
	__user_cap_data_struct data[2]{};
	if (syscall(SYS_capget, &header, data) != 0) return 0;
	return data[0].effective | static_cast<uint64_t>(data[1].effective) << 32;
}

/// The first user namespace maps all ids to themselves.
bool in_own_user_ns() {
	std::istringstream map(read_file("/proc/self/uid_map"));
	uint64_t inside = 0, outside = 0, count = 0;
	if (!(map >> inside >> outside >> count)) return false;
	return inside != 0 || outside != 0 || count != 0xffffffff;
}

bool has_seccomp_filter() {
	const std::string status = read_file("/proc/self/status");
	return status.find("\nSeccomp:\t2") != std::string::npos;
}

/// Text that somebody else wrote, fit for a terminal.
std::string printable(std::string text) {
	for (char& c : text)
		if (c < ' ' || c > '~') c = '?';
	return text;
}

std::string listed(const Machine& m, bool held) {
	std::string list;
	for (const Capability& c : kCapabilities)
		if (m.has(c.number) == held) list += (list.empty() ? "" : " ") + std::string(c.name);
	return list;
}

std::string text_of(const std::optional<int>& value) {
	return value ? std::to_string(*value) : "unknown";
}

Fact capability_fact(const Machine& m) {
	const std::string missing = listed(m, false), held = listed(m, true);
	std::string remark = missing.empty() ? "" : "missing: " + missing;
	if (!m.may_trace()) remark += "; run as root, or with CAP_BPF and CAP_PERFMON";
	return {"capabilities", held.empty() ? "none" : held, remark};
}

Fact lockdown_fact(const Machine& m) {
	if (m.lockdown.empty()) return {"lockdown", "unknown", "/sys/kernel/security/lockdown cannot be read"};
	if (m.lockdown != "confidentiality") return {"lockdown", m.lockdown};
	return {"lockdown", m.lockdown, "eBPF may not read memory; boot without lockdown=confidentiality"};
}

Fact lsm_fact(const Machine& m) {
	return {"security modules", m.lsms.empty() ? "unknown" : m.lsms,
			m.lsms.empty() ? "/sys/kernel/security/lsm cannot be read" : ""};
}

Fact mount_fact(std::string name, const std::string& where, std::string_view how) {
	return {std::move(name), where.empty() ? "not mounted" : where, where.empty() ? std::string(how) : ""};
}

} // namespace

bool Machine::may_trace() const {
	return has(CAP_SYS_ADMIN) || (has(CAP_BPF) && has(CAP_PERFMON));
}

std::string chosen_word(std::string_view text) {
	const size_t from = text.find('['), to = text.find(']');
	if (from == std::string_view::npos || to == std::string_view::npos || to < from) return {};
	return std::string(text.substr(from + 1, to - from - 1));
}

std::string mount_point(std::string_view mounts, std::string_view type) {
	std::istringstream lines{std::string(mounts)};
	for (std::string line; std::getline(lines, line);) {
		std::istringstream words(line);
		std::string device, where, what;
		if (words >> device >> where >> what && what == type) return printable(where);
	}
	return {};
}

Machine this_machine() {
	Machine m;
	utsname name{};
	uname(&name);
	m.release = printable(name.release);
	m.architecture = printable(name.machine);
	m.uid = geteuid();
	m.capabilities = effective_capabilities();
	m.own_user_ns = in_own_user_ns();
	m.seccomp = has_seccomp_filter();
	m.types = access("/sys/kernel/btf/vmlinux", R_OK) == 0;
	m.realtime = number("/sys/kernel/realtime").value_or(0) == 1;
	m.lockdown = chosen_word(first_line("/sys/kernel/security/lockdown"));
	m.lsms = printable(first_line("/sys/kernel/security/lsm"));
	m.unprivileged_bpf = number("/proc/sys/kernel/unprivileged_bpf_disabled");
	m.perf_paranoid = number("/proc/sys/kernel/perf_event_paranoid");
	const std::string mounts = read_file("/proc/self/mounts");
	m.tracefs = mount_point(mounts, "tracefs");
	m.bpffs = mount_point(mounts, "bpf");
	m.cgroup2 = mount_point(mounts, "cgroup2");
	return m;
}

std::vector<Fact> facts(const Machine& m) {
	return {
		{"kernel", m.release + " " + m.architecture},
		{"types (BTF)", m.types ? "/sys/kernel/btf/vmlinux" : "none",
		 m.types ? "" : "use a kernel built with CONFIG_DEBUG_INFO_BTF=y, and mount sysfs"},
		{"user", "uid " + std::to_string(m.uid)},
		capability_fact(m),
		{"user namespace", m.own_user_ns ? "own" : "initial",
		 m.own_user_ns ? "its capabilities do not reach eBPF; run outside the container" : ""},
		{"seccomp filter", m.seccomp ? "yes" : "no",
		 m.seccomp ? "it may forbid bpf(2); run outside the container" : ""},
		lockdown_fact(m),
		lsm_fact(m),
		{"unprivileged_bpf_disabled", text_of(m.unprivileged_bpf), "of no matter to root and CAP_BPF"},
		{"perf_event_paranoid", text_of(m.perf_paranoid), "of no matter to root and CAP_PERFMON"},
		{"PREEMPT_RT", m.realtime ? "yes" : "no",
		 m.realtime ? "traced tasks are never slowed down: events that do not fit are lost, and counted" : ""},
		mount_fact("tracefs", m.tracefs,
				   m.has(CAP_SYS_ADMIN) ? "strobe mounts its own, out of sight"
										: "mount -t tracefs nodev /sys/kernel/tracing"),
		mount_fact("bpffs", m.bpffs, "not needed yet"),
		mount_fact("cgroup v2", m.cgroup2, "mount -t cgroup2 none /sys/fs/cgroup"),
	};
}

} // namespace strobe::front
