// SPDX-License-Identifier: BSD-2-Clause
#include "engine/packets.h"

#include <algorithm>
#include <bpf/bpf.h>
#include <bpf/libbpf.h>
#include <cerrno>
#include <cstring>

#include "engine/cgroup.h"
#include "engine/device_hooks.h"
#include "engine/hook.h"
#include "engine/libbpf_log.h"
#include "engine/root_cgroup.h"
#include "packet.skel.h"

namespace strobe::engine {

struct Packets::Impl {
	explicit Impl(const PacketsOptions& o) : options(o) {}
	Impl(const Impl&) = delete;
	Impl& operator=(const Impl&) = delete;
	~Impl() {
		links.clear();
		hooks.reset();
		packet_bpf__destroy(bpf);
	}

	Result<> find();
	void choose_programs() const;
	Result<> open_and_load(bool realtime_kernel);
	Result<> attach_program(const bpf_program* program);
	Result<> attach_to_cgroup(const bpf_program* program);
	Result<> attach_all();
	Result<> attach_to_device();

	PacketsOptions options;
	Device device;
	UniqueFd cgroup;
	LibbpfLog log;
	packet_bpf* bpf = nullptr;
	std::unique_ptr<DeviceHooks> hooks;
	std::vector<Link> links;
};

Result<> Packets::Impl::find() {
	auto root = root_cgroup();
	if (!root) return root.error();
	cgroup = std::move(*root);
	if (options.device.empty()) return Ok{};
	auto found = find_device(options.device);
	if (!found) return found.error();
	device = *found;
	hooks = std::make_unique<DeviceHooks>(device);
	return Ok{};
}

void Packets::Impl::choose_programs() const {
	const auto& p = bpf->progs;
	const bool at_device = !options.device.empty();
	const std::pair<bpf_program*, bool> wanted[] = {
		{p.strobe_tc_in, at_device && options.in && !options.early},
		{p.strobe_xdp, at_device && options.in && options.early},
		{p.strobe_tc_out, at_device && options.out},
		{p.on_receive, !at_device && options.in},
		{p.on_send, !at_device && options.out},
	};
	for (const auto& [program, load] : wanted) bpf_program__set_autoload(program, load);
}

Result<> Packets::Impl::open_and_load(bool realtime_kernel) {
	bpf = packet_bpf__open();
	if (!bpf) return errno_error("cannot open the eBPF object", errno, log.hint());
	bpf->rodata->follow_fork = options.follow || options.system_wide;
	bpf->rodata->system_wide = options.system_wide;
	bpf->rodata->ring_size = options.ring_size;
	bpf->rodata->realtime_kernel = realtime_kernel;
	bpf->rodata->snaplen = std::min<uint32_t>(options.snaplen, STROBE_SNAPLEN_MAX);
	bpf->rodata->has_ethernet = device.ethernet;
	bpf->rodata->count_flows = options.count;
	bpf->rodata->flows_by_owner = options.by_owner;
	if (!options.cgroup.empty()) {
		const auto id = id_of_cgroup(options.cgroup);
		if (!id) return id.error();
		bpf->rodata->by_socket_cgroup = 1;
		bpf->rodata->cgroup_id = *id;
	}
	bpf->rodata->device_netns = device.netns;
	bpf->rodata->only_protocol = options.protocol;
	bpf->rodata->sample = options.sample;
	std::memcpy(const_cast<strobe_net_filter*>(&bpf->rodata->net_filter), &options.filter, sizeof options.filter);
	bpf->bss->paused = 1;
	bpf_map__set_max_entries(bpf->maps.ring, static_cast<uint32_t>(options.ring_size));
	if (!options.count) bpf_map__set_max_entries(bpf->maps.flows, 1);
	if (options.sockets_fd >= 0)
		if (const int err = bpf_map__reuse_fd(bpf->maps.sockets, options.sockets_fd); err)
			return errno_error("cannot share what is known of sockets", -err);
	choose_programs();
	if (const int err = packet_bpf__load(bpf); err)
		return errno_error("the kernel refuses the eBPF programs", -err, log.hint());
	return Ok{};
}

Result<> Packets::Impl::attach_program(const bpf_program* program) {
	Link link(bpf_program__attach(program));
	if (!link) return errno_error("cannot attach to the kernel's tracepoints", errno, log.hint());
	links.push_back(std::move(link));
	return Ok{};
}

Result<> Packets::Impl::attach_to_cgroup(const bpf_program* program) {
	Link link(bpf_program__attach_cgroup(program, cgroup.get()));
	if (!link)
		return errno_error("cannot attach to the root cgroup", errno,
						   errno == EPERM ? "another program has it for itself: bpftool cgroup tree" : log.hint());
	links.push_back(std::move(link));
	return Ok{};
}

Result<> Packets::Impl::attach_to_device() {
	const auto& p = bpf->progs;
	if (options.in)
		if (auto ok = options.early ? hooks->attach_early(p.strobe_xdp, "; try without --early")
									: hooks->attach_in(p.strobe_tc_in);
			!ok)
			return ok;
	return options.out ? hooks->attach_out(p.strobe_tc_out) : Ok{};
}

Result<> Packets::Impl::attach_all() {
	const auto& p = bpf->progs;
	for (const bpf_program* program : {p.on_fork, p.on_exec, p.on_exit})
		if (auto ok = attach_program(program); !ok) return ok;
	if (auto ok = attach_to_cgroup(p.on_socket); !ok) return ok;
	if (hooks) return attach_to_device();
	if (options.in)
		if (auto ok = attach_to_cgroup(p.on_receive); !ok) return ok;
	return options.out ? attach_to_cgroup(p.on_send) : Ok{};
}

Packets::Packets(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Packets::~Packets() {
	stop_reading();
}

Result<std::unique_ptr<Packets>> Packets::start(const PacketsOptions& options) {
	if (auto ok = check_grounds(); !ok) return ok.error();
	std::unique_ptr<Packets> packets(new Packets(std::make_unique<Impl>(options)));
	Impl& impl = *packets->impl_;
	if (auto ok = impl.find(); !ok) return ok.error();
	if (auto ok = impl.open_and_load(realtime_kernel()); !ok) return ok.error();
	packet_bpf& bpf = *impl.bpf;
	const Parts parts{bpf.maps.targets, bpf.maps.counters,       bpf.maps.ring,      bpf.progs.each_task,
					  bpf.progs.whoami, &bpf.bss->reader_asleep, &bpf.bss->detaching};
	if (auto ok = packets->prepare(parts, options.max_memory); !ok) return ok.error();
	if (auto ok = impl.attach_all(); !ok) return ok.error();
	packets->start_reading();
	return packets;
}

Result<> Packets::begin() {
	impl_->bpf->bss->paused = 0;
	return Ok{};
}

const Device& Packets::device() const {
	return impl_->device;
}

std::vector<CountedFlow> Packets::flows() const {
	std::vector<CountedFlow> flows;
	const int fd = bpf_map__fd(impl_->bpf->maps.flows);
	CountedFlow f;
	strobe_flow_key next{};
	for (const strobe_flow_key* from = nullptr; bpf_map_get_next_key(fd, from, &next) == 0; from = &f.key) {
		f.key = next;
		if (bpf_map_lookup_elem(fd, &f.key, &f.flow) == 0) flows.push_back(f);
	}
	return flows;
}

strobe_flow Packets::other_flows() const {
	return impl_->bpf->bss->other_flows;
}

} // namespace strobe::engine
