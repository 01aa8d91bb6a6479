// SPDX-License-Identifier: BSD-2-Clause
#include "engine/probes.h"

#include <algorithm>
#include <bpf/bpf.h>
#include <bpf/libbpf.h>
#include <cerrno>

#include "engine/cgroup.h"
#include "engine/copies.h"
#include "engine/libbpf_log.h"
#include "engine/misses.h"
#include "probe.skel.h"

namespace strobe::engine {

namespace {

/// What one CPU has kept, to what others have; see abi/probe.h.
void join_column(const strobe_column& c, uint64_t& whole, uint64_t part) {
	whole = c.op == STROBE_COLUMN_SUM ? whole + part : std::max(whole, part);
}

uint64_t number_of(const strobe_column& c, uint64_t word) {
	if (c.op == STROBE_COLUMN_SUM) return word;
	if (c.op == STROBE_COLUMN_MIN) word = ~word;
	return c.is_signed ? word ^ (uint64_t{1} << 63) : word;
}

} // namespace

struct Probes::Impl {
	Impl(const ProbesOptions& o, const std::vector<Hook>& hooks) : options(o), copies(any_target(hooks)) {}
	Impl(const Impl&) = delete;
	Impl& operator=(const Impl&) = delete;
	~Impl() {
		links.clear();
		probe_bpf__destroy(bpf);
	}

	Result<> open_and_load(const std::vector<Hook>& hooks, bool realtime_kernel);
	void set_calls(const std::vector<Hook>& hooks);
	Result<> install(std::span<const strobe_probe_plan> plans);
	Result<> attach_all(const std::vector<Hook>& hooks);
	Result<> attach_life(bpf_program* program, bpf_link*& link);

