// SPDX-License-Identifier: BSD-2-Clause
// strobe run: compiles, loads and attaches eBPF programs that the user brings, and prints what they send.
#include <algorithm>
#include <csignal>
#include <cstdio>
#include <filesystem>
#include <optional>
#include <unistd.h>

#include "base/files.h"
#include "base/harmless.h"
#include "engine/user_run.h"
#include "front/alarm.h"
#include "front/common_run.h"
#include "front/compile_bpf.h"
#include "front/events.h"
#include "front/frontends.h"
#include "front/hit_stacks.h"
#include "front/map_results.h"
#include "front/object_list.h"
#include "front/parameters.h"
#include "types/data_types.h"
#include "types/object_check.h"
#include "types/object_section.h"

namespace strobe::front {

namespace {

bool is_source(const std::string& file) {
	return file.ends_with(".c");
}

Result<std::vector<uint8_t>> read_object(const cli::RunOptions& options) {
	if (access(options.file.c_str(), R_OK) != 0) return errno_error("cannot read " + options.file, errno);
	if (is_source(options.file)) return compile_bpf(options.file, options.verbose);
	if (std::filesystem::is_directory(options.file)) return errno_error("cannot read " + options.file, EISDIR);
	const std::string text = read_file(options.file);
	return std::vector<uint8_t>(text.begin(), text.end());
}

/// The records of tasks are for the session alone.
class Silent final : public event::Consumer {
public:
	void begins(event::Task&, uint64_t) override {}
	void ends(event::Task&, uint64_t, uint16_t) override {}
	void lost(event::Task&, uint64_t, uint32_t, bool) override {}
};

class Run {
public:
	Run(const Setting& setting, const cli::RunOptions& options) : setting_(setting), options_(options) {}

	Result<int> all() {
		if (auto ok = prepare(); !ok) return ok.error();
		auto writer = open_output(options_.output_name);
		if (!writer) return writer.error();
		if (options_.list || options_.help_program) return list(*writer);
		auto output = EventOutput::make(*event_types_, options_, std::move(*writer));
		if (!output) return output.error();
		output_ = std::move(*output);
		output_->use_symbols([this](uint64_t address) { return stacks_.kernel(address); },
							 [this](int pid, uint64_t address) { return stacks_.user(pid, address); });
		Session session(setting_, scope_of(options_, options_.output_name), options_.follow,
						[this] { return start(); });
		if (auto ok = session.start(); !ok) {
			if (options_.verbose) std::fputs(harmless(object_->log(), "\n\t").c_str(), stderr);
			return ok.error();
		}
		watch(session);
		output_->close();
		return finish(session);
	}

private:
	Result<> prepare() {
		auto bytes = read_object(options_);
		if (!bytes) return bytes.error();
		if (auto ok = types::check_object(*bytes); !ok)
			return Error{"cannot open " + options_.file + ": " + ok.error().message, ok.error().hint};
		auto object = engine::UserObject::open(std::move(*bytes), options_.file);
		if (!object) return object.error();
		object_ = std::move(*object);
		auto types = types::DataTypes::of(object_->btf());
		if (!types) return types.error();
		types_ = std::move(*types);
		auto event_types = EventTypes::of(*object_, *types_, options_.event_types);
		if (!event_types) return event_types.error();
		event_types_ = std::move(*event_types);
		for (const auto& [name, value] : options_.parameters)
			if (auto ok = set_parameter(*object_, *types_, name, value); !ok) return ok;
		auto results = MapResults::of(*object_, *types_, options_);
		if (!results) return results.error();
		results_.emplace(std::move(*results));
		return Ok{};
	}

	Result<int> list(out::Writer& writer) {
		writer.put(options_.list ? object_list(*object_, *types_, *event_types_) : parameter_list(*object_, *types_));
		writer.close();
		if (writer.error() && writer.error() != EPIPE)
			return errno_error("cannot write to " + writer.name(), writer.error());
		return 0;
	}

	Result<std::unique_ptr<engine::Tracing>> start() {
		const engine::UserRunOptions e{.follow = options_.follow,
									   .comm = options_.comm,
									   .uid = options_.uid,
									   .cgroup = options_.cgroup,
									   .system_wide = options_.system_wide,
									   .device = options_.device,
									   .pin = options_.pin,
									   .emits = event_types_->emits(),
									   .attached = [this] { tell_attached(); },
									   .ring_size = options_.ring_size};
		// processes end before their addresses are printed
		if (event_types_->has(spec::Meaning::kUser))
			if (auto ok = stacks_.watch(); !ok) return ok.error();
		auto run = engine::UserRun::start(e, *object_);
		if (!run) return run.error();
		run_ = run->get();
		return std::unique_ptr<engine::Tracing>(std::move(*run));
	}

