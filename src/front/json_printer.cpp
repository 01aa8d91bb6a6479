// SPDX-License-Identifier: BSD-2-Clause
#include "front/json_printer.h"

#include <sys/wait.h>

#include "cli/version.h"
#include "decode/hit.h"
#include "front/siginfo.h"
#include "spec/registry.h"

namespace strobe::front {

using event::Call;
using event::Task;

std::string_view abi_name(spec::Abi abi) {
	static constexpr std::array<std::string_view, spec::kAbis> kNames = {"x86_64", "i386", "x32"};
	return kNames[static_cast<size_t>(abi)];
}

JsonPrinter::JsonPrinter(const cli::Options& options, std::string tracer, out::Writer main)
	: TracePrinter(options, std::move(tracer), std::move(main)), header_(json_header(options.command)),
	  sink_(line_, text_options(options)) {}

std::string json_header(const std::vector<std::string>& command) {
	TextBuf b;
	out::JsonMembers m(b);
	m.open("strobe").number("schema", kJsonSchema).text("version", cli::kVersion).key("command");
	b.put('[');
	for (size_t i = 0; i < command.size(); i++) {
		if (i) b.put(',');
		out::put_json_string(b, command[i]);
	}
	b.put(']');
	m.close();
	b.put('\n');
	return std::string(b.view());
}

void owner_members(out::JsonMembers& members, TextBuf& line, std::span<const engine::SocketOwner> owners) {
	members.key("owners");
	line.put('[');
	for (const engine::SocketOwner& o : owners) {
		line.put(&o == &owners.front() ? "{\"pid\":" : ",{\"pid\":");
		line.dec(o.pid);
		members.string("comm", o.comm);
		if (o.fd >= 0) members.integer("fd", o.fd);
		line.put('}');
	}
	line.put(']');
}

void JsonPrinter::head(Output& o) {
	if (!o.headed) o.writer.put(header_);
	o.headed = true;
}

void JsonPrinter::put(std::string_view text) {
	head(main_);
	main_.writer.put(text);
}

void JsonPrinter::flush() {
	if (!options_.separate) head(main_);
	TracePrinter::flush();
}

out::JsonMembers& JsonPrinter::begin(std::string_view type, const Task& t, std::optional<uint64_t> time) {
	line_.clear();
	members_.open(type);
	if (time) members_.number("time_ns", *time).number("wall_ns", clock_.wall(*time));
	members_.number("pid", t.pid).number("tid", t.tid);
	if (!t.comm.empty()) members_.string("comm", t.comm);
	return members_;
}

void JsonPrinter::end(const Task& t) {
	members_.close();
	line_.put('\n');
	Output& o = output_of(t);
	head(o);
	o.writer.put(line_.view());
}

// ---- calls ----------------------------------------------------------------------------------------------------------

void JsonPrinter::call(const Task& t, uint64_t time, std::string_view unfinished) {
	const Call& c = t.call;
	const spec::Row* row = row_of(c);
	begin("syscall", t, time).text("abi", abi_name(abi_of(c))).number("number", c.nr).key("name");
	line_.put('"');
	decode::Decoder::name(row, c, line_);
	line_.put('"');
	members_.key("args");
	sink_.begin_arguments();
	const auto printed = decoder_.arguments(row, c, how(c), 0, sink_);
	sink_.end_arguments();
	if (!printed.all) members_.yes("args_missing");
	if (c.finished) members_.integer("ret", c.ret).number("duration_ns", c.duration);
	members_.key("result");
	sink_.begin_value();
	decoder_.result(row, c, how(c), sink_);
	sink_.end_value();
	if (!unfinished.empty()) members_.text("unfinished", unfinished);
	end(t);
}

void JsonPrinter::ends(Task& t, uint64_t, uint16_t) {
	if (!silent_ && wanted_outcome(t.call)) call(t, t.call.entry_time, {});
}

void JsonPrinter::never_ends(Task& t, uint64_t time) {
	if (silent_ || !options_.statuses[cli::kUnfinished]) return;
	call(t, t.in_call ? t.call.entry_time : time, "died");
}

void JsonPrinter::lost(Task& t, uint64_t time, uint32_t calls, bool) {
	if (silent_) return;
	begin("lost", t, time).number("calls", calls);
	end(t);
}

// ---- life -----------------------------------------------------------------------------------------------------------

void JsonPrinter::attached(Task& t) {
	if (silent_ || t.left_out) return;
	begin("attach", t, t.last_time);
	end(t);
}

void JsonPrinter::forked(Task& parent, Task& child) {
	if (silent_ || parent.left_out) return;
	begin("fork", parent, child.last_time).number("child_pid", child.pid).number("child_tid", child.tid);
	end(parent);
}

void JsonPrinter::execed(Task& t, uint64_t time, uint32_t old_tid) {
	if (silent_) return;
	if (old_tid) release_output(old_tid);
	if (t.left_out) return;
	begin("exec", t, time);
	if (old_tid) members_.number("old_tid", old_tid);
	end(t);
}

void JsonPrinter::signal_member(int number) {
	members_.key("signal");
	line_.put("{\"number\":");
	line_.dec(number);
	members_.text("name", spec::signal_name(number));
	line_.put('}');
}

void JsonPrinter::signal(Task& t, const strobe_signal& s) {
	if (silent_) return;
	begin("signal", t, s.h.time);
	signal_member(static_cast<int>(s.signo));
	members_.key("info");
	sink_.begin_value();
	decoder_.siginfo(siginfo_of(s), sink_);
	sink_.end_value();
	if (stops(s)) members_.yes("stopped");
	end(t);
}

void JsonPrinter::socket(Task& process, const SocketLine& event) {
	if (silent_) return;
	if (event.lost) {
		line_.clear();
		members_.open("lost_hits").number("hits", event.lost);
		end(process);
	}
	begin("net", process, event.record.header().time).number("cpu", event.record.header().cpu);
	members_.text("event", event.name).number("socket", event.cookie);
	owner_members(members_, line_, event.owners);
	members_.key("args");
	sink_.begin_arguments();
	decode::fields(event.fields, event.record, sink_);
	sink_.end_arguments();
	end(process);
}

void JsonPrinter::stopped(Task& t, uint64_t time, int signo) {
	if (silent_ || t.left_out || !options_.signals[static_cast<size_t>(signo)]) return;
	begin("stopped", t, time);
	signal_member(signo);
	end(t);
}

void JsonPrinter::died(Task& t, uint64_t time, uint32_t code) {
	if (silent_) return;
	if (!t.left_out) put_end(t, time, static_cast<int>(code));
	release_output(t.tid);
}

void JsonPrinter::put_end(const Task& t, uint64_t time, int status) {
	if (!WIFSIGNALED(status)) {
		begin("exit", t, time).integer("status", WEXITSTATUS(status));
		end(t);
	} else if (options_.signals[static_cast<size_t>(WTERMSIG(status))]) {
		begin("killed", t, time);
		signal_member(WTERMSIG(status));
		if (WCOREDUMP(status)) members_.yes("core");
		end(t);
	}
}

void JsonPrinter::forgotten(Task& t) {
	release_output(t.tid);
}

void JsonPrinter::detached(Task& t) {
	if (silent_ || t.left_out) return;
	if (t.in_call && options_.statuses[cli::kDetached]) call(t, t.call.entry_time, "detached");
	begin("detach", t, std::nullopt);
	end(t);
}

} // namespace strobe::front
