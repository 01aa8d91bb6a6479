// SPDX-License-Identifier: BSD-2-Clause
// strobe net: what happens to connections, with the processes that hold their sockets.
#include <algorithm>
#include <bit>
#include <csignal>
#include <cstdio>
#include <cstring>
#include <fmt/format.h>
#include <memory>
#include <optional>
#include <sys/socket.h>
#include <unistd.h>

#include "decode/net_events.h"
#include "engine/net.h"
#include "front/alarm.h"
#include "front/common_run.h"
#include "front/frontends.h"
#include "front/hits.h"
#include "front/kernel_names.h"
#include "front/net_counts.h"
#include "front/net_filter.h"
#include "front/packets.h"
#include "front/round_trips.h"
#include "front/socket_events.h"

namespace strobe::front {

namespace {

/// What a view of cli/net_options.cpp shows.
struct View {
	std::string_view name;
	std::vector<strobe_net_event> events;
	std::vector<std::string> by;    ///< -c
	std::vector<NetColumn> columns; ///< likewise

	[[nodiscard]] bool shows(strobe_net_event e) const { return std::ranges::find(events, e) != events.end(); }
};

const View& view_named(std::string_view name) {
	using enum spec::AggregateKind;
	static const View kViews[] = {
		{"retrans", {STROBE_NET_RETRANS}, {"owner", "local", "remote"}, {{.field = "segments"}, {.field = "bytes"}}},
		{"connect",
		 {STROBE_NET_CONNECT},
		 {"owner", "remote", "result"},
		 {{.field = "latency", .kind = kAverage}, {.field = "latency", .kind = kMaximum}}},
		{"accept",
		 {STROBE_NET_ACCEPT},
		 {"owner", "local"},
		 {{.field = "latency", .kind = kAverage}, {.field = "latency", .kind = kMaximum}}},
		{"life",
		 {STROBE_NET_LIFE},
		 {"owner", "closed"},
		 {{.field = "bytes_sent"}, {.field = "bytes_received"}, {.field = "retrans"}}},
		{"state", {STROBE_NET_STATE}, {"owner", "from", "state"}, {{.field = "duration", .kind = kMaximum}}},
		{"resets", {STROBE_NET_RESET}, {"owner", "direction", "reason"}, {}},
		{"drops", {STROBE_NET_DROP}, {"reason", "place"}, {}},
		{"rtt", {STROBE_NET_RTT}, {}, {}},
	};
	return *std::ranges::find(kViews, name, &View::name);
}

class Run {
public:
	Run(const Setting& setting, const cli::NetOptions& options)
		: setting_(setting), options_(options), view_(view_named(options.view)), names_(names()),
		  events_(decode::net_events(names_)),
		  consumer_({options.system_wide, options.comm}, [this](const SocketEvents::Event& e) { show(e); }) {
		shown_.reserve(events_.size());
		for (const decode::NetEvent& e : events_) shown_.push_back({e.name, e.fields});
	}

	Result<int> all() {
		auto writer = open_output(options_.output_name);
		if (!writer) return writer.error();
		if (auto ok = make_output(std::move(*writer)); !ok) return ok.error();
		if (auto ok = make_counts(); !ok) return ok.error();
		Session session(setting_, scope_of(options_, options_.output_name), true, [this] { return start(); });
		session.linger(SocketEvents::kLinger);
		if (auto ok = session.start(); !ok) return ok.error();
		watch(session);
		if (counts_ || view_.shows(STROBE_NET_RTT)) print_counts();
		output_->close();
		return finish(session);
	}

private:
	/// Names of the running kernel's numbers, where the view shows some.
	[[nodiscard]] decode::NetNames names() const {
		return view_.shows(STROBE_NET_RESET) || view_.shows(STROBE_NET_DROP) ? kernel_names() : decode::NetNames{};
	}
	static std::string name_of(const std::shared_ptr<const spec::NumberNames>& names, uint64_t number) {
		const std::string name = names ? names->text(number) : "";
		return name.empty() ? fmt::format("{:#x}", number) : name;
	}

	Result<> make_output(out::Writer writer) {
		std::vector<ShownProbe> of_view;
		of_view.reserve(view_.events.size());
		for (const strobe_net_event e : view_.events) of_view.push_back(shown_[e]);
		auto output = hit_output(options_, shown_, of_view, true, options_.command, std::move(writer));
		if (!output) return output.error();
		output_ = std::move(*output);
		return Ok{};
	}

