// SPDX-License-Identifier: BSD-2-Clause
#include "engine/engine.h"

#include <algorithm>
#include <bpf/bpf.h>
#include <bpf/libbpf.h>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <fstream>
#include <linux/capability.h>
#include <linux/magic.h>
#include <sys/syscall.h>
#include <sys/vfs.h>
#include <unistd.h>

#include "abi/task.h"
#include "base/unique_fd.h"
#include "engine/libbpf_log.h"
#include "engine/reader.h"
#include "trace.skel.h"

namespace strobe::engine {

struct Engine::Impl {
	explicit Impl(const Options& o) : options(o) {}
	Impl(const Impl&) = delete;
	Impl& operator=(const Impl&) = delete;
	~Impl() {
		reader.reset(); // reads the flag in the object's memory
		trace_bpf__destroy(bpf);
	}

	Result<> open_and_load();
	void set_filter(const Filter& filter);
	Result<> set_cgroup();
	Result<> who_am_i();
	Result<> install(const Plans& plans);
	Result<> attach();
	/// Over one task, or over all (0).
	Result<> iterate(int tid = 0);
	Result<> name_target(int tid, uint32_t target);

	Options options;
	LibbpfLog log;
	trace_bpf* bpf = nullptr;
	std::unique_ptr<Reader> reader;
};

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

bool realtime_kernel() {
	std::ifstream f("/sys/kernel/realtime");
	int v = 0;
	return f >> v && v == 1;
}

} // namespace

Result<> Engine::Impl::open_and_load() {
	bpf = trace_bpf__open();
	if (!bpf) return errno_error("cannot open the eBPF object", errno, log.hint());
	bpf->rodata->follow_fork = options.follow || options.system_wide;
	bpf->rodata->system_wide = options.system_wide;
	bpf->rodata->wait_on_full = options.wait_on_full;
	bpf->rodata->count_calls = options.count_calls;
	bpf->rodata->count_only = options.count_only;
	bpf->rodata->count_wall = options.count_wall;
	bpf->rodata->timed = options.timed;
	bpf->rodata->with_comm = options.with_comm;
	bpf->rodata->signal_mask = options.signal_mask;
	bpf->rodata->ring_size = options.ring_size;
	bpf->rodata->realtime_kernel = realtime_kernel();
	set_filter(options.filter);
	bpf->bss->entry_for_blocking = options.live || options.follow || options.system_wide;
	bpf_map__set_max_entries(bpf->maps.ring, static_cast<uint32_t>(options.ring_size));
	bpf_map__set_max_entries(bpf->maps.scratches, static_cast<uint32_t>(libbpf_num_possible_cpus()));
	bpf_program__set_autoload(bpf->progs.on_rename, !options.filter.comm.empty());
	if (!options.signal_mask || options.count_only) {
		bpf_program__set_autoload(bpf->progs.on_signal, false);
		bpf_program__set_autoload(bpf->progs.on_signal_generate, false);
	}
	if (const int err = trace_bpf__load(bpf); err)
		return errno_error("the kernel refuses the eBPF programs", -err, log.hint());
	return Ok{};
}

void Engine::Impl::set_filter(const Filter& f) {
	auto& knobs = *bpf->rodata;
	knobs.by_comm = !f.comm.empty();
	f.comm.copy(const_cast<char*>(knobs.comm_glob), sizeof knobs.comm_glob - 1);
	knobs.by_uid = f.uid.has_value();
	knobs.only_uid = f.uid.value_or(0);
	knobs.by_cgroup = !f.cgroup.empty();
	knobs.by_outcome = f.by_outcome();
	knobs.want_success = f.success;
	knobs.want_failure = f.failure;
	knobs.min_duration = f.min_duration;
	knobs.by_errno = !f.errnos.empty();
	for (const int e : f.errnos) knobs.only_errnos[e / 64] |= 1ull << (e % 64);
}

