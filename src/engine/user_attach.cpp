// SPDX-License-Identifier: BSD-2-Clause
#include "engine/user_attach.h"

#include <bpf/bpf.h>
#include <bpf/libbpf.h>
#include <cerrno>
#include <fcntl.h>
#include <unistd.h>

#include "base/files.h"
#include "engine/cgroup.h"
#include "engine/timer.h"
#include "engine/tracepoint.h"
#include "engine/user_load.h"

namespace strobe::engine {

namespace {

constexpr uint64_t kSamplesPerSecond = 99; // not in step with timers of 100 Hz

/// Families of programs, by how they are attached.
enum class Way : uint8_t { kSection, kIterator, kTimer, kCgroup, kDevice, kNetns };

Way way_of(const bpf_program* program) {
	switch (bpf_program__type(program)) {
	case BPF_PROG_TYPE_PERF_EVENT: return Way::kTimer;
	case BPF_PROG_TYPE_SCHED_CLS:
	case BPF_PROG_TYPE_SCHED_ACT:
	case BPF_PROG_TYPE_XDP: return Way::kDevice;
	case BPF_PROG_TYPE_CGROUP_SKB:
	case BPF_PROG_TYPE_CGROUP_SOCK:
	case BPF_PROG_TYPE_CGROUP_SOCK_ADDR:
	case BPF_PROG_TYPE_CGROUP_SOCKOPT:
	case BPF_PROG_TYPE_CGROUP_SYSCTL:
	case BPF_PROG_TYPE_CGROUP_DEVICE:
	case BPF_PROG_TYPE_SOCK_OPS: return Way::kCgroup;
	case BPF_PROG_TYPE_SK_LOOKUP:
	case BPF_PROG_TYPE_FLOW_DISSECTOR: return Way::kNetns;
	case BPF_PROG_TYPE_TRACING:
		return bpf_program__expected_attach_type(program) == BPF_TRACE_ITER ? Way::kIterator : Way::kSection;
	case BPF_PROG_TYPE_LSM:
		return bpf_program__expected_attach_type(program) == BPF_LSM_CGROUP ? Way::kCgroup : Way::kSection;
	default: return Way::kSection;
	}
}

/// Programs for what the device sends: SEC("tc/egress"), and those whose names say so.
bool is_for_sending(const UserProgram& program) {
	return program.section.find("egress") != std::string::npos ||
		   (program.section.find("ingress") == std::string::npos && program.name.find("egress") != std::string::npos);
}

/// Programs for security hooks are accepted and attached even where nobody calls them.
bool lsm_runs() {
	const std::string modules = read_file("/sys/kernel/security/lsm");
	return modules.empty() || ("," + modules + ",").find(",bpf,") != std::string::npos;
}

/// libbpf finds tracepoints only where tracefs is mounted in the usual place; of those that neither finds, its log
/// tells.
bpf_link* attach_as_section_says(const UserProgram& program) {
	const size_t kind = program.section.find('/'), category = program.section.rfind('/');
	if (bpf_program__type(program.program) == BPF_PROG_TYPE_TRACEPOINT && kind < category) {
		const std::string names = program.section.substr(kind + 1);
		const size_t slash = names.find('/');
		if (bpf_link* link = attach_tracepoint(program.program, names.substr(0, slash), names.substr(slash + 1), 0))
			return link;
	}
	return bpf_program__attach(program.program);
}

} // namespace

bool is_for_cgroup(const UserProgram& program) {
	return way_of(program.program) == Way::kCgroup;
}

std::optional<Error> not_attachable(const UserProgram& program) {
	const auto error = [&](const char* what, const char* hint) {
		return Error{program.name + " (SEC(\"" + program.section + "\")) cannot be attached: " + what, hint};
	};
	switch (bpf_program__type(program.program)) {
	case BPF_PROG_TYPE_STRUCT_OPS:
		return error("it is part of a struct_ops, which changes how the kernel works",
					 "bpftool struct_ops register FILE.bpf.o installs it");
	case BPF_PROG_TYPE_EXT:
		return error("it replaces a function of another program (freplace)", "load it with the program's own loader");
	case BPF_PROG_TYPE_SOCKET_FILTER:
		return error("a socket filter belongs to a socket of the program that makes it",
					 "SEC(\"tc\") with -i DEV sees the packets of a device");
	case BPF_PROG_TYPE_SK_SKB:
	case BPF_PROG_TYPE_SK_MSG:
		return error("it belongs to a map of sockets, which a program has to fill", "load it with its own loader");
	case BPF_PROG_TYPE_SK_REUSEPORT:
	case BPF_PROG_TYPE_LIRC_MODE2:
	case BPF_PROG_TYPE_LWT_IN:
	case BPF_PROG_TYPE_LWT_OUT:
	case BPF_PROG_TYPE_LWT_XMIT:
	case BPF_PROG_TYPE_LWT_SEG6LOCAL:
		return error("strobe run knows no place for programs of this type", "load it with its own loader");
	case BPF_PROG_TYPE_SYSCALL:
		return error("nothing in the kernel calls a program of this type", "load it with its own loader");
	default: return std::nullopt;
	}
}

Error UserHooks::refusal(const UserProgram& program) const {
	return attach_error(object_, program, errno, log_);
}

Result<> UserHooks::attach_by_section(const UserProgram& program) {
	Link link(attach_as_section_says(program));
	if (!link) return refusal(program);
	links_.push_back(std::move(link));
	const bool idle = bpf_program__type(program.program) == BPF_PROG_TYPE_LSM && !lsm_runs();
	attached_.push_back(
		{program.name, "attached to " + program.section +
						   (idle ? ", but never runs: the kernel was not booted with lsm=...,bpf" : "")});
	return Ok{};
}

Result<> UserHooks::attach_to_cgroup(const UserProgram& program) {
	if (cgroup_.empty())
		return Error{"cannot attach " + program.name + ": SEC(\"" + program.section + "\") belongs to a cgroup",
					 "name it: --cgroup PATH, a directory of the cgroup v2 file system"};
	auto dir = open_cgroup(cgroup_);
	if (!dir) return dir.error();
	Link link(bpf_program__attach_cgroup(program.program, dir->get()));
	if (!link) return errno_error("cannot attach " + program.name + " to the cgroup " + cgroup_, errno);
	links_.push_back(std::move(link));
	attached_.push_back({program.name, "attached to the cgroup " + cgroup_ + " (" + program.section + ")"});
	return Ok{};
}

Result<> UserHooks::attach_to_device(const UserProgram& program) {
	if (device_.empty())
		return Error{"cannot attach " + program.name + ": SEC(\"" + program.section + "\") belongs to a network device",
					 "name it: -i DEV; ip link lists the devices that there are"};
	if (!devices_) {
		auto device = find_device(device_);
		if (!device) return device.error();
		devices_ = std::make_unique<DeviceHooks>(*device);
	}
	const bool early = bpf_program__type(program.program) == BPF_PROG_TYPE_XDP, out = is_for_sending(program);
	auto ok = early ? devices_->attach_early(program.program)
			  : out ? devices_->attach_out(program.program)
					: devices_->attach_in(program.program);
	if (!ok) return Error{"cannot attach " + program.name + ": " + ok.error().message, ok.error().hint};
	const char* what = early ? " (XDP)" : out ? ", what it sends" : ", what it receives";
	attached_.push_back({program.name, "attached to " + device_ + what});
	return Ok{};
}

Result<> UserHooks::attach_to_netns(const UserProgram& program) {
	const UniqueFd netns(open("/proc/self/ns/net", O_RDONLY | O_CLOEXEC));
	Link link(bpf_program__attach_netns(program.program, netns.get()));
	if (!link) return errno_error("cannot attach " + program.name + " to the network namespace", errno);
	links_.push_back(std::move(link));
	attached_.push_back({program.name, "attached to the network namespace (" + program.section + ")"});
	return Ok{};
}

Result<> UserHooks::run_iterator(const UserProgram& program) {
	const Link link(bpf_program__attach_iter(program.program, nullptr));
	if (!link)
		return errno_error(
			"cannot run the iterator " + program.name, errno,
			errno == EINVAL ? "iterators over the elements of a map need a map, which strobe run does not give" : "");
	const UniqueFd iterator(bpf_iter_create(bpf_link__fd(link.get())));
	Attached done{program.name, "run once (" + program.section + ")"};
	char piece[4096];
	ssize_t n = iterator ? read(iterator.get(), piece, sizeof piece) : -1;
	for (; n > 0 || (n < 0 && errno == EAGAIN); n = read(iterator.get(), piece, sizeof piece))
		if (n > 0) done.text.append(piece, static_cast<size_t>(n));
	if (n < 0) return errno_error("cannot run the iterator " + program.name, errno);
	attached_.push_back(std::move(done));
	return Ok{};
}

Result<> UserHooks::attach(const UserProgram& program) {
	log_.clear();
	switch (way_of(program.program)) {
	case Way::kIterator: return run_iterator(program);
	case Way::kCgroup: return attach_to_cgroup(program);
	case Way::kDevice: return attach_to_device(program);
	case Way::kNetns: return attach_to_netns(program);
	case Way::kTimer: {
		const Hook hook{.type = HookType::kProfile, .frequency = kSamplesPerSecond, .title = program.name};
		if (auto ok = attach_timer(program.program, hook, 0, links_); !ok) return ok;
		attached_.push_back({program.name, "attached to a clock, 99 times a second on each processor"});
		return Ok{};
	}
	default: return attach_by_section(program);
	}
}

void UserHooks::detach() {
	links_.clear();
	devices_.reset();
}

} // namespace strobe::engine
