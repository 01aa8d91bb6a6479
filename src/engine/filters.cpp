// SPDX-License-Identifier: BSD-2-Clause
#include "engine/filters.h"

#include <algorithm>
#include <bpf/libbpf.h>
#include <cerrno>
#include <cstddef>
#include <cstring>
#include <linux/netlink.h>
#include <linux/pkt_cls.h>
#include <linux/rtnetlink.h>
#include <string_view>
#include <sys/socket.h>
#include <sys/un.h>

namespace strobe::engine {

namespace {

constexpr uint32_t kPlaces = 16;          // runs on one device at the same time
constexpr uint32_t kHandle = 0x57b0'0000; // of all that is ours; its last byte is the place
constexpr uint32_t kMadeQdisc = 0x100;    // in the handle: the qdisc is ours as well
constexpr uint32_t kMostPriorities = 16;  // filters of another kind may have the first ones
constexpr std::string_view kKind = "bpf";

bpf_tc_hook hook_of(uint32_t ifindex, int point) {
	bpf_tc_hook hook{};
	hook.sz = sizeof hook;
	hook.ifindex = static_cast<int>(ifindex);
	hook.attach_point = static_cast<bpf_tc_attach_point>(point);
	return hook;
}

bpf_tc_hook hook_of(uint32_t ifindex, bool out) {
	return hook_of(ifindex, out ? BPF_TC_EGRESS : BPF_TC_INGRESS);
}

/// Calls f(type, payload) for each attribute.
template <class F>
void for_each_attribute(const void* data, size_t size, F&& f) {
	const auto* at = static_cast<const uint8_t*>(data);
	rtattr a{};
	while (size >= sizeof a) {
		std::memcpy(&a, at, sizeof a);
		if (a.rta_len < sizeof a || a.rta_len > size) return;
		f(a.rta_type & NLA_TYPE_MASK, at + RTA_LENGTH(0), a.rta_len - RTA_LENGTH(0));
		const size_t step = std::min<size_t>(RTA_ALIGN(a.rta_len), size);
		at += step;
		size -= step;
	}
}

struct Request {
	nlmsghdr head;
	tcmsg message;
};

} // namespace

Filters::~Filters() {
	for (const Filter& f : attached_) remove(f);
	if (made_qdisc_) remove_qdisc();
}

/// In the abstract namespace of the device's own network namespace: whoever is bound there lives.
UniqueFd Filters::lock(uint32_t place) const {
	UniqueFd fd(socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0));
	sockaddr_un address{};
	address.sun_family = AF_UNIX;
	const std::string name = "strobe-tc-" + std::to_string(ifindex_) + "-" + std::to_string(place);
	name.copy(address.sun_path + 1, sizeof address.sun_path - 1);
	const auto size = static_cast<socklen_t>(offsetof(sockaddr_un, sun_path) + 1 + name.size());
	if (!fd || bind(fd.get(), reinterpret_cast<const sockaddr*>(&address), size) != 0) return {};
	return fd;
}

bool Filters::take_place() {
	for (place_ = 0; place_ < kPlaces; place_++) {
		lock_ = lock(place_);
		if (lock_) return true;
	}
	return false;
}

Filters::Filter Filters::filter_of(const tcmsg& tc, size_t attributes, bool out) {
	Filter f{.handle = tc.tcm_handle, .priority = TC_H_MAJ(tc.tcm_info) >> 16, .kind = {}, .out = out};
	for_each_attribute(&tc + 1, attributes, [&f](int type, const uint8_t* text, size_t size) {
		if (type == TCA_KIND && size > 0) f.kind.assign(reinterpret_cast<const char*>(text), size - 1);
	});
	return f;
}

