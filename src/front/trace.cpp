// SPDX-License-Identifier: BSD-2-Clause
// The tracer: strace's command line, strace's lines.
#include <csignal>
#include <cstdio>
#include <cstring>
#include <unistd.h>

#include "cli/parse.h"
#include "decode/dump.h"
#include "front/frontends.h"
#include "front/json_printer.h"
#include "front/printer.h"
#include "front/session.h"
#include "front/socket_lines.h"
#include "front/summary.h"
#include "front/trace.h"

namespace strobe::front {

namespace {

constexpr int kLossStatus = 125; // --fail-on-loss

uint64_t signal_mask(const cli::Options& o) {
	uint64_t mask = 0;
	for (unsigned s = 1; s <= 64; s++)
		if (o.signals[s]) mask |= 1ull << (s - 1);
	return mask;
}

} // namespace

engine::Options engine_options(const cli::Options& o) {
	engine::Options e;
	e.follow = o.follow;
	e.system_wide = o.system_wide;
	e.wait_on_full = o.on_full == cli::OnFull::kWait;
	e.count_calls = o.summary != cli::Summary::kNone;
	e.count_only = o.summary == cli::Summary::kOnly;
	e.count_wall = o.wall_clock;
	e.timed = o.json || o.timestamps.clock != cli::Clock::kNone || o.relative_digits || o.syscall_time_digits ||
			  e.count_calls || o.min_duration_ns;
	e.with_comm = o.system_wide;
	e.live = !o.json && o.output != cli::Output::kFile && o.statuses.all();
	e.filter = {.comm = o.comm,
				.uid = o.uid,
				.cgroup = o.cgroup,
				// strace's table counts calls of any status
				.success = o.statuses[cli::kSuccessful] || o.summary != cli::Summary::kNone,
				.failure = o.statuses[cli::kFailed] || o.summary != cli::Summary::kNone,
				.min_duration = o.min_duration_ns,
				.errnos = o.errnos};
	e.signal_mask = signal_mask(o);
	e.ring_size = o.ring_size;
	e.max_memory = o.max_memory;
	return e;
}

plan::Options plan_options(const cli::Options& o) {
	plan::Options p;
	p.max_string = o.string_limit;
	p.count_only = o.summary == cli::Summary::kOnly;
	p.unknown_traced = o.trace.unknown;
	p.of_call = [&o](spec::Abi abi, const spec::Row& row) {
		const auto moves = decode::transfer_of(row);
		const bool whole = moves && !(moves->writes ? o.dump_writes : o.dump_reads).empty();
		return plan::CallOptions{.traced = o.trace.has(abi, &row),
								 .abbrev = o.abbrev.has(abi, &row),
								 .verbose = o.verbose.has(abi, &row),
								 .raw = o.raw.has(abi, &row),
								 .whole = whole};
	};
	return p;
}

Session::Start tracing_calls(engine::Options e, plan::Options p, engine::Engine** started) {
	return [e = std::move(e), p = std::move(p), started]() -> Result<std::unique_ptr<engine::Tracing>> {
		auto plans = plan::compile_all(p);
		if (!plans) return plans.error();
		auto engine = engine::Engine::start(e, {plans->plans, plans->variants});
		if (!engine) return engine.error();
		if (started) *started = engine->get();
		return std::unique_ptr<engine::Tracing>(std::move(*engine));
	};
}

std::unique_ptr<TracePrinter> make_printer(const cli::Options& o, std::string tracer, out::Writer output) {
	if (o.json) return std::make_unique<JsonPrinter>(o, std::move(tracer), std::move(output));
	return std::make_unique<Printer>(o, std::move(tracer), std::move(output));
}

namespace {

Scope scope_of(const cli::Options& o, const out::Writer& output) {
	Scope s{.command = o.command,
			.env_changes = o.env_changes,
			.pids = o.pids,
			.system_wide = o.system_wide,
			.output_command = output.command(),
			.output_fd = o.output == cli::Output::kStderr ? STDERR_FILENO : -1};
	if (o.user) s.run_as = engine::Launch::Identity{o.user->name, o.user->uid, o.user->gid};
	return s;
}

Result<out::Writer> open_output(const cli::Options& o, const Setting& setting) {
	if (o.separate) return out::Writer::to_fd(-1, o.output_name);
	if (o.output == cli::Output::kFile) return out::Writer::to_file(o.output_name, o.append);
	if (o.output == cli::Output::kPipe) return out::Writer::to_command(o.output_name, setting.signal_mask);
	return out::Writer::to_fd(STDERR_FILENO, "standard error");
}

int fail(const Setting& setting, const Error& error) {
	report(setting, error);
	return 1;
}

/// Says what is missing; true: something is.
bool report_losses(const Setting& setting, const Session& session, const WithSockets& sockets) {
	const auto losses = session.losses();
	const uint64_t lost = sockets.lost(), missed = sockets.kernel_misses();
	if (losses) report(setting, *losses);
	if (lost)
		report(setting,
			   {"lost: " + std::to_string(lost) + " events of sockets (ring buffer full)", "raise --ring-size"});
	if (missed)
		report(setting, {"lost: " + std::to_string(missed) +
						 " events of sockets (the kernel does not run a program on top of itself)"});
	return losses || lost || missed;
}

/// The status that is left to report once the lines are out.
int finish(const Setting& setting, const cli::Options& options, Session& session, WithSockets& sockets,
		   const TracePrinter& printer) {
	const bool complete = !report_losses(setting, session, sockets);
	sockets.stop();
	session.wait_for_command();
	int status = session.wait_status();
	const int number = printer.error();
	if (number == EPIPE) return Session::exit_like(SIGPIPE); // as any program whose reader has gone
	if (number) {
		report(setting, errno_error("cannot write to " + printer.output_name(), number,
									"the trace is incomplete; the command was not affected"));
		if (status == 0) status = 1 << 8;
	}
	return !complete && options.fail_on_loss ? kLossStatus : Session::exit_like(status);
}

int run(const Setting& setting, const cli::Options& options) {
	auto writer = open_output(options, setting);
	if (!writer) return fail(setting, writer.error());
	Scope scope = scope_of(options, *writer);
	const auto printer = make_printer(options, setting.program.name, std::move(*writer));
	engine::Engine* engine = nullptr;
	WithSockets with_sockets(*printer, options.system_wide);
	const Session::Start start_calls = tracing_calls(engine_options(options), plan_options(options), &engine);
	Session session(setting, std::move(scope), options.follow, [&]() -> Result<std::unique_ptr<engine::Tracing>> {
		auto calls = start_calls();
		if (calls && options.net)
			if (auto ok = with_sockets.start(**calls, options.ring_size); !ok) return ok.error();
		return calls;
	});
	if (auto ok = session.start(); !ok) return fail(setting, ok.error());
	const bool by_default = options.output == cli::Output::kStderr || options.command.empty();
	if (!options.interruptible.value_or(by_default)) session.leave_signals_to_command();
	session.run(options.net ? static_cast<event::Consumer&>(with_sockets) : *printer, [&] {
		printer->flush();
		return printer->error() == 0;
	});
	if (options.summary != cli::Summary::kNone) printer->put(summary_text(options, engine->counts()));
	printer->close();
	return finish(setting, options, session, with_sockets, *printer);
}

} // namespace

int trace(const Setting& setting, int argc, char** argv) {
	auto parsed = cli::parse(setting.program, argc, argv);
	std::fputs(parsed.out.c_str(), stdout);
	std::fputs(parsed.err.c_str(), stderr);
	if (!parsed.options) return parsed.status;
	return run(setting, *parsed.options);
}

} // namespace strobe::front
