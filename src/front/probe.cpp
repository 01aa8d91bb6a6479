// SPDX-License-Identifier: BSD-2-Clause
// strobe probe: hits of hook points of the kernel, printed or counted.
#include <algorithm>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <cstring>
#include <optional>
#include <set>
#include <unistd.h>

#include "engine/probes.h"
#include "event/assembler.h"
#include "front/alarm.h"
#include "front/common_run.h"
#include "front/frontends.h"
#include "front/hit_stacks.h"
#include "front/hits.h"
#include "front/json_printer.h"
#include "front/probe_catalog.h"
#include "out/text.h"
#include "plan/probe.h"

namespace strobe::front {

namespace {

constexpr std::chrono::milliseconds kLookEvery(100);

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
	catalog.look_into(options.pids, "");
	auto writer = open_output(options.output_name);
	if (!writer) return writer.error();
	std::vector<std::string> patterns = options.list_patterns;
	if (patterns.empty()) patterns.emplace_back("*:*");
	for (const std::string& pattern : patterns) {
		const auto names = catalog.matching(pattern);
		if (!names) return names.error();
		for (const std::string& name : *names) {
			writer->put(out::name_text(name) + "\n");
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
	HitConsumer(HitOutput& output, HitStacks& stacks, const cli::ProbeOptions& options)
		: output_(output), stacks_(stacks), with_stacks_(options.stacks), most_(options.max_events) {}

	void begins(event::Task&, uint64_t) override {}
	void ends(event::Task&, uint64_t, uint16_t) override {}
	void lost(event::Task&, uint64_t, uint32_t, bool) override {}
	void stack(const event::Record& record) override {
		if (!full()) stacks_.keep(record);
	}
	void hit(const event::Record& record) override {
		if (full()) return;
		if (with_stacks_) output_.put_stacks(stacks_.take(record));
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
	HitStacks& stacks_;
	const bool with_stacks_;
	const std::optional<uint64_t> most_;
	uint64_t hits_ = 0, lost_ = 0;
};

engine::Hook hook_of(const spec::ProbeRow& row) {
	using enum spec::HookKind;
	const spec::Hook& h = row.hook;
	engine::Hook hook{.category = h.category,
					  .name = h.name,
					  .path = h.path,
					  .offset = h.offset,
					  .period = h.period,
					  .frequency = h.frequency,
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
	case kInterval: hook.type = engine::HookType::kInterval; break;
	case kProfile: hook.type = engine::HookType::kProfile; break;
	}
	return hook;
}

class Run {
public:
	Run(const Setting& setting, const cli::ProbeOptions& options) : setting_(setting), options_(options) {}

	Result<int> all() {
		if (auto ok = prepare(); !ok) return ok.error();
		auto writer = open_output(options_.output_name);
		if (!writer) return writer.error();
		auto output = hit_output(options_, shown_, shown_, false, options_.command, std::move(*writer));
		if (!output) return output.error();
		output_ = std::move(*output);
		Session session(setting_, scope_of(options_, options_.output_name), options_.follow,
						[this] { return start(); });
		if (auto ok = session.start(); !ok) return ok.error();
		for (const std::string& note : catalog_.notes())
			std::fprintf(stderr, "%s: %s\n", setting_.program.name.c_str(), note.c_str());
		watch(session);
		if (options_.count()) print_groups(false);
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
		auto plans = plan::compile_probes(rows_, {.where = options_.where,
												  .count = options_.count(),
												  .aggregates = options_.aggregates,
												  .print = options_.print,
												  .by = options_.by});
		if (!plans) return plans.error();
		plans_ = std::move(*plans);
		for (size_t i = 0; i < plans_.shown.size(); i++) shown_.push_back({names_[i], plans_.shown[i]});
		return Ok{};
	}

	Result<std::unique_ptr<engine::Tracing>> start() {
		const engine::ProbesOptions e{.follow = options_.follow,
									  .comm = options_.comm,
									  .uid = options_.uid,
									  .cgroup = options_.cgroup,
									  .system_wide = options_.system_wide,
									  .count = options_.count(),
									  .key_size = plans_.key_size,
									  .kstack = stack_key(spec::StackKind::kKernel) != nullptr,
									  .ustack = stack_key(spec::StackKind::kUser) != nullptr,
									  .stacks = options_.stacks,
									  .columns = static_cast<uint32_t>(plans_.columns.size()),
									  .histogram = plans_.histogram.has_value(),
									  .ring_size = options_.ring_size};
		std::vector<engine::Hook> hooks;
		hooks.reserve(rows_.size());
		for (const spec::ProbeRow& row : rows_) hooks.push_back(hook_of(row));
		if (options_.stacks || e.ustack)
			if (auto ok = stacks_.watch(); !ok) return ok.error();
		auto probes = engine::Probes::start(e, hooks, plans_.plans);
		if (!probes) return probes.error();
		probes_ = probes->get();
		return std::unique_ptr<engine::Tracing>(std::move(*probes));
	}

	void watch(Session& session) {
		HitConsumer consumer(*output_, stacks_, options_);
		Alarm alarm(options_.every, options_.duration);
		session.also_wait_for(alarm.fd());
		session.run(consumer, [&] {
			const Alarm::News news = alarm.look();
			if (news.print && !news.over) print_groups(true);
			if (options_.stacks) stacks_.look();
			learn_processes();
			output_->flush();
			return !consumer.full() && !news.over && output_->writer().error() == 0;
		});
		consumer.end(probes_->counters()[STROBE_CNT_LOST_RING]);
	}

	[[nodiscard]] const spec::GroupKey* stack_key(spec::StackKind kind) const {
		const auto found = std::ranges::find(plans_.keys, kind, &spec::GroupKey::stack);
		return found == plans_.keys.end() ? nullptr : &*found;
	}

	/// What the processes of user stacks have mapped can only be seen while they run.
	void learn_processes() {
		const spec::GroupKey* const key = stack_key(spec::StackKind::kUser);
		const auto now = std::chrono::steady_clock::now();
		if (!key || now < next_look_) return;
		next_look_ = now + kLookEvery;
		stacks_.look();
		std::set<int> pids;
		for (const engine::Group& g : probes_->groups()) {
			uint64_t number = 0;
			std::memcpy(&number, g.key.data() + key->at, sizeof number);
			if (static_cast<uint32_t>(number) != UINT32_MAX) pids.insert(static_cast<int>(number >> 32));
		}
		for (const int pid : pids) stacks_.learn(pid);
	}

	void print_groups(bool timed) {
		stacks_.look();
		report::Groups groups{.keys = plans_.keys,
							  .probes = names_,
							  .columns = plans_.columns,
							  .histogram = plans_.histogram ? &*plans_.histogram : nullptr};
		// the first column is the first that was asked for, unless --count stands before it
		if (!plans_.columns.empty() && options_.aggregates.front().kind != spec::AggregateKind::kCount)
			groups.order = 0;
		groups.frames = [this](const spec::GroupKey& key, uint64_t number) {
			return stacks_.of_group(key, number, probes_->stack(static_cast<uint32_t>(number)));
		};
		for (engine::Group& g : probes_->groups()) groups.rows.push_back({std::move(g.key), g.count, g.columns});
		if (groups.histogram) report::join_buckets(groups);
		groups.other = probes_->counters()[STROBE_CNT_OTHER];
		report::sort(groups, options_.top.value_or(0));
		output_->groups(groups, timed);
	}

	Result<int> finish(Session& session) {
		if (const auto losses = session.losses("hits", "narrow them with --where, or --count them"))
			report(setting_, *losses);
		if (const uint64_t n = probes_->calls_not_followed())
			report(setting_, {"missed: " + std::to_string(n) +
							  " hits (of all tasks: more calls of a function at once than the kernel follows)"});
		if (const uint64_t n = stacks_.lost())
			report(setting_, {"lost: " + std::to_string(n) +
							  " events of mappings (too many at once): frames of short processes may have no names"});
		return session.leave(output_->writer());
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
	HitStacks stacks_;
	std::chrono::steady_clock::time_point next_look_{};
};

} // namespace

int probe(const Setting& setting, int argc, char** argv) {
	return run_parsed(setting, "probe", cli::parse_probe(setting.program, argc, argv),
					  [](const Setting& named, const cli::ProbeOptions& options) {
						  return options.list ? list(options) : Run(named, options).all();
					  });
}

} // namespace strobe::front
