// SPDX-License-Identifier: BSD-2-Clause
// strobe open: who opens which file.
#include <cstdio>

#include "decode/decoder.h"
#include "event/assembler.h"
#include "front/common_run.h"
#include "front/trace.h"
#include "out/text.h"
#include "spec/registry.h"

namespace strobe::front {

namespace {

using event::Task;

/// One line per call: PID COMM FD FLAGS PATH; a failed call shows its errno in place of the descriptor.
class OpenPrinter final : public event::Consumer {
public:
	OpenPrinter(const cli::OpenOptions& options, out::Writer writer) : options_(options), writer_(std::move(writer)) {
		writer_.put("    PID COMM             FD/ERR          FLAGS                          PATH\n");
	}

	void begins(Task&, uint64_t) override {}
	void ends(Task& t, uint64_t, uint16_t) override;
	void lost(Task& t, uint64_t, uint32_t calls, bool cut) override;

	void flush() { writer_.flush(); }
	void close() { writer_.close(); }
	[[nodiscard]] const out::Writer& writer() const { return writer_; }

private:
	void who(const Task& t);
	void escaped(std::string_view text);
	/// Prints the argument of that name as the trace would.
	void argument(const spec::Row& row, const Task& t, std::string_view name);
	void cell(size_t width, size_t from) {
		line_.pad_to(from + width);
		line_.put(' ');
	}

	const cli::OpenOptions& options_;
	out::Writer writer_;
	decode::Decoder decoder_{decode::DecodeOptions{.max_string = 4096}};
	TextBuf line_;
};

void OpenPrinter::escaped(std::string_view text) {
	out::put_string(line_, {reinterpret_cast<const uint8_t*>(text.data()), text.size()}, {.no_quotes = true},
					out::HexStrings::kNone);
}

void OpenPrinter::who(const Task& t) {
	line_.clear();
	line_.udec(t.pid, 7);
	line_.put(' ');
	const size_t at = line_.size();
	escaped(t.comm);
	cell(16, at);
}

void OpenPrinter::ends(Task& t, uint64_t, uint16_t) {
	const spec::Row* row = spec::row_of(static_cast<spec::Abi>(t.call.abi), t.call.nr);
	if (!row || (options_.failed_only && !t.call.failed())) return;
	who(t);
	size_t at = line_.size();
	if (t.call.failed())
		line_.put(spec::errno_name(static_cast<int>(-t.call.ret)));
	else
		line_.dec(t.call.ret);
	cell(15, at);
	at = line_.size();
	argument(*row, t, "flags");
	cell(30, at);
	argument(*row, t, "pathname");
	line_.put('\n');
	writer_.put(line_.view());
}

void OpenPrinter::lost(Task& t, uint64_t, uint32_t calls, bool) {
	who(t);
	line_.put('<');
	line_.udec(calls);
	line_.put(calls == 1 ? " event lost>\n" : " events lost>\n");
	writer_.put(line_.view());
}

void OpenPrinter::argument(const spec::Row& row, const Task& t, std::string_view name) {
	for (unsigned i = 0; i < row.n_args; i++) {
		if (row.args[i].name != name) continue;
		spec::Row one = row;
		one.args[0] = row.args[i];
		one.n_args = 1;
		event::Call call = t.call;
		call.args[0] = t.call.args[i];
		out::TextSink sink(line_);
		sink.begin_arguments();
		decoder_.arguments(&one, call, {}, 0, sink);
	}
}

plan::Options plan_options() {
	plan::Options p;
	p.unknown_traced = false;
	p.of_call = [](spec::Abi, const spec::Row& row) {
		const bool opens = row.name == "open" || row.name == "openat" || row.name == "openat2" || row.name == "creat";
		return plan::CallOptions{.traced = opens};
	};
	return p;
}

Result<int> print_opens(const Setting& setting, const cli::OpenOptions& options) {
	auto writer = open_output(options.output_name);
	if (!writer) return writer.error();
	engine::Options e;
	e.follow = true;
	e.system_wide = options.system_wide;
	e.wait_on_full = !options.system_wide;
	e.ring_size = options.system_wide ? cli::kRingThatDrops : cli::kRingThatWaits;
	e.with_comm = true;
	e.live = false;
	e.signal_mask = 0;
	Session session(setting, scope_of(options, options.output_name), e.follow, tracing_calls(e, plan_options()));
	if (auto ok = session.start(); !ok) return ok.error();
	OpenPrinter printer(options, std::move(*writer));
	session.run(printer, [&] {
		printer.flush();
		return printer.writer().error() == 0;
	});
	printer.close();
	if (const auto losses = session.losses()) report(setting, *losses);
	return session.leave(printer.writer());
}

} // namespace

int open(const Setting& setting, int argc, char** argv) {
	return run_parsed(setting, "open", cli::parse_open(setting.program, argc, argv), print_opens);
}

} // namespace strobe::front
