// SPDX-License-Identifier: BSD-2-Clause
#include "front/socket_lines.h"

#include <algorithm>

#include "front/kernel_names.h"

namespace strobe::front {

namespace {

constexpr uint32_t kEvents =
	1u << STROBE_NET_RETRANS | 1u << STROBE_NET_STATE | 1u << STROBE_NET_RESET | 1u << STROBE_NET_DROP;

} // namespace

WithSockets::WithSockets(TracePrinter& printer, bool system_wide)
	: printer_(printer), system_wide_(system_wide),
	  sockets_({.system_wide = system_wide, .may_wait = false}, [this](const SocketEvents::Event& e) { show(e); }) {}

Result<> WithSockets::start(const engine::Tracing& calls, uint64_t ring_size) {
	events_ = decode::net_events(kernel_names());
	auto net = engine::Net::beside(calls, {.events = kEvents, .system_wide = system_wide_, .ring_size = ring_size});
	if (!net) return net.error();
	net_ = std::move(*net);
	sockets_.find_owners([this] { return net_->holders(); });
	return net_->begin();
}

uint64_t WithSockets::lost() const {
	return net_ ? net_->counters()[STROBE_CNT_LOST_RING] : 0;
}

uint64_t WithSockets::kernel_misses() const {
	return net_ ? net_->kernel_misses() : 0;
}

void WithSockets::stop() {
	net_.reset();
}

void WithSockets::attached(event::Task& t) {
	sockets_.attached(t);
	printer_.attached(t);
}

void WithSockets::forked(event::Task& parent, event::Task& child) {
	sockets_.forked(parent, child);
	printer_.forked(parent, child);
}

void WithSockets::execed(event::Task& t, uint64_t time, uint32_t old_tid) {
	sockets_.execed(t, time, old_tid);
	printer_.execed(t, time, old_tid);
}

void WithSockets::died(event::Task& t, uint64_t time, uint32_t code) {
	sockets_.died(t, time, code);
	printer_.died(t, time, code);
}

/// At once: its place is behind the calls that came before it.
void WithSockets::hit(const event::Record& record) {
	sockets_.hit(record);
	sockets_.settle();
}

void WithSockets::show(const SocketEvents::Event& e) {
	const uint32_t number = e.record.hit().probe;
	const auto owner = std::ranges::find_if(e.owners, [&](const engine::SocketOwner& o) {
		return sockets_.in_scope(static_cast<uint32_t>(o.initial_pid), o.comm, e.record.header().time);
	});
	if (number >= events_.size() || owner == e.owners.end()) return;
	event::Task process;
	process.id = process.process = static_cast<uint32_t>(owner->initial_pid);
	process.tid = process.pid = static_cast<uint32_t>(owner->pid);
	process.comm = owner->comm;
	printer_.socket(process,
					{events_[number].name, events_[number].fields, e.record, e.socket.cookie, e.owners, e.lost});
}

} // namespace strobe::front
