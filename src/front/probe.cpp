// SPDX-License-Identifier: BSD-2-Clause
// strobe probe: hits of hook points of the kernel, printed or counted.
#include <algorithm>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <optional>
#include <sys/timerfd.h>
#include <unistd.h>

#include "cli/parse.h"
#include "engine/probes.h"
#include "event/assembler.h"
#include "front/frontends.h"
#include "front/hits.h"
#include "front/json_printer.h"
#include "front/probe_catalog.h"
#include "front/session.h"
#include "out/writer.h"
#include "plan/probe.h"

namespace strobe::front {

namespace {

constexpr uint64_t kSecond = 1'000'000'000;

Result<out::Writer> open_output(const cli::ProbeOptions& options) {
	if (options.output_name.empty()) return out::Writer::to_fd(STDOUT_FILENO, "standard output");
	return out::Writer::to_file(options.output_name, false);
}

// ---- -l -------------------------------------------------------------------------------------------------------------

/// "    __data_loc char[] filename" would be the kernel's way to say it; what matters is the type.
std::string field_line(const spec::ProbeField& f) {
	std::string text = "    " + f.type + (f.type.ends_with('*') ? "" : " ") + f.name;
	if (f.place == spec::Place::kNowhere)
		text += " (cannot be read)";
	else if (!f.type.ends_with('*') &&
			 ((f.shape == spec::Shape::kText && f.place != spec::Place::kMemory) || f.shape == spec::Shape::kArray))
		text += f.place == spec::Place::kFixed ? "[" + std::to_string(f.size / std::max(f.element, 1u)) + "]" : "[]";
	return text + "\n";
}

Result<int> list(const cli::ProbeOptions& options) {
	ProbeCatalog catalog;
	auto writer = open_output(options);
	if (!writer) return writer.error();
	std::vector<std::string> patterns = options.list_patterns;
	if (patterns.empty()) patterns.emplace_back("*:*");
	for (const std::string& pattern : patterns) {
		const auto names = catalog.matching(pattern);
		if (!names) return names.error();
		for (const std::string& name : *names) {
			writer->put(name + "\n");
			if (!options.verbose) continue;
			const auto row = catalog.row(name);
			if (!row) return row.error();
			for (const spec::ProbeField& f : row->fields) writer->put(field_line(f));
		}
	}
	writer->close();
	if (writer->error() && writer->error() != EPIPE)
		return errno_error("cannot write to " + writer->name(), writer->error());
	return 0;
}

// ---- the run --------------------------------------------------------------------------------------------------------

/// Passes hits on, up to --max-events of them.
class HitConsumer final : public event::Consumer {
public:
	HitConsumer(HitOutput& output, std::optional<uint64_t> most) : output_(output), most_(most) {}

	void begins(event::Task&, uint64_t) override {}
	void ends(event::Task&, uint64_t, uint16_t) override {}
	void lost(event::Task&, uint64_t, uint32_t, bool) override {}
	void hit(const event::Record& record) override {
		if (full()) return;
		if (record.header().lost) lost_before(record.header().lost);
		output_.hit(record);
		hits_++;
	}
	/// `lost`: of the whole run; no hit came behind the last of them.
	void end(uint64_t lost) {
		if (!full() && lost > lost_) lost_before(lost - lost_);
	}
	[[nodiscard]] bool full() const { return most_ && hits_ >= *most_; }

private:
	void lost_before(uint64_t hits) {
		output_.lost(hits);
		lost_ += hits;
	}

	HitOutput& output_;
	const std::optional<uint64_t> most_;
	uint64_t hits_ = 0, lost_ = 0;
};

/// --every and --duration, in one descriptor.
class Alarm {
public:
	Alarm(std::optional<uint64_t> every, std::optional<uint64_t> duration) : every_(every), left_(duration) {
		if (every || duration) fd_ = UniqueFd(timerfd_create(CLOCK_MONOTONIC, TFD_CLOEXEC | TFD_NONBLOCK));
		began_ = std::chrono::steady_clock::now();
		arm();
	}
	[[nodiscard]] int fd() const { return fd_.get(); }

	struct News {
		bool print = false, over = false;
	};
	News look() {
		uint64_t times = 0;
		if (!fd_ || read(fd_.get(), &times, sizeof times) != sizeof times) return {};
		const uint64_t passed = elapsed();
		const News news{every_ && passed >= next_print_, left_ && passed >= *left_};
		arm();
		return news;
	}

private:
	[[nodiscard]] uint64_t elapsed() const {
		return static_cast<uint64_t>(
			std::chrono::duration_cast<std::chrono::nanoseconds>(std::chrono::steady_clock::now() - began_).count());
	}
	void arm() {
		const uint64_t passed = elapsed();
		if (every_) next_print_ = (passed / *every_ + 1) * *every_;
		if (!fd_) return;
		const uint64_t next = std::min(every_ ? next_print_ : UINT64_MAX, left_.value_or(UINT64_MAX));
		const uint64_t wait = next > passed ? next - passed : 1;
		const itimerspec spec{{}, {static_cast<time_t>(wait / kSecond), static_cast<long>(wait % kSecond)}};
		timerfd_settime(fd_.get(), 0, &spec, nullptr);
	}

