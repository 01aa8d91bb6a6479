// SPDX-License-Identifier: BSD-2-Clause
#include "engine/tracing.h"

#include <bpf/bpf.h>
#include <bpf/libbpf.h>
#include <cerrno>
#include <fstream>
#include <linux/capability.h>
#include <string>
#include <sys/syscall.h>
#include <unistd.h>
#include <vector>

#include "abi/task.h"
#include "base/unique_fd.h"
#include "engine/reader.h"

namespace strobe::engine {

namespace {

bool has_capability(unsigned cap) {
	__user_cap_header_struct header{_LINUX_CAPABILITY_VERSION_3, 0};
	__user_cap_data_struct data[2]{};
	if (syscall(SYS_capget, &header, data) != 0) return false;
	return data[cap / 32].effective & (1u << (cap % 32));
}

Result<> check_privileges() {
	if (has_capability(CAP_SYS_ADMIN) || (has_capability(CAP_BPF) && has_capability(CAP_PERFMON))) return Ok{};
	return Error{"cannot load eBPF programs: Operation not permitted",
				 "run strobe as root, or with CAP_BPF and CAP_PERFMON"};
}

Result<> check_kernel() {
	if (access("/sys/kernel/btf/vmlinux", R_OK) == 0) return Ok{};
	return errno_error("cannot read the kernel's type information (/sys/kernel/btf/vmlinux)", errno,
					   "use a kernel built with CONFIG_DEBUG_INFO_BTF=y, and mount sysfs");
}

} // namespace

Tracing::Tracing() = default;
Tracing::~Tracing() = default;

Result<> Tracing::check_grounds() {
	if (auto ok = check_privileges(); !ok) return ok.error();
	return check_kernel();
}

bool Tracing::realtime_kernel() {
	std::ifstream f("/sys/kernel/realtime");
	int v = 0;
	return f >> v && v == 1;
}

Result<> Tracing::learn_self(const Parts& parts) {
	parts_ = parts;
	LIBBPF_OPTS(bpf_test_run_opts, opts);
	if (const int err = bpf_prog_test_run_opts(bpf_program__fd(parts_.whoami), &opts); err)
		return errno_error("cannot run an eBPF program", -err);
	return Ok{};
}

Result<> Tracing::prepare(const Parts& parts, uint64_t max_memory) {
	if (auto ok = learn_self(parts); !ok) return ok;
	reader_ = std::make_unique<Reader>(bpf_map__fd(parts_.ring), parts_.reader_asleep, max_memory);
	if (!reader_->ok()) return errno_error("cannot map the ring buffer", errno, "choose a smaller --ring-size");
	return Ok{};
}

void Tracing::start_reading() {
	reader_->start();
}

void Tracing::stop_reading() {
	reader_.reset();
}

Result<> Tracing::iterate(int tid) {
	bpf_iter_link_info which{};
	which.task.tid = static_cast<uint32_t>(tid);
	LIBBPF_OPTS(bpf_iter_attach_opts, opts, .link_info = &which, .link_info_len = sizeof which);
	bpf_link* link = bpf_program__attach_iter(parts_.each_task, &opts);
	if (!link) return errno_error("cannot list the running tasks", errno);
	const UniqueFd iter(bpf_iter_create(bpf_link__fd(link)));
	char unused[64];
	ssize_t n = iter ? read(iter.get(), unused, sizeof unused) : -1;
	while (n > 0) n = read(iter.get(), unused, sizeof unused);
	const int number = errno;
	bpf_link__destroy(link);
	if (n < 0) return errno_error("cannot list the running tasks", number);
	return Ok{};
}

Result<> Tracing::name_target(int tid, uint32_t target) {
	const auto key = static_cast<uint32_t>(tid);
	if (int err = bpf_map_update_elem(bpf_map__fd(parts_.targets), &key, &target, BPF_ANY); err)
		return errno_error("cannot follow process " + std::to_string(tid), -err);
	return Ok{};
}

Result<> Tracing::add_command(int pid) {
	if (auto ok = name_target(pid, TARGET_COMMAND); !ok) return ok;
	return iterate(pid);
}

Result<> Tracing::add_running(std::span<const int> tids, bool whole) {
	for (const int tid : tids)
		if (auto ok = name_target(tid, whole ? TARGET_PROCESS : TARGET_THREAD); !ok) return ok;
	return iterate();
}

Result<> Tracing::exclude(int pid) {
	return name_target(pid, TARGET_EXCLUDED);
}

Result<> Tracing::hide(int pid) {
	return name_target(pid, TARGET_HIDDEN);
}

Result<> Tracing::add_everything() {
	if (auto ok = exclude(getpid()); !ok) return ok;
	return iterate();
}

void Tracing::stop() {
	*parts_.detaching = 1;
}

uint64_t Tracing::written() const {
	return reader_->written();
}

bool Tracing::drain(uint64_t written) {
	return reader_->drain(written);
}

size_t Tracing::waiting() {
	return reader_->waiting();
}

int Tracing::ring_fd() const {
	return bpf_map__fd(parts_.ring);
}

Source& Tracing::source() {
	return *reader_;
}

Counters Tracing::counters() const {
	Counters sum{};
	const auto cpus = static_cast<size_t>(libbpf_num_possible_cpus());
	std::vector<uint64_t> values(cpus);
	for (uint32_t i = 0; i < sum.size(); i++)
		if (bpf_map_lookup_elem(bpf_map__fd(parts_.counters), &i, values.data()) == 0)
			for (const uint64_t v : values) sum[i] += v;
	return sum;
}

} // namespace strobe::engine