Result<> Filters::list(bool out, std::vector<Filter>& found) const {
	const auto failed = [](int number) { return errno_error("cannot list the filters of the device", number); };
	const UniqueFd fd(socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC, NETLINK_ROUTE));
	Request request{};
	request.head.nlmsg_len = sizeof request;
	request.head.nlmsg_type = RTM_GETTFILTER;
	request.head.nlmsg_flags = NLM_F_REQUEST | NLM_F_DUMP;
	request.message.tcm_ifindex = static_cast<int>(ifindex_);
	request.message.tcm_parent = TC_H_MAKE(TC_H_CLSACT, out ? TC_H_MIN_EGRESS : TC_H_MIN_INGRESS);
	if (!fd || send(fd.get(), &request, sizeof request, 0) < 0) return failed(errno);
	std::vector<uint8_t> buffer(64 * 1024);
	while (true) {
		const ssize_t n = recv(fd.get(), buffer.data(), buffer.size(), 0);
		if (n <= 0) return failed(n < 0 ? errno : EIO);
		const auto size = static_cast<size_t>(n);
		nlmsghdr m{};
		for (size_t at = 0; at + sizeof m <= size; at += NLMSG_ALIGN(m.nlmsg_len)) {
			std::memcpy(&m, buffer.data() + at, sizeof m);
			if (m.nlmsg_type == NLMSG_DONE || m.nlmsg_type == NLMSG_ERROR) return Ok{};
			if (m.nlmsg_len < sizeof m || m.nlmsg_len > size - at) return failed(EBADMSG);
			if (m.nlmsg_type != RTM_NEWTFILTER || m.nlmsg_len < NLMSG_LENGTH(sizeof(tcmsg))) continue;
			const auto* tc = reinterpret_cast<const tcmsg*>(buffer.data() + at + NLMSG_HDRLEN);
			found.push_back(filter_of(*tc, m.nlmsg_len - NLMSG_LENGTH(sizeof *tc), out));
		}
	}
}

Result<std::vector<Filters::Filter>> Filters::list() const {
	std::vector<Filter> found;
	for (const bool out : {false, true})
		if (auto ok = list(out, found); !ok) return ok.error();
	// each priority is told once more, without a handle
	std::erase_if(found, [](const Filter& f) { return f.handle == 0; });
	return found;
}

bool Filters::is_ours(const Filter& f) {
	return f.kind == kKind && (f.handle & ~(kMadeQdisc | 0xffu)) == kHandle;
}

void Filters::remove(const Filter& f) const {
	const bpf_tc_hook hook = hook_of(ifindex_, f.out);
	LIBBPF_OPTS(bpf_tc_opts, opts, .handle = f.handle, .priority = f.priority);
	bpf_tc_detach(&hook, &opts);
}

void Filters::remove_qdisc() const {
	const auto left = list();
	if (!left || !left->empty()) return; // somebody uses it by now
	bpf_tc_hook hook = hook_of(ifindex_, BPF_TC_INGRESS | BPF_TC_EGRESS);
	bpf_tc_hook_destroy(&hook);
}

void Filters::remove_stale() {
	const auto filters = list();
	if (!filters) return;
	bool qdisc = false;
	for (const Filter& f : *filters) {
		if (!is_ours(f)) continue;
		const uint32_t place = f.handle & 0xff;
		if (place != place_ && !lock(place)) continue; // its run lives
		qdisc |= (f.handle & kMadeQdisc) != 0;
		remove(f);
	}
	if (qdisc) remove_qdisc();
}

bool Filters::made_before() const {
	const auto filters = list();
	return filters &&
		   std::ranges::any_of(*filters, [](const Filter& f) { return is_ours(f) && (f.handle & kMadeQdisc); });
}

Result<> Filters::prepare() {
	if (prepared_) return Ok{};
	if (!take_place()) return Error{"too many runs of strobe see packets of this device", "end one of them"};
	remove_stale();
	bpf_tc_hook hook = hook_of(ifindex_, BPF_TC_INGRESS | BPF_TC_EGRESS);
	const int err = bpf_tc_hook_create(&hook);
	if (err && err != -EEXIST)
		return errno_error("cannot add a clsact qdisc", -err,
						   err == -ENOENT ? "the kernel lacks it: modprobe sch_ingress" : "");
	made_qdisc_ = err == 0 || made_before();
	prepared_ = true;
	return Ok{};
}

Result<> Filters::attach(int program, bool out) {
	if (auto ok = prepare(); !ok) return ok;
	const bpf_tc_hook hook = hook_of(ifindex_, out);
	int err = 0;
	for (uint32_t priority = 1; priority <= kMostPriorities; priority++) {
		LIBBPF_OPTS(bpf_tc_opts, opts, .prog_fd = program, .handle = kHandle | (made_qdisc_ ? kMadeQdisc : 0) | place_,
					.priority = priority);
		err = bpf_tc_attach(&hook, &opts);
		if (err == 0) {
			attached_.push_back({opts.handle, priority, std::string(kKind), out});
			return Ok{};
		}
		if (err != -EINVAL && err != -EEXIST) break; // not taken by a filter of another kind
	}
	return errno_error("cannot add a filter", -err, err == -ENOENT ? "the kernel lacks it: modprobe cls_bpf" : "");
}

} // namespace strobe::engine