	const std::optional<uint64_t> every_, left_;
	std::chrono::steady_clock::time_point began_;
	uint64_t next_print_ = 0;
	UniqueFd fd_;
};

engine::Hook hook_of(const spec::ProbeRow& row) {
	using enum spec::HookKind;
	const spec::Hook& h = row.hook;
	engine::Hook hook{.category = h.category,
					  .name = h.name,
					  .path = h.path,
					  .offset = h.offset,
					  .reference = h.reference,
					  .timed = h.timed,
					  .type_id = h.type_id,
					  .title = row.name};
	switch (h.kind) {
	case kTracepoint: hook.type = engine::HookType::kTracepoint; break;
	case kFunction: hook.type = engine::HookType::kFunction; break;
	case kFunctionReturn: hook.type = engine::HookType::kFunctionReturn; break;
	case kUprobe: hook.type = engine::HookType::kUprobe; break;
	case kUprobeReturn: hook.type = engine::HookType::kUprobeReturn; break;
	case kRawTracepoint: hook.type = engine::HookType::kRawTracepoint; break;
	case kFentry: hook.type = engine::HookType::kFentry; break;
	case kFexit: hook.type = engine::HookType::kFexit; break;
	}
	return hook;
}

class Run {
public:
	Run(const Setting& setting, const cli::ProbeOptions& options) : setting_(setting), options_(options) {}

	Result<int> all() {
		if (auto ok = prepare(); !ok) return ok.error();
		auto writer = open_output(options_);
		if (!writer) return writer.error();
		make_output(std::move(*writer));
		Session session(setting_, scope(), options_.follow, [this] { return start(); });
		if (auto ok = session.start(); !ok) return ok.error();
		for (const std::string& note : catalog_.notes())
			std::fprintf(stderr, "%s: %s\n", setting_.program.name.c_str(), note.c_str());
		watch(session);
		if (options_.count) print_groups(false);
		output_->close();
		return finish(session);
	}

private:
	Result<> prepare() {
		catalog_.look_into(options_.pids, options_.command.empty() ? "" : options_.command[0]);
		auto rows = catalog_.rows_of(options_.specs, options_.force);
		if (!rows) return rows.error();
		rows_ = std::move(*rows);
		for (const spec::ProbeRow& row : rows_) names_.push_back(row.name);
		auto plans = plan::compile_probes(
			rows_, {.where = options_.where, .count = options_.count, .print = options_.print, .by = options_.by});
		if (!plans) return plans.error();
		plans_ = std::move(*plans);
		for (size_t i = 0; i < plans_.shown.size(); i++) shown_.push_back({names_[i], plans_.shown[i]});
		return Ok{};
	}

	void make_output(out::Writer writer) {
		if (options_.json)
			output_ = std::make_unique<JsonHits>(shown_, std::move(writer), options_.command);
		else
			output_ = std::make_unique<TextHits>(shown_, std::move(writer));
	}

	Scope scope() const {
		return {.command = options_.command,
				.pids = options_.pids,
				.system_wide = options_.system_wide,
				.output_fd = options_.output_name.empty() ? STDOUT_FILENO : -1};
	}

	Result<std::unique_ptr<engine::Tracing>> start() {
		const engine::ProbesOptions e{.follow = options_.follow,
									  .system_wide = options_.system_wide,
									  .count = options_.count,
									  .key_size = plans_.key_size};
		std::vector<engine::Hook> hooks;
		hooks.reserve(rows_.size());
		for (const spec::ProbeRow& row : rows_) hooks.push_back(hook_of(row));
		auto probes = engine::Probes::start(e, hooks, plans_.plans);
		if (!probes) return probes.error();
		probes_ = probes->get();
		return std::unique_ptr<engine::Tracing>(std::move(*probes));
	}

	void watch(Session& session) {
		HitConsumer consumer(*output_, options_.max_events);
		Alarm alarm(options_.every, options_.duration);
		session.also_wait_for(alarm.fd());
		session.run(consumer, [&] {
			const Alarm::News news = alarm.look();
			if (news.print && !news.over) print_groups(true);
			output_->flush();
			return !consumer.full() && !news.over && output_->writer().error() == 0;
		});
		consumer.end(probes_->counters()[STROBE_CNT_LOST_RING]);
	}

	void print_groups(bool timed) {
		report::Groups groups{.keys = plans_.keys, .probes = names_};
		for (engine::Group& g : probes_->groups()) groups.rows.push_back({std::move(g.key), g.count});
		groups.other = probes_->counters()[STROBE_CNT_OTHER];
		report::sort(groups, options_.top.value_or(0));
		output_->groups(groups, timed);
	}

	Result<int> finish(Session& session) {
		if (const auto losses = session.losses("hits", "narrow them with --where, or --count them"))
			report(setting_, *losses);
		if (const uint64_t n = probes_->kernel_misses())
			report(setting_,
				   {"missed: " + std::to_string(n) + " hits (the kernel does not run a probe inside of another)"});
		const int number = output_->writer().error();
		const std::string name = output_->writer().name();
		session.wait_for_command();
		if (number == EPIPE) return Session::exit_like(SIGPIPE);
		if (number) return errno_error("cannot write to " + name, number);
		return Session::exit_like(session.wait_status());
	}

	const Setting& setting_;
	const cli::ProbeOptions& options_;
	ProbeCatalog catalog_;
	std::vector<spec::ProbeRow> rows_;
	std::vector<std::string> names_;
	plan::ProbePlans plans_;
	std::vector<ShownProbe> shown_;
	engine::Probes* probes_ = nullptr; ///< the session's
	std::unique_ptr<HitOutput> output_;
};

} // namespace

int probe(const Setting& setting, int argc, char** argv) {
	auto parsed = cli::parse_probe(setting.program, argc, argv);
	std::fputs(parsed.out.c_str(), stdout);
	std::fputs(parsed.err.c_str(), stderr);
	if (!parsed.options) return parsed.status;
	Setting named = setting;
	named.program.name += " probe";
	const auto status = parsed.options->list ? list(*parsed.options) : Run(named, *parsed.options).all();
	if (status) return *status;
	report(named, status.error());
	return 1;
}

} // namespace strobe::front
