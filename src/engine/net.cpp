// SPDX-License-Identifier: BSD-2-Clause
#include "engine/net.h"

#include <algorithm>
#include <bpf/bpf.h>
#include <bpf/btf.h>
#include <bpf/libbpf.h>
#include <cerrno>
#include <cstring>
#include <numeric>
#include <sys/syscall.h>
#include <unistd.h>

#include "base/unique_fd.h"
#include "engine/cgroup.h"
#include "engine/libbpf_log.h"
#include "engine/misses.h"
#include "net.skel.h"

namespace strobe::engine {

namespace {

/// A program of the object, and the events for which it is needed.
struct Needed {
	bpf_program* program;
	uint32_t events;
};

constexpr uint32_t bit(strobe_net_event event) {
	return 1u << event;
}

std::vector<Needed> event_programs(const net_bpf& bpf) {
	return {
		{bpf.progs.on_retransmit, bit(STROBE_NET_RETRANS)},
		{bpf.progs.on_retransmit_synack, bit(STROBE_NET_RETRANS) | bit(STROBE_NET_ACCEPT) | bit(STROBE_NET_RTT)},
		{bpf.progs.on_call_end, bit(STROBE_NET_CONNECT)},
		{bpf.progs.on_send_reset, bit(STROBE_NET_RESET)},
		{bpf.progs.on_receive_reset, bit(STROBE_NET_RESET)},
		{bpf.progs.on_packet, bit(STROBE_NET_RTT)},
		{bpf.progs.on_drop, bit(STROBE_NET_DROP)},
		{bpf.progs.on_state, ~0u}, // know the owner of what is opened from now on
		{bpf.progs.on_state_owned, ~0u},
	};
}

/// Arguments of a tracepoint; 0: there is none of that name.
unsigned arguments_of(const btf* types, const std::string& tracepoint) {
	const int id = btf__find_by_name_kind(types, ("btf_trace_" + tracepoint).c_str(), BTF_KIND_TYPEDEF);
	const btf_type* pointer = id < 0 ? nullptr : btf__type_by_id(types, btf__type_by_id(types, id)->type);
	const btf_type* function = pointer ? btf__type_by_id(types, pointer->type) : nullptr;
	return function && btf_is_func_proto(function) ? btf_vlen(function) - 1u : 0; // the first is the tracer's own
}

/// What tracepoints were given later than 6.1: the reason of a reset (6.10), the socket of a dropped packet (6.11).
void learn_arguments(net_bpf& bpf) {
	btf* const types = btf__load_vmlinux_btf();
	if (!types) return;
	bpf.rodata->resets_have_reasons = arguments_of(types, "tcp_send_reset") > 2;
	bpf.rodata->drops_have_sockets = arguments_of(types, "kfree_skb") > 3;
	btf__free(types);
}

/// Of a map of counts per CPU, with keys of this type.
template <class Key>
std::vector<Net::Counted<Key>> counts_of(const bpf_map* map) {
	std::vector<Net::Counted<Key>> list;
	const int fd = bpf_map__fd(map);
	std::vector<uint64_t> counts(static_cast<size_t>(libbpf_num_possible_cpus()));
	Key key{}, next{};
	for (const Key* from = nullptr; bpf_map_get_next_key(fd, from, &next) == 0; from = &key) {
		key = next;
		if (bpf_map_lookup_elem(fd, &key, counts.data()) == 0)
			list.push_back({key, std::accumulate(counts.begin(), counts.end(), uint64_t{0})});
	}
	return list;
}

} // namespace

struct Net::Impl {
	explicit Impl(const NetOptions& o) : options(o) {}
	Impl(const Impl&) = delete;
	Impl& operator=(const Impl&) = delete;
	~Impl() {
		for (bpf_link* link : links) bpf_link__destroy(link);
		net_bpf__destroy(bpf);
	}

	Result<> open_and_load(bool realtime_kernel);
	Tracing::Parts parts() const;
	Result<> attach_all();
	Result<> attach(bpf_program* program);

