// SPDX-License-Identifier: BSD-2-Clause
// `strobe --net`: events of the sockets of traced processes, between their calls.
#pragma once

#include <memory>
#include <vector>

#include "decode/net_events.h"
#include "engine/net.h"
#include "front/socket_events.h"
#include "front/trace_printer.h"

namespace strobe::front {

/// Passes everything on to the printer, and what belongs to it of sockets in its place.
class WithSockets final : public event::Consumer {
public:
	WithSockets(TracePrinter& printer, bool system_wide);

	/// Beside what traces the calls.
	Result<> start(const engine::Tracing& calls, uint64_t ring_size);
	/// Events that found no room.
	[[nodiscard]] uint64_t lost() const;
	/// Runs of its programs that the kernel left out.
	[[nodiscard]] uint64_t kernel_misses() const;
	/// Lets go of the kernel side.
	void stop();

	void attached(event::Task& t) override;
	void begins(event::Task& t, uint64_t time) override { printer_.begins(t, time); }
	void ends(event::Task& t, uint64_t time, uint16_t flags) override { printer_.ends(t, time, flags); }
	void lost(event::Task& t, uint64_t time, uint32_t calls, bool cut) override { printer_.lost(t, time, calls, cut); }
	void forked(event::Task& parent, event::Task& child) override;
	void execed(event::Task& t, uint64_t time, uint32_t old_tid) override;
	void signal(event::Task& t, const strobe_signal& s) override { printer_.signal(t, s); }
	void stopped(event::Task& t, uint64_t time, int signo) override { printer_.stopped(t, time, signo); }
	void detached(event::Task& t) override { printer_.detached(t); }
	void never_ends(event::Task& t, uint64_t time) override { printer_.never_ends(t, time); }
	void died(event::Task& t, uint64_t time, uint32_t code) override;
	void forgotten(event::Task& t) override { printer_.forgotten(t); }
	void hit(const event::Record& record) override;

private:
	void show(const SocketEvents::Event& e);

	TracePrinter& printer_;
	const bool system_wide_;
	std::vector<decode::NetEvent> events_;
	std::unique_ptr<engine::Net> net_;
	SocketEvents sockets_;
};

} // namespace strobe::front
