// SPDX-License-Identifier: BSD-2-Clause
// strace's lines: prefixes, <unfinished ...> and <... resumed>, signals, ends of processes, gaps.
#pragma once

#include <map>
#include <string>

#include "front/trace_printer.h"

namespace strobe::front {

class Printer final : public TracePrinter {
public:
	Printer(const cli::Options& options, std::string tracer, out::Writer main);

	void attached(event::Task& t) override;
	void begins(event::Task& t, uint64_t time) override;
	void ends(event::Task& t, uint64_t time, uint16_t flags) override;
	void lost(event::Task& t, uint64_t time, uint32_t calls, bool cut) override;
	void forked(event::Task& parent, event::Task& child) override;
	void execed(event::Task& t, uint64_t time, uint32_t old_tid) override;
	void signal(event::Task& t, const strobe_signal& s) override;
	void stopped(event::Task& t, uint64_t time, int signo) override;
	void never_ends(event::Task& t, uint64_t time) override;
	void died(event::Task& t, uint64_t time, uint32_t code) override;
	void forgotten(event::Task& t) override;
	void detached(event::Task& t) override;

	void socket(event::Task& process, const SocketLine& event) override;
	void put(std::string_view text) override;
	void flush() override;

private:
	/// "Process 7 attached with 2 threads", once all its threads are known.
	void announce_arrivals();
	/// Starts a line for a task; another task's unfinished line ends first.
	Output& leader(event::Task& t, uint64_t time);
	void end_line(Output& o);
	void close_open_line(Output& o);
	/// Once before calls of another ABI than those before them.
	void tell_mode(event::Task& t, uint64_t time);
	/// "read(3, ": what is known of a call before it ends.
	void show_begin(event::Task& t, uint64_t time);
	void begin_call(Output& o, event::Task& t);
	/// The end of the call was lost: it counts as lost, so it must not show as unfinished.
	void take_back(event::Task& t, uint64_t time);
	/// Continues the task's call on its own line, or as "<... resumed>".
	Output& reopen(event::Task& t, uint64_t time);
	void print_result(Output& o, event::Task& t);
	/// -e read=, write=: what the call has moved.
	void dump_data(Output& o, const event::Task& t);
	void message(const std::string& text);
	[[nodiscard]] bool quiet(cli::Quiet what) const { return options_.quiet[what]; }

	const bool hold_;                       ///< a filter on the outcome: calls print when they have ended
	std::map<uint32_t, unsigned> arrivals_; ///< attached and not announced yet: process -> threads
	unsigned tasks_ = 0;                    ///< alive
};

} // namespace strobe::front
