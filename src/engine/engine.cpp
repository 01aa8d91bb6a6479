// SPDX-License-Identifier: BSD-2-Clause
#include "engine/engine.h"

#include <algorithm>
#include <bpf/bpf.h>
#include <bpf/libbpf.h>
#include <cerrno>
#include <cstring>
#include <unistd.h>

#include "base/unique_fd.h"
#include "engine/cgroup.h"
#include "engine/libbpf_log.h"
#include "engine/misses.h"
#include "trace.skel.h"

namespace strobe::engine {

struct Engine::Impl {
	explicit Impl(const Options& o) : options(o) {}
	Impl(const Impl&) = delete;
	Impl& operator=(const Impl&) = delete;
	~Impl() { trace_bpf__destroy(bpf); }

	Result<> open_and_load(bool realtime_kernel);
	Result<> set_filter(const Filter& filter);
	Result<> install(const Plans& plans);
	Result<> attach();

	Options options;
	LibbpfLog log;
	trace_bpf* bpf = nullptr;
};

Result<> Engine::Impl::open_and_load(bool realtime_kernel) {
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
	bpf->rodata->realtime_kernel = realtime_kernel;
	if (auto ok = set_filter(options.filter); !ok) return ok;
	bpf->bss->entry_for_blocking = options.live || options.follow || options.system_wide;
	bpf_map__set_max_entries(bpf->maps.ring, static_cast<uint32_t>(options.ring_size));
	bpf_map__set_max_entries(bpf->maps.scratches, static_cast<uint32_t>(libbpf_num_possible_cpus()));
	if (!options.signal_mask || options.count_only) {
		bpf_program__set_autoload(bpf->progs.on_signal, false);
		bpf_program__set_autoload(bpf->progs.on_signal_generate, false);
	}
	if (const int err = trace_bpf__load(bpf); err)
		return errno_error("the kernel refuses the eBPF programs", -err, log.hint());
	return Ok{};
}

Result<> Engine::Impl::set_filter(const Filter& f) {
	auto& knobs = *bpf->rodata;
	knobs.by_comm = !f.comm.empty();
	f.comm.copy(const_cast<char*>(knobs.comm_glob), sizeof knobs.comm_glob - 1);
	knobs.by_uid = f.uid.has_value();
	knobs.only_uid = f.uid.value_or(0);
	if (!f.cgroup.empty()) {
		const auto id = id_of_cgroup(f.cgroup);
		if (!id) return id.error();
		knobs.by_cgroup = 1;
		knobs.only_cgroup = *id;
	}
	knobs.by_outcome = f.by_outcome();
	knobs.want_success = f.success;
	knobs.want_failure = f.failure;
	knobs.min_duration = f.min_duration;
	knobs.by_errno = !f.errnos.empty();
	for (const int e : f.errnos) knobs.only_errnos[e / 64] |= 1ull << (e % 64);
	bpf_program__set_autoload(bpf->progs.on_rename, !f.comm.empty());
	bpf_program__set_autoload(bpf->progs.on_exec_of_inputs, f.by_outcome());
	bpf_program__set_autoload(bpf->progs.on_exit_of_inputs, f.by_outcome());
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

Engine::Engine(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Engine::~Engine() {
	stop_reading();
}

Result<std::unique_ptr<Engine>> Engine::start(const Options& options, const Plans& plans) {
	if (auto ok = check_grounds(); !ok) return ok.error();
	std::unique_ptr<Engine> engine(new Engine(std::make_unique<Impl>(options)));
	Impl& impl = *engine->impl_;
	if (auto ok = impl.open_and_load(realtime_kernel()); !ok) return ok.error();
	if (auto ok = set_cgroup(impl.bpf->maps.cgroup, options.filter.cgroup); !ok) return ok.error();
	if (auto ok = impl.install(plans); !ok) return ok.error();
	trace_bpf& bpf = *impl.bpf;
	const Parts parts{bpf.maps.targets, bpf.maps.counters,       bpf.maps.ring,      bpf.progs.each_task,
					  bpf.progs.whoami, &bpf.bss->reader_asleep, &bpf.bss->detaching};
	if (auto ok = engine->prepare(parts, options.max_memory); !ok) return ok.error();
	if (auto ok = impl.attach(); !ok) return ok.error();
	engine->start_reading();
	return engine;
}

void Engine::stop() {
	Tracing::stop();
	if (!impl_->options.count_only) [[maybe_unused]]
		const auto shown = iterate();
}

uint64_t Engine::kernel_misses() const {
	uint64_t sum = 0;
	bpf_program* program = nullptr;
	bpf_object__for_each_program(program, impl_->bpf->obj) sum += misses_of(bpf_program__fd(program));
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