/// A file system of cgroup v1 has another magic, and no descendants that eBPF could test.
Result<> Engine::Impl::set_cgroup() {
	const std::string& path = options.filter.cgroup;
	if (path.empty()) return Ok{};
	const UniqueFd dir(open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
	if (!dir)
		return errno_error("cannot open the cgroup " + path, errno,
						   "name a directory of the cgroup v2 file system, such as /sys/fs/cgroup/system.slice");
	struct statfs fs{};
	if (fstatfs(dir.get(), &fs) != 0 || fs.f_type != CGROUP2_SUPER_MAGIC)
		return Error{
			path + " is not a cgroup v2 directory",
			"cgroup v2 is often mounted at /sys/fs/cgroup or /sys/fs/cgroup/unified; cgroup v1 has no such filter"};
	const uint32_t zero = 0;
	const int fd = dir.get();
	if (const int err = bpf_map_update_elem(bpf_map__fd(bpf->maps.cgroup), &zero, &fd, BPF_ANY); err)
		return errno_error("cannot use the cgroup " + path, -err);
	return Ok{};
}

Result<> Engine::Impl::who_am_i() {
	LIBBPF_OPTS(bpf_test_run_opts, opts);
	const int err = bpf_prog_test_run_opts(bpf_program__fd(bpf->progs.whoami), &opts);
	if (err) return errno_error("cannot run an eBPF program", -err);
	return Ok{};
}

Result<> Engine::Impl::install(const Plans& plans) {
	std::vector<uint32_t> keys(plans.plans.size());
	for (uint32_t i = 0; i < keys.size(); i++) keys[i] = i;
	auto n = static_cast<uint32_t>(keys.size());
	LIBBPF_OPTS(bpf_map_batch_opts, opts);
	if (int err = bpf_map_update_batch(bpf_map__fd(bpf->maps.plans), keys.data(), plans.plans.data(), &n, &opts); err)
		return errno_error("cannot install the fetch plans", -err);
	for (const auto& [key, index] : plans.variants)
		if (int err = bpf_map_update_elem(bpf_map__fd(bpf->maps.variants), &key, &index, BPF_ANY); err)
			return errno_error("cannot install the fetch plans", -err);
	return Ok{};
}

Result<> Engine::Impl::attach() {
	bpf_program__set_autoattach(bpf->progs.each_task, false);
	if (const int err = trace_bpf__attach(bpf); err)
		return errno_error("cannot attach to the kernel's tracepoints", -err, log.hint());
	return Ok{};
}

Result<> Engine::Impl::iterate(int tid) {
	bpf_iter_link_info which{};
	which.task.tid = static_cast<uint32_t>(tid);
	LIBBPF_OPTS(bpf_iter_attach_opts, opts, .link_info = &which, .link_info_len = sizeof which);
	bpf_link* link = bpf_program__attach_iter(bpf->progs.each_task, &opts);
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

Engine::Engine(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Engine::~Engine() = default;

Result<std::unique_ptr<Engine>> Engine::start(const Options& options, const Plans& plans) {
	if (auto ok = check_privileges(); !ok) return ok.error();
	if (auto ok = check_kernel(); !ok) return ok.error();
	auto impl = std::make_unique<Impl>(options);
	if (auto ok = impl->open_and_load(); !ok) return ok.error();
	if (auto ok = impl->set_cgroup(); !ok) return ok.error();
	if (auto ok = impl->who_am_i(); !ok) return ok.error();
	if (auto ok = impl->install(plans); !ok) return ok.error();
	impl->reader =
		std::make_unique<Reader>(bpf_map__fd(impl->bpf->maps.ring), &impl->bpf->bss->reader_asleep, options.max_memory);
	if (!impl->reader->ok()) return errno_error("cannot map the ring buffer", errno, "choose a smaller --ring-size");
	if (auto ok = impl->attach(); !ok) return ok.error();
	impl->reader->start();
	return std::unique_ptr<Engine>(new Engine(std::move(impl)));
}

Result<> Engine::Impl::name_target(int tid, uint32_t target) {
	const auto key = static_cast<uint32_t>(tid);
	if (int err = bpf_map_update_elem(bpf_map__fd(bpf->maps.targets), &key, &target, BPF_ANY); err)
		return errno_error("cannot follow process " + std::to_string(tid), -err);
	return Ok{};
}

Result<> Engine::add_command(int pid) {
	if (auto ok = impl_->name_target(pid, TARGET_COMMAND); !ok) return ok;
	return impl_->iterate(pid);
}

Result<> Engine::add_running(std::span<const int> tids, bool whole) {
	for (const int tid : tids)
		if (auto ok = impl_->name_target(tid, whole ? TARGET_PROCESS : TARGET_THREAD); !ok) return ok;
	return impl_->iterate();
}

Result<> Engine::exclude(int pid) {
	return impl_->name_target(pid, TARGET_EXCLUDED);
}

Result<> Engine::hide(int pid) {
	return impl_->name_target(pid, TARGET_HIDDEN);
}

Result<> Engine::add_everything() {
	if (auto ok = exclude(getpid()); !ok) return ok;
	return impl_->iterate();
}

void Engine::stop() {
	impl_->bpf->bss->detaching = 1;
	if (!impl_->options.count_only) [[maybe_unused]]
		const auto shown = impl_->iterate();
}

void Engine::drain() {
	impl_->reader->drain();
}

Source& Engine::source() {
	return *impl_->reader;
}

Counters Engine::counters() const {
	Counters sum{};
	const auto cpus = static_cast<size_t>(libbpf_num_possible_cpus());
	std::vector<uint64_t> values(cpus);
	for (uint32_t i = 0; i < sum.size(); i++)
		if (bpf_map_lookup_elem(bpf_map__fd(impl_->bpf->maps.counters), &i, values.data()) == 0)
			for (const uint64_t v : values) sum[i] += v;
	return sum;
}

std::vector<strobe_count> Engine::counts() const {
	const size_t slots = 3ul * STROBE_NR_MAX;
	const auto cpus = static_cast<size_t>(libbpf_num_possible_cpus());
	std::vector<strobe_count> sums(slots), values(cpus);
	for (uint32_t i = 0; i < slots; i++) {
		if (bpf_map_lookup_elem(bpf_map__fd(impl_->bpf->maps.counts), &i, values.data()) != 0) continue;
		for (const strobe_count& v : values) {
			if (!v.calls) continue;
			strobe_count& s = sums[i];
			s.min = s.calls ? std::min(s.min, v.min) : v.min;
			s.max = std::max(s.max, v.max);
			s.calls += v.calls;
			s.errors += v.errors;
			s.time += v.time;
		}
	}
	return sums;
}

} // namespace strobe::engine