	void tell_attached() const {
		if (!options_.quiet)
			for (const engine::Attached& a : run_->attached())
				std::fprintf(stderr, "%s: %s: %s\n", setting_.program.name.c_str(), a.program.c_str(), a.where.c_str());
		note_scope();
		for (const engine::Attached& a : run_->attached())
			if (!a.text.empty()) output_->text(a.program, a.text);
	}

	/// Programs show what they want: what is asked of strobe.bpf.h is asked of this map.
	void note_scope() const {
		const bool by_cgroup =
			!options_.cgroup.empty() && std::ranges::none_of(object_->programs(), engine::is_for_cgroup);
		const bool narrowed =
			!options_.command.empty() || !options_.pids.empty() || !options_.comm.empty() || options_.uid || by_cgroup;
		if (options_.quiet || !narrowed || types::code_refers_to(object_->bytes(), "strobe_tasks")) return;
		report(setting_, {options_.file + " does not ask strobe_traced(): what it shows may be of any process"});
	}

	void watch(Session& session) {
		Silent silent;
		Alarm alarm(options_.every, options_.duration);
		session.also_wait_for(run_->rings().event_fd());
		session.also_wait_for(alarm.fd());
		const bool nothing_to_wait_for = !run_->goes_on() && options_.command.empty() && options_.pids.empty();
		session.run(silent, [&] {
			const Alarm::News news = alarm.look();
			take_events();
			if (news.print && !news.over) output_->results(results_->read(), true);
			output_->flush();
			return !full() && !news.over && output_->writer().error() == 0 && !nothing_to_wait_for;
		});
		run_->detach();
		for (bool more = true; more; take_events()) more = run_->rings().finish();
		output_->results(results_->read(), false);
	}

	void take_events() {
		while (run_->rings().next([this](const engine::UserRings::Record& record) { take(record); })) {
		}
	}

	void take(const engine::UserRings::Record& record) {
		const Event event = event_types_->event(record);
		if (full() || event.map.empty()) return;
		if (record.lost) {
			output_->lost(event.map, record.lost);
			lost_ += record.lost;
			return;
		}
		output_->event(event);
		events_++;
		if (!event.value.type) unknown_ = event.map;
		if (misfit_.empty()) misfit_ = misfit(event, record.bytes.size());
	}

	[[nodiscard]] bool full() const { return options_.max_events && events_ >= *options_.max_events; }

	void report_losses(const Session& session) {
		if (const auto losses = session.losses("records", "narrow what is traced")) report(setting_, *losses);
		const uint64_t emitted = run_->lost_events();
		if (emitted)
			report(setting_, {"lost: " + std::to_string(emitted) + " events (strobe_events full)",
							  "raise --ring-size, or emit less: strobe_traced() and conditions come first"});
		if (lost_)
			report(setting_,
				   {"lost: " + std::to_string(lost_) + " events (perf buffers full)", "send less, or less often"});
		if (const uint64_t n = run_->rings().dropped())
			report(setting_, {"lost: " + std::to_string(n) + " events (no memory for what waits to be printed)"});
		if (const uint64_t n = run_->rings().damaged())
			report(setting_, {"lost: " + std::to_string(n) + " bytes of events (the spill file failed)"});
		for (const auto& [program, runs] : run_->missed_runs())
			report(setting_, {"missed: " + std::to_string(runs) + " runs of " + program +
							  " (the kernel does not run a program on top of itself)"});
		if (!unknown_.empty())
			report(setting_, {"nothing tells what the records of " + std::string(unknown_) + " are",
							  "name the type: --event '" + std::string(unknown_) + "=struct NAME'"});
	}

	Result<int> finish(Session& session) {
		report_losses(session);
		if (!misfit_.empty())
			report(setting_,
				   {misfit_, "the map is declared with a type, or --event names one, that the program does not send"});
		return session.leave(output_->writer());
	}

	const Setting& setting_;
	const cli::RunOptions& options_;
	std::unique_ptr<engine::UserObject> object_;
	std::unique_ptr<types::DataTypes> types_;
	std::optional<EventTypes> event_types_;
	std::optional<MapResults> results_;
	engine::UserRun* run_ = nullptr; ///< the session's
	std::unique_ptr<EventOutput> output_;
	HitStacks stacks_;
	uint64_t events_ = 0, lost_ = 0;
	std::string misfit_;       ///< what was wrong with the size of a record; empty: nothing
	std::string_view unknown_; ///< a map whose records have no known type
};

} // namespace

int run(const Setting& setting, int argc, char** argv) {
	return run_parsed(setting, "run", cli::parse_run(setting.program, argc, argv),
					  [](const Setting& named, const cli::RunOptions& options) { return Run(named, options).all(); });
}

} // namespace strobe::front