	Result<> make_counts() {
		if (view_.shows(STROBE_NET_RTT)) return RoundTrips::check(options_.by);
		if (!options_.count) return Ok{};
		auto counts =
			NetCounts::make(shown_[view_.events.front()], options_.by.empty() ? view_.by : options_.by, view_.columns);
		if (!counts) return counts.error();
		counts_.emplace(std::move(*counts));
		return Ok{};
	}

	/// Drops come by the thousand: by default they are counted in the kernel, unless it matters whose they are.
	[[nodiscard]] bool counts_in_kernel() const {
		return options_.count && options_.by.empty() && options_.system_wide && options_.comm.empty() &&
			   view_.shows(STROBE_NET_DROP);
	}

	void print_counts() {
		if (view_.shows(STROBE_NET_RTT)) return print_round_trips();
		for (const auto& [key, count] : net_->drops())
			counts_->add({name_of(names_.drop_reasons, key.reason), name_of(names_.code, key.place)}, count);
		counts_->add_other(net_->counters()[STROBE_CNT_OTHER]);
		output_->groups(counts_->groups(options_.top.value_or(0)), false);
	}

	void print_round_trips() {
		RoundTrips trips(options_.by);
		for (const auto& [key, count] : net_->rtts())
			if (needs_owner() ? consumer_.in_scope(key.pid, comm_of(key), 0) : true) trips.add(key, count);
		report::Groups groups = trips.groups(options_.top.value_or(0));
		groups.other = net_->counters()[STROBE_CNT_OTHER];
		output_->groups(groups, false);
	}

	[[nodiscard]] bool needs_owner() const { return !options_.system_wide || !options_.comm.empty(); }

	Result<std::unique_ptr<engine::Tracing>> start() {
		engine::NetOptions e{.filter = filter_of(options_),
							 .cgroup = options_.cgroup,
							 .system_wide = options_.system_wide,
							 .count_drops = counts_in_kernel(),
							 .ring_size = options_.ring_size};
		for (const strobe_net_event event : view_.events) e.events |= 1u << event;
		e.rtt_by_remote = RoundTrips::by_remote(options_.by);
		e.rtt_by_owner = RoundTrips::by_owner(options_.by) || needs_owner();
		auto net = engine::Net::start(e);
		if (!net) return net.error();
		net_ = net->get();
		consumer_.find_owners([this] { return net_->holders(); });
		return std::unique_ptr<engine::Tracing>(std::move(*net));
	}

	void watch(Session& session) {
		Alarm alarm({}, options_.duration);
		session.also_wait_for(alarm.fd());
		session.run(consumer_, [&] {
			consumer_.settle();
			output_->flush();
			return !full() && !alarm.look().over && output_->writer().error() == 0;
		});
		const uint64_t lost = net_->counters()[STROBE_CNT_LOST_RING];
		if (!counts_ && !full() && lost > lost_) output_->lost(lost - lost_);
	}

	[[nodiscard]] bool full() const { return options_.max_events && events_shown_ >= *options_.max_events; }

	void show(const SocketEvents::Event& e) {
		if (full()) return;
		if (counts_) {
			counts_->add(e.record, e.owners);
			return;
		}
		if (e.lost) output_->lost(e.lost);
		lost_ += e.lost;
		output_->put_owners(e.owners, e.socket.cookie);
		output_->hit(e.record);
		events_shown_++;
	}

	Result<int> finish(Session& session) {
		if (const auto losses =
				session.losses("events", "narrow them with --port, --addr and the like, or raise --ring-size"))
			report(setting_, *losses);
		return session.leave(output_->writer());
	}

	const Setting& setting_;
	const cli::NetOptions& options_;
	const View& view_;
	const decode::NetNames names_;
	const std::vector<decode::NetEvent> events_;
	std::vector<ShownProbe> shown_;
	SocketEvents consumer_;
	engine::Net* net_ = nullptr; ///< the session's
	std::unique_ptr<HitOutput> output_;
	std::optional<NetCounts> counts_; ///< -c
	uint64_t events_shown_ = 0, lost_ = 0;
};

} // namespace

int net(const Setting& setting, int argc, char** argv) {
	return run_parsed(setting, "net", cli::parse_net(setting.program, argc, argv),
					  [](const Setting& named, const cli::NetOptions& options) {
						  return sees_packets(options) ? packets(named, options) : Run(named, options).all();
					  });
}

} // namespace strobe::front