	NetOptions options;
	int ring_fd = -1; ///< of another object; -1: its own
	LibbpfLog log;
	net_bpf* bpf = nullptr;
	std::vector<bpf_link*> links;
};

Result<> Net::Impl::open_and_load(bool realtime_kernel) {
	bpf = net_bpf__open();
	if (!bpf) return errno_error("cannot open the eBPF object", errno, log.hint());
	bpf->rodata->follow_fork = 1;
	bpf->rodata->system_wide = options.system_wide;
	bpf->rodata->ring_size = options.ring_size;
	bpf->rodata->realtime_kernel = realtime_kernel;
	static_assert(sizeof bpf->rodata->net_filter == sizeof options.filter);
	std::memcpy(&bpf->rodata->net_filter, &options.filter, sizeof options.filter);
	if (!options.cgroup.empty()) {
		const auto id = id_of_cgroup(options.cgroup);
		if (!id) return id.error();
		bpf->rodata->by_socket_cgroup = 1;
		bpf->rodata->cgroup_id = *id;
	}
	bpf->rodata->net_events = options.events;
	bpf->rodata->connect_call = SYS_connect;
	bpf->rodata->count_drops = options.count_drops;
	bpf->rodata->rtt_by_remote = options.rtt_by_remote;
	bpf->rodata->rtt_by_owner = options.rtt_by_owner;
	if (!(options.events & bit(STROBE_NET_RTT))) bpf_map__set_max_entries(bpf->maps.rtts, 1);
	if (!options.count_drops) bpf_map__set_max_entries(bpf->maps.drops, 1);
	if (options.events & (bit(STROBE_NET_RESET) | bit(STROBE_NET_DROP))) learn_arguments(*bpf);
	bpf->bss->paused = 1;
	bpf_map__set_max_entries(bpf->maps.ring, static_cast<uint32_t>(options.ring_size));
	if (ring_fd >= 0) {
		if (const int err = bpf_map__reuse_fd(bpf->maps.ring, ring_fd); err)
			return errno_error("cannot share the ring buffer", -err);
		for (bpf_program* program : {bpf->progs.on_fork, bpf->progs.on_exec, bpf->progs.on_exit, bpf->progs.each_task})
			bpf_program__set_autoload(program, false);
	}
	for (const Needed& n : event_programs(*bpf)) bpf_program__set_autoload(n.program, n.events & options.events);
	if (const int err = net_bpf__load(bpf); err)
		return errno_error("the kernel refuses the eBPF programs", -err, log.hint());
	return Ok{};
}

Result<> Net::Impl::attach(bpf_program* program) {
	bpf_link* const link = bpf_program__attach(program);
	if (!link)
		return errno_error(std::string("cannot attach to the kernel's ") + bpf_program__section_name(program), errno,
						   log.hint());
	links.push_back(link);
	return Ok{};
}

Result<> Net::Impl::attach_all() {
	if (ring_fd < 0)
		for (bpf_program* program : {bpf->progs.on_fork, bpf->progs.on_exec})
			if (auto ok = attach(program); !ok) return ok;
	for (const Needed& n : event_programs(*bpf))
		if (n.events & options.events)
			if (auto ok = attach(n.program); !ok) return ok;
	return ring_fd < 0 ? attach(bpf->progs.on_exit) : Ok{};
}

uint64_t Net::kernel_misses() const {
	uint64_t sum = 0;
	for (const Needed& n : event_programs(*impl_->bpf)) sum += misses_of(bpf_program__fd(n.program));
	return sum;
}

Tracing::Parts Net::Impl::parts() const {
	return {bpf->maps.targets, bpf->maps.counters,       bpf->maps.ring,      bpf->progs.each_task,
			bpf->progs.whoami, &bpf->bss->reader_asleep, &bpf->bss->detaching};
}

Net::Net(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Net::~Net() {
	stop_reading();
}

Result<std::unique_ptr<Net>> Net::start(const NetOptions& options) {
	if (auto ok = check_grounds(); !ok) return ok.error();
	std::unique_ptr<Net> net(new Net(std::make_unique<Impl>(options)));
	Impl& impl = *net->impl_;
	if (auto ok = impl.open_and_load(realtime_kernel()); !ok) return ok.error();
	if (auto ok = net->prepare(impl.parts(), options.max_memory); !ok) return ok.error();
	if (auto ok = impl.attach_all(); !ok) return ok.error();
	net->start_reading();
	return net;
}

Result<std::unique_ptr<Net>> Net::beside(const Tracing& other, const NetOptions& options) {
	std::unique_ptr<Net> net(new Net(std::make_unique<Impl>(options)));
	Impl& impl = *net->impl_;
	impl.ring_fd = other.ring_fd();
	if (auto ok = impl.open_and_load(realtime_kernel()); !ok) return ok.error();
	if (auto ok = net->learn_self(impl.parts()); !ok) return ok.error();
	if (auto ok = impl.attach_all(); !ok) return ok.error();
	return net;
}

Result<> Net::begin() {
	impl_->bpf->bss->paused = 0;
	return Ok{};
}

std::vector<Net::Counted<strobe_drop_key>> Net::drops() const {
	return counts_of<strobe_drop_key>(impl_->bpf->maps.drops);
}

std::vector<Net::Counted<strobe_rtt_key>> Net::rtts() const {
	return counts_of<strobe_rtt_key>(impl_->bpf->maps.rtts);
}

int Net::sockets_fd() const {
	return bpf_map__fd(impl_->bpf->maps.sockets);
}

Result<std::vector<strobe_holder>> Net::holders() const {
	const auto failed = [](int number) { return errno_error("cannot list the open sockets", number); };
	bpf_link* const link = bpf_program__attach_iter(impl_->bpf->progs.each_file, nullptr);
	if (!link) return failed(errno);
	const UniqueFd iter(bpf_iter_create(bpf_link__fd(link)));
	bpf_link__destroy(link);
	if (!iter) return failed(errno);
	std::vector<uint8_t> bytes;
	constexpr size_t kStep = 64 * 1024;
	size_t used = 0;
	while (true) {
		bytes.resize(used + kStep);
		const ssize_t n = read(iter.get(), bytes.data() + used, kStep);
		if (n < 0 && (errno == EINTR || errno == EAGAIN)) continue;
		if (n < 0) return failed(errno);
		if (n == 0) break;
		used += static_cast<size_t>(n);
	}
	std::vector<strobe_holder> holders(used / sizeof(strobe_holder));
	if (!holders.empty()) std::memcpy(holders.data(), bytes.data(), holders.size() * sizeof(strobe_holder));
	return holders;
}

} // namespace strobe::engine
