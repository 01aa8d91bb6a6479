// SPDX-License-Identifier: BSD-2-Clause
#include "front/printer.h"

#include <algorithm>
#include <sys/wait.h>

#include "decode/dump.h"
#include "decode/hit.h"
#include "front/siginfo.h"
#include "spec/registry.h"

namespace strobe::front {

using event::Call;
using event::Task;

namespace {

constexpr size_t kPidWidth = 5, kNumberWidth = 4;

} // namespace

Printer::Printer(const cli::Options& options, std::string tracer, out::Writer main)
	: TracePrinter(options, std::move(tracer), std::move(main)), hold_(options.by_outcome()) {}

// ---- lines ----------------------------------------------------------------------------------------------------------

Printer::Output& Printer::leader(Task& t, uint64_t time) {
	if (!arrivals_.empty()) announce_arrivals();
	Output& o = output_of(t);
	close_open_line(o);
	TextBuf& b = o.line;
	const bool to_stderr = options_.output == cli::Output::kStderr;
	const bool several = options_.follow || options_.pids.size() + (options_.command.empty() ? 0 : 1) > 1;
	const bool many = options_.system_wide || tasks_ > 1 || (!to_stderr && several);
	if (many && !options_.separate) {
		b.put(to_stderr ? "[pid " : "");
		const size_t digits = b.size();
		b.udec(t.tid, to_stderr ? kPidWidth : 0);
		if (!to_stderr && !options_.system_wide) b.pad_to(digits + kPidWidth);
		if (options_.system_wide) {
			b.put('<');
			out::put_string(b, {reinterpret_cast<const uint8_t*>(t.comm.data()), t.comm.size()}, {.no_quotes = true},
							out::HexStrings::kNone);
			b.put('>');
		}
		b.put(to_stderr ? "] " : " ");
	}
	clock_.stamp(options_, time, b);
	return o;
}

void Printer::end_line(Output& o) {
	o.line.put('\n');
	o.writer.put(o.line.view().substr(o.written));
	o.line.clear();
	o.written = 0;
	o.open = nullptr;
}

void Printer::close_open_line(Output& o) {
	if (!o.open) return;
	o.line.put(" <unfinished ...>");
	end_line(o);
}

void Printer::put(std::string_view text) {
	close_open_line(main_);
	main_.writer.put(text);
}

void Printer::flush() {
	if (!arrivals_.empty()) announce_arrivals();
	TracePrinter::flush();
}

void Printer::message(const std::string& text) {
	if (options_.output != cli::Output::kStderr || options_.separate) return tell(text);
	close_open_line(main_);
	main_.writer.put(tracer_ + ": " + text);
}

namespace {

/// Some input could not be read yet: the exit brings it, since the kernel reads it now. But argv and envp are read as
/// far as their pages go: what lies behind their NULL is not missed.
bool incomplete(const Call& call, const spec::Row* row) {
	const bool exec = row && (row->classes & spec::kExec);
	const auto pieces = call.before.pieces();
	return std::any_of(pieces.begin(), pieces.end(), [exec](const event::Piece& p) {
		const bool vector = exec && !(p.flags & STROBE_PIECE_STR) && !p.bytes.empty();
		return p.status < 0 && !vector;
	});
}

} // namespace

// ---- calls ----------------------------------------------------------------------------------------------------------

void Printer::tell_mode(Task& t, uint64_t time) {
	const spec::Abi abi = abi_of(t.call);
	if (std::exchange(t.shown_abi, static_cast<uint8_t>(abi)) == static_cast<uint8_t>(abi) || quiet(cli::kPersonality))
		return;
	Output& o = leader(t, time);
	o.line.put("[ Process PID=");
	o.line.udec(t.tid);
	o.line.put(" runs in ");
	o.line.put(mode_name(abi));
	o.line.put(" mode. ]");
	end_line(o);
}

void Printer::begin_call(Output& o, Task& t) {
	if (options_.syscall_number) {
		o.line.put('[');
		o.line.udec(t.call.nr, kNumberWidth);
		o.line.put("] ");
	}
	decode::Decoder::name(row_of(t.call), t.call, o.line);
	o.line.put('(');
}

void Printer::begins(Task& t, uint64_t time) {
	t.shown = {};
	if (!hold_ && !incomplete(t.call, row_of(t.call))) show_begin(t, time);
}

void Printer::show_begin(Task& t, uint64_t time) {
	tell_mode(t, time);
	Output& o = leader(t, time);
	begin_call(o, t);
	out::TextSink sink(o.line, text_options(options_));
	sink.begin_arguments();
	const auto p = decoder_.arguments(row_of(t.call), t.call, how(t.call), 0, sink);
	if (!p.all && p.comma) sink.pause_arguments();
	t.shown = {.begun = true, .all = p.all, .next = p.next};
	o.open = &t;
}

Printer::Output& Printer::reopen(Task& t, uint64_t time) {
	Output& o = output_of(t);
	if (o.open == &t) return o;
	leader(t, time);
	o.line.put("<... ");
	decode::Decoder::name(row_of(t.call), t.call, o.line);
	o.line.put(" resumed>");
	return o;
}

void Printer::print_result(Output& o, Task& t) {
	o.line.put(") ");
	o.line.pad_to(options_.column);
	out::TextSink sink(o.line, text_options(options_));
	decoder_.result(row_of(t.call), t.call, how(t.call), sink);
	if (options_.syscall_time_digits) {
		o.line.put(" <");
		Clock::seconds(t.call.duration, *options_.syscall_time_digits, 1, o.line);
		o.line.put('>');
	}
	end_line(o);
}

void Printer::ends(Task& t, uint64_t time, uint16_t flags) {
	if (hold_ && !wanted_outcome(t.call)) return;
	(void)flags;
	const bool resumed = t.in_call && t.shown.begun;
	if (!resumed) tell_mode(t, t.call.entry_time);
	Output& o = resumed ? reopen(t, time) : leader(t, t.call.entry_time);
	out::TextSink sink(o.line, text_options(options_));
	sink.begin_arguments();
	if (!resumed) begin_call(o, t);
	if (!resumed || !t.shown.all)
		decoder_.arguments(row_of(t.call), t.call, how(t.call), resumed ? t.shown.next : 0, sink);
	print_result(o, t);
	t.shown = {};
	if (!options_.dump_reads.empty() || !options_.dump_writes.empty()) dump_data(o, t);
}

void Printer::dump_data(Output& o, const Task& t) {
	const spec::Row* row = row_of(t.call);
	const auto moves = row && abi_of(t.call) == spec::Abi::kX86_64 ? decode::transfer_of(*row) : std::nullopt;
	const auto fd = static_cast<int>(t.call.args[0]);
	if (!moves || fd < 0 || !(moves->writes ? options_.dump_writes : options_.dump_reads).has(fd)) return;
	TextBuf lines;
	decode::dump(t.call, *moves, t.pid, lines);
	o.writer.put(lines.view());
}

void Printer::take_back(Task& t, uint64_t time) {
	Output& o = output_of(t);
	if (o.open == &t && !o.written) {
		o.line.clear();
		o.open = nullptr;
	} else {
		reopen(t, time).line.put(" <lost>");
		end_line(o);
	}
	t.shown = {};
}

void Printer::lost(Task& t, uint64_t time, uint32_t calls, bool cut) {
	if (silent_) return;
	if (cut && t.shown.begun) take_back(t, time);
	Output& o = leader(t, time);
	o.line.put('<');
	o.line.udec(calls);
	o.line.put(calls == 1 ? " event lost>" : " events lost>");
	end_line(o);
}

// ---- life -----------------------------------------------------------------------------------------------------------

void Printer::attached(Task& t) {
	tasks_++;
	if (!quiet(cli::kAttach) && !options_.system_wide) arrivals_[options_.follow ? t.pid : t.tid]++;
}

void Printer::announce_arrivals() {
	const auto arrived = std::exchange(arrivals_, {});
	for (const auto& [id, threads] : arrived) {
		const std::string with = threads > 1 ? " with " + std::to_string(threads) + " threads" : "";
		message("Process " + std::to_string(id) + " attached" + with + "\n");
	}
}

void Printer::forked(Task& parent, Task& child) {
	child.shown_abi = parent.shown_abi;
	if (!tasks_) tasks_ = 1;
	tasks_++;
	if (!quiet(cli::kAttach) && !options_.system_wide) message("Process " + std::to_string(child.tid) + " attached\n");
}

void Printer::execed(Task& t, uint64_t time, uint32_t old_tid) {
	if (!old_tid || silent_) return;
	if (tasks_ > 1) tasks_--;
	if (Output& o = output_of(old_tid); o.open == &t) { // the thread's own, or the one of all
		o.line.put(" <pid changed to " + std::to_string(t.tid) + " ...>");
		end_line(o);
	}
	release_output(old_tid);
	if (quiet(cli::kThreadExecve) || t.left_out) return;
	Output& o = leader(t, time);
	o.line.put("+++ superseded by execve in pid " + std::to_string(old_tid) + " +++");
	end_line(o);
}

void Printer::signal(Task& t, const strobe_signal& s) {
	Output& o = leader(t, s.h.time);
	const std::string name = spec::signal_name(static_cast<int>(s.signo));
	o.line.put("--- ");
	o.line.put(name);
	o.line.put(' ');
	out::TextSink sink(o.line, text_options(options_));
	decoder_.siginfo(siginfo_of(s), sink);
	o.line.put(" ---");
	end_line(o);
	if (stops(s)) stopped(t, s.h.time, static_cast<int>(s.signo));
}

void Printer::socket(Task& process, const SocketLine& event) {
	if (silent_) return;
	if (event.lost) {
		Output& o = leader(process, event.record.header().time);
		o.line.put('<');
		o.line.udec(event.lost);
		o.line.put(event.lost == 1 ? " socket event lost>" : " socket events lost>");
		end_line(o);
	}
	Output& o = leader(process, event.record.header().time);
	o.line.put("--- ");
	o.line.put(event.name);
	o.line.put(' ');
	out::TextSink sink(o.line, text_options(options_));
	sink.begin_arguments();
	for (const engine::SocketOwner& owner : event.owners) {
		if (static_cast<uint32_t>(owner.pid) != process.pid || owner.fd < 0) continue;
		sink.named_argument("fd");
		sink.integer(owner.fd);
	}
	decode::fields(event.fields, event.record, sink);
	o.line.put(" ---");
	end_line(o);
}

void Printer::stopped(Task& t, uint64_t time, int signo) {
	if (silent_ || t.left_out || !options_.signals[static_cast<size_t>(signo)]) return;
	Output& o = leader(t, time);
	o.line.put("--- stopped by ");
	o.line.put(spec::signal_name(signo));
	o.line.put(" ---");
	end_line(o);
}

void Printer::never_ends(Task& t, uint64_t time) {
	if (silent_ || (hold_ && !options_.statuses[cli::kUnfinished])) return;
	const bool resumed = t.in_call && t.shown.begun;
	if (!resumed) tell_mode(t, time);
	Output& o = resumed ? reopen(t, time) : leader(t, time);
	out::TextSink sink(o.line, text_options(options_));
	sink.begin_arguments();
	if (!resumed) begin_call(o, t);
	bool all = t.shown.all;
	if (!resumed) {
		const auto p = decoder_.arguments(row_of(t.call), t.call, how(t.call), 0, sink);
		if (!p.all && p.comma) sink.pause_arguments();
		all = p.all;
	}
	if (!all) o.line.put(" <unfinished ...>");
	print_result(o, t);
}

void Printer::died(Task& t, uint64_t time, uint32_t code) {
	if (silent_) return;
	const int status = static_cast<int>(code);
	const bool shown = !WIFSIGNALED(status) || options_.signals[static_cast<size_t>(WTERMSIG(status))];
	if (!quiet(cli::kExit) && shown && !t.left_out) {
		Output& o = leader(t, time);
		if (WIFSIGNALED(status)) {
			o.line.put("+++ killed by ");
			o.line.put(spec::signal_name(WTERMSIG(status)));
			o.line.put(WCOREDUMP(status) ? " (core dumped) +++" : " +++");
		} else {
			o.line.put("+++ exited with ");
			o.line.udec(WEXITSTATUS(status));
			o.line.put(" +++");
		}
		end_line(o);
	}
	if (tasks_) tasks_--;
	if (main_.open == &t) main_.open = nullptr;
	release_output(t.tid);
}

void Printer::forgotten(Task& t) {
	if (tasks_) tasks_--;
	if (Output& o = output_of(t); o.open == &t) close_open_line(o);
	release_output(t.tid);
}

void Printer::detached(Task& t) {
	if (t.in_call && hold_ && options_.statuses[cli::kDetached] && !silent_) show_begin(t, t.call.entry_time);
	Output& o = output_of(t);
	if (o.open == &t) {
		o.line.put(" <detached ...>");
		end_line(o);
	}
	if (!quiet(cli::kAttach) && !options_.system_wide) message("Process " + std::to_string(t.tid) + " detached\n");
}

} // namespace strobe::front