	ProbesOptions options;
	std::array<strobe_column, STROBE_COLUMNS> columns{}; ///< alike in all plans
	LibbpfLog log;
	Copies copies;
	probe_bpf* bpf = nullptr;
	Links links;
};

Result<> Probes::Impl::open_and_load(const std::vector<Hook>& hooks, bool realtime_kernel) {
	bpf = probe_bpf__open();
	if (!bpf) return errno_error("cannot open the eBPF object", errno, log.hint());
	bpf->rodata->follow_fork = options.follow || options.system_wide;
	bpf->rodata->system_wide = options.system_wide;
	bpf->rodata->ring_size = options.ring_size;
	bpf->rodata->realtime_kernel = realtime_kernel;
	bpf->rodata->by_comm = !options.comm.empty();
	options.comm.copy(const_cast<char*>(bpf->rodata->comm_glob), sizeof bpf->rodata->comm_glob - 1);
	bpf->rodata->by_uid = options.uid.has_value();
	bpf->rodata->only_uid = options.uid.value_or(0);
	bpf->rodata->by_cgroup = !options.cgroup.empty();
	bpf->rodata->aggregate = options.count;
	bpf->rodata->columns = options.columns;
	bpf->rodata->histogram = options.histogram;
	bpf->rodata->group_kstack = options.kstack;
	bpf->rodata->group_ustack = options.ustack;
	bpf->rodata->with_stacks = options.stacks;
	if (!options.kstack && !options.ustack) bpf_map__set_max_entries(bpf->maps.stacks, 1);
	bpf->bss->paused = 1;
	bpf_map__set_max_entries(bpf->maps.ring, static_cast<uint32_t>(options.ring_size));
	bpf_map__set_max_entries(bpf->maps.probe_plans, static_cast<uint32_t>(hooks.size()));
	bpf_map__set_key_size(bpf->maps.groups, options.count ? options.key_size : sizeof(uint64_t));
	bpf_map__set_value_size(bpf->maps.groups, sizeof(uint64_t) * (1 + options.columns));
	if (!options.count) bpf_map__set_max_entries(bpf->maps.groups, 1);
	choose_programs(*bpf, hooks);
	set_calls(hooks);
	if (const int err = probe_bpf__load(bpf); err)
		return errno_error("the kernel refuses the eBPF programs", -err, log.hint());
	return Ok{};
}

/// Where the kernel side notes calls until they return.
void Probes::Impl::set_calls(const std::vector<Hook>& hooks) {
	constexpr uint32_t kSetAside = 256; // of a map of the kind, by each processor
	const auto any = [&](auto... types) {
		return std::ranges::any_of(hooks, [&](const Hook& h) { return h.timed && ((h.type == types) || ...); });
	};
	const bool user = any(HookType::kUprobeReturn);
	const auto processors = static_cast<uint32_t>(libbpf_num_possible_cpus());
	bpf_map__set_max_entries(bpf->maps.user_calls, user ? STROBE_ENTRIES + kSetAside * processors : 1);
	bpf->rodata->probes = static_cast<uint32_t>(hooks.size());
	bpf_program__set_autoload(bpf->progs.on_free, any(HookType::kFunctionReturn, HookType::kFexit));
}

Result<> Probes::Impl::install(std::span<const strobe_probe_plan> plans) {
	for (uint32_t i = 0; i < plans.size(); i++)
		if (int err = bpf_map_update_elem(bpf_map__fd(bpf->maps.probe_plans), &i, &plans[i], BPF_ANY); err)
			return errno_error("cannot install the plans", -err);
	return Ok{};
}

Result<> Probes::Impl::attach_life(bpf_program* program, bpf_link*& link) {
	link = bpf_program__attach(program);
	if (!link) return errno_error("cannot attach to the kernel's tracepoints", errno, log.hint());
	return Ok{};
}

/// A task is in scope before the probes see its exec, and until they have seen its exit: hooks of one tracepoint run in
/// the order in which they were attached.
Result<> Probes::Impl::attach_all(const std::vector<Hook>& hooks) {
	if (auto ok = attach_life(bpf->progs.on_fork, bpf->links.on_fork); !ok) return ok;
	if (auto ok = attach_life(bpf->progs.on_exec, bpf->links.on_exec); !ok) return ok;
	if (bpf_program__autoload(bpf->progs.on_free))
		if (auto ok = attach_life(bpf->progs.on_free, bpf->links.on_free); !ok) return ok;
	for (uint32_t i = 0; i < hooks.size(); i++)
		if (auto ok = attach(*bpf, copies, hooks[i], i, links); !ok) {
			Error error = ok.error();
			if (error.hint.empty()) error.hint = log.hint();
			return error;
		}
	return attach_life(bpf->progs.on_exit, bpf->links.on_exit);
}

Probes::Probes(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Probes::~Probes() {
	stop_reading();
}

Result<std::unique_ptr<Probes>> Probes::start(const ProbesOptions& options, const std::vector<Hook>& wanted,
											  std::span<const strobe_probe_plan> plans) {
	if (auto ok = check_grounds(); !ok) return ok.error();
	std::vector<Hook> hooks = wanted;
	// programs that may sleep cannot ask for cgroups and stacks
	for (Hook& hook : hooks)
		hook.may_sleep = options.cgroup.empty() && !options.kstack && !options.ustack && !options.stacks;
	std::unique_ptr<Probes> probes(new Probes(std::make_unique<Impl>(options, hooks)));
	Impl& impl = *probes->impl_;
	for (uint32_t i = 0; i < options.columns && !plans.empty(); i++) impl.columns[i] = plans[0].column[i];
	if (auto ok = impl.open_and_load(hooks, realtime_kernel()); !ok) return ok.error();
	if (auto ok = impl.install(plans); !ok) return ok.error();
	if (auto ok = set_cgroup(impl.bpf->maps.cgroup, options.cgroup); !ok) return ok.error();
	probe_bpf& bpf = *impl.bpf;
	const Parts parts{bpf.maps.targets, bpf.maps.counters,       bpf.maps.ring,      bpf.progs.each_task,
					  bpf.progs.whoami, &bpf.bss->reader_asleep, &bpf.bss->detaching};
	if (auto ok = probes->prepare(parts, options.max_memory); !ok) return ok.error();
	if (auto ok = impl.attach_all(hooks); !ok) return ok.error();
	probes->start_reading();
	return probes;
}

Result<> Probes::begin() {
	impl_->bpf->bss->paused = 0;
	return Ok{};
}

std::vector<Group> Probes::groups() const {
	std::vector<Group> groups;
	if (!impl_->options.count) return groups;
	const int fd = bpf_map__fd(impl_->bpf->maps.groups);
	const size_t words = 1 + impl_->options.columns;
	std::vector<uint64_t> values(words * static_cast<size_t>(libbpf_num_possible_cpus()));
	std::vector<uint8_t> key(impl_->options.key_size), next = key;
	for (const uint8_t* from = nullptr; bpf_map_get_next_key(fd, from, next.data()) == 0; from = key.data()) {
		key = next;
		if (bpf_map_lookup_elem(fd, key.data(), values.data()) != 0) continue;
		Group group{.key = key};
		for (size_t at = 0; at < values.size(); at += words) {
			group.count += values[at];
			for (uint32_t i = 0; i < impl_->options.columns; i++)
				join_column(impl_->columns[i], group.columns[i], values[at + 1 + i]);
		}
		for (uint32_t i = 0; i < impl_->options.columns; i++)
			group.columns[i] = number_of(impl_->columns[i], group.columns[i]);
		if (group.count) groups.push_back(std::move(group)); // 0: a first hit is on its way
	}
	return groups;
}

std::vector<uint64_t> Probes::stack(uint32_t number) const {
	std::vector<uint64_t> addresses(STROBE_FRAMES);
	if (bpf_map_lookup_elem(bpf_map__fd(impl_->bpf->maps.stacks), &number, addresses.data()) != 0) return {};
	addresses.erase(std::ranges::find(addresses, uint64_t{0}), addresses.end());
	return addresses;
}

uint64_t Probes::kernel_misses() const {
	uint64_t sum = 0;
	for (const bpf_program* program : programs_of_hooks(*impl_->bpf)) sum += misses_of(bpf_program__fd(program));
	for (const UniqueFd& copy : impl_->links.copies) sum += misses_of(copy.get());
	return sum;
}

uint64_t Probes::calls_not_followed() const {
	uint64_t sum = 0;
	for (const Link& link : impl_->links.links) sum += misses_of_kprobe(bpf_link__fd(link.get()));
	return sum;
}

} // namespace strobe::engine
