// SPDX-License-Identifier: BSD-2-Clause
// strace's lines: prefixes, <unfinished ...> and <... resumed>, signals, ends of processes, gaps.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <unordered_map>

#include "cli/options.h"
#include "decode/decoder.h"
#include "event/assembler.h"
#include "front/clock.h"
#include "out/text.h"
#include "out/writer.h"

namespace strobe::front {

class Printer final : public event::Consumer {
public:
	/// `tracer`: the name in messages on stderr. `main`: the output; with -ff opened per process by name instead.
	Printer(const cli::Options& options, std::string tracer, out::Writer main);

	void attached(event::Task& t) override;
	void begins(event::Task& t, uint64_t time) override;
	void ends(event::Task& t, uint64_t time, uint16_t flags) override;
	void lost(event::Task& t, uint64_t time, uint32_t calls, bool cut) override;
	void forked(event::Task& parent, event::Task& child) override;
	void execed(event::Task& t, uint64_t time, uint32_t old_tid) override;
	void signal(event::Task& t, const strobe_signal& s) override;
	void never_ends(event::Task& t, uint64_t time) override;
	void died(event::Task& t, uint64_t time, uint32_t code) override;
	void detached(event::Task& t) override;

	/// Text that is no line of a task, at the end (the summary).
	void put(std::string_view text);
	/// Writes what is there, an unfinished line too.
	void flush();
	void close();
	/// errno of the first write that failed, or 0.
	[[nodiscard]] int error() const;
	[[nodiscard]] std::string output_name() const { return main_.writer.name(); }

private:
	struct Output {
		explicit Output(out::Writer w) : writer(std::move(w)) {}
		out::Writer writer;
		TextBuf line;                ///< the current line as far as it goes
		size_t written = 0;          ///< bytes of it that the writer has
		event::Task* open = nullptr; ///< whose call the line shows, unfinished
	};

	/// "Process 7 attached with 2 threads", once all its threads are known.
	void announce_arrivals();
	Output& output_of(const event::Task& t);
	/// Starts a line for a task; another task's unfinished line ends first.
	Output& leader(event::Task& t, uint64_t time);
	void end_line(Output& o);
	void close_open_line(Output& o);
	/// "read(3, ": what is known of a call before it ends.
	void show_begin(event::Task& t, uint64_t time);
	void begin_call(Output& o, event::Task& t);
	/// The end of the call was lost: it counts as lost, so it must not show as unfinished.
	void take_back(event::Task& t, uint64_t time);
	/// Continues the task's call on its own line, or as "<... resumed>".
	Output& reopen(event::Task& t, uint64_t time);
	void print_result(Output& o, event::Task& t);
	void message(const std::string& text);
	bool wanted_outcome(const event::Call& call) const;
	[[nodiscard]] bool quiet(cli::Quiet what) const { return options_.quiet[what]; }
	static const spec::Row* row_of(const event::Call& c);
	decode::CallOptions how(const event::Call& c) const;

	const cli::Options& options_;
	const std::string tracer_;
	const bool silent_; ///< -c: no lines
	const bool hold_;   ///< a filter on the outcome: calls print when they have ended
	Clock clock_;
	decode::Decoder decoder_;
	Output main_;
	std::unordered_map<uint32_t, std::unique_ptr<Output>> separate_;
	std::map<uint32_t, unsigned> arrivals_; ///< attached and not announced yet: process -> threads
	unsigned tasks_ = 0;                    ///< alive
	int error_ = 0;
};

} // namespace strobe::front
