// SPDX-License-Identifier: BSD-2-Clause
#include "front/packets.h"

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <memory>
#include <netinet/in.h>
#include <optional>
#include <unistd.h>

#include "engine/net.h"
#include "engine/packets.h"
#include "front/alarm.h"
#include "front/capture.h"
#include "front/common_run.h"
#include "front/dns.h"
#include "front/flows.h"
#include "front/hits.h"
#include "front/net_counts.h"
#include "front/net_filter.h"
#include "front/packet_body.h"
#include "front/socket_events.h"

namespace strobe::front {

namespace {

using Hook = cli::NetView::Hook;

constexpr uint32_t kSnaplen = 256; // headers, with all their options
constexpr uint16_t kDnsPort = 53;
constexpr const char* kNarrow = "narrow them with --port, --addr and the like";

Hook hook_of(const cli::NetOptions& options) {
	const auto views = cli::net_views();
	return std::ranges::find(views, options.view, &cli::NetView::name)->hook;
}

class Run {
public:
	Run(const Setting& setting, const cli::NetOptions& options)
		: setting_(setting), options_(options), at_device_(hook_of(options) == Hook::kDevice),
		  is_dns_(options.view == "dns"), fields_(packet_fields()),
		  dns_([this](const auto& record, auto owners, uint64_t cookie) { print(record, owners, cookie); },
			   options.count ? Dns::kForgotten : Dns::kPatience), // each is counted once
		  shown_{{options.view, fields_,
				  at_device_ ? static_cast<HitBody*>(&packet_)
				  : is_dns_  ? static_cast<HitBody*>(&dns_)
							 : &datagram_}},
		  consumer_({options.system_wide, options.comm}, [this](const SocketEvents::Event& e) { show(e); }) {}

	Result<int> all() {
		if (is_dns_ && options_.count)
			if (auto ok = make_counts(); !ok) return ok.error();
		const std::string& name = options_.capture_name.empty() ? options_.output_name : options_.capture_name;
		auto writer = open_output(name);
		if (!writer) return writer.error();
		if (auto ok = make_output(std::move(*writer)); !ok) return ok.error();
		Session session(setting_, scope_of(options_, name), true, [this] { return start(); });
		session.linger(SocketEvents::kLinger);
		if (auto ok = session.start(); !ok) return ok.error();
		watch(session);
		if (options_.count) print_counts();
		if (capture_)
			capture_->end(packets_->counters()[STROBE_CNT_LOST_RING] + packets_->counters()[STROBE_CNT_MISSED]);
		output_->close();
		return finish(session);
	}

private:
	Result<> make_output(out::Writer writer) {
		if (!options_.capture_name.empty()) {
			auto capture = std::make_unique<Capture>(shown_, std::move(writer));
			capture_ = capture.get();
			output_ = std::move(capture);
			return Ok{};
		}
		auto output = hit_output(options_, shown_, shown_, true, options_.command, std::move(writer));
		if (!output) return output.error();
		output_ = std::move(*output);
		return Ok{};
	}

	Result<> make_counts() {
		using enum spec::AggregateKind;
		static constexpr NetColumn kColumns[] = {{.field = "latency", .kind = kAverage},
												 {.field = "latency", .kind = kMaximum}};
		auto counts = NetCounts::make(
			shown_[0], options_.by.empty() ? std::vector<std::string>{"owner", "name", "type", "rcode"} : options_.by,
			kColumns);
		if (!counts) return counts.error();
		counts_.emplace(std::move(*counts));
		return Ok{};
	}

	[[nodiscard]] strobe_net_filter filter() const {
		strobe_net_filter f = filter_of(options_);
		if (is_dns_ && !f.port && !f.lport && !f.rport) f.port = kDnsPort;
		return f;
	}

	Result<std::unique_ptr<engine::Tracing>> start() {
		auto sockets = engine::Net::start({.system_wide = true, .ring_size = 1u << 20});
		if (!sockets) return sockets.error();
		sockets_ = std::move(*sockets);
		const engine::PacketsOptions e{
			.device = options_.device,
			.in = options_.in,
			.out = options_.out,
			.early = options_.early,
			.snaplen = options_.snaplen.value_or(capture_ || is_dns_ ? STROBE_SNAPLEN_MAX : kSnaplen),
			.filter = filter(),
			.protocol = static_cast<uint8_t>(at_device_ || is_dns_ ? 0 : IPPROTO_UDP),
			.sample = options_.sample,
			.cgroup = options_.cgroup,
			.count = options_.count && !is_dns_,
			.by_owner = !at_device_,
			.follow = true,
			.system_wide = options_.system_wide,
			.sockets_fd = sockets_->sockets_fd(),
			.ring_size = options_.ring_size};
		auto packets = engine::Packets::start(e);
		if (!packets) return packets.error();
		packets_ = packets->get();
		if (capture_) capture_->begin(packets_->device(), e.snaplen);
		consumer_.find_owners([this] { return sockets_->holders(); });
		return std::unique_ptr<engine::Tracing>(std::move(*packets));
	}

	void watch(Session& session) {
		Alarm alarm({}, options_.duration);
		session.also_wait_for(alarm.fd());
		session.run(consumer_, [&] {
			consumer_.settle();
			if (is_dns_) dns_.look();
			output_->flush();
			return !full() && !alarm.look().over && output_->writer().error() == 0;
		});
		if (is_dns_) dns_.end();
		const uint64_t lost = packets_->counters()[STROBE_CNT_LOST_RING];
		if (!full() && !counts_ && lost > lost_) output_->lost(lost - lost_);
	}

	void print_counts() {
		if (counts_) return output_->groups(counts_->groups(options_.top.value_or(0)), false);
		consumer_.look(); // no event has asked who holds the sockets that were made meanwhile
		report::Flows flows{.by_owner = !at_device_, .top = options_.top.value_or(0)};
		for (const engine::CountedFlow& f : packets_->flows())
			if (auto row = flow_of(f, consumer_)) flows.rows.push_back(std::move(*row));
		if (!at_device_) join_owners(flows.rows);
		if (options_.system_wide && options_.comm.empty()) flows.other = other_flow(packets_->other_flows());
		output_->flows(flows);
	}

	[[nodiscard]] bool full() const { return options_.max_events && events_shown_ >= *options_.max_events; }

	void show(const SocketEvents::Event& e) {
		if (full()) return;
		if (e.lost && !counts_) output_->lost(e.lost);
		lost_ += e.lost;
		if (is_dns_)
			dns_.packet(e);
		else
			print(e.record, e.owners, e.socket.cookie);
	}
	void print(const event::Record& record, std::span<const engine::SocketOwner> owners, uint64_t cookie) {
		if (full()) return;
		if (counts_) return counts_->add(record, owners);
		output_->put_owners(owners, cookie);
		output_->hit(record);
		events_shown_++;
	}

	/// Of what found no room, nobody knows whose it is.
	void report_uncounted() {
		if (!options_.count || is_dns_ || (options_.system_wide && options_.comm.empty())) return;
		const strobe_flow other = packets_->other_flows();
		if (const uint64_t n = other.packets[0] + other.packets[1])
			report(setting_,
				   {"not counted: " + std::to_string(n) + " packets of whatever process (too many flows)", kNarrow});
	}

	Result<int> finish(Session& session) {
		report_uncounted();
		if (const auto losses =
				session.losses("packets", (std::string(kNarrow) + ", --sample them, or raise --ring-size").c_str()))
			report(setting_, *losses);
		return session.leave(output_->writer());
	}

	const Setting& setting_;
	const cli::NetOptions& options_;
	const bool at_device_, is_dns_;
	const std::vector<spec::ProbeField> fields_;
	PacketBody packet_;
	DatagramBody datagram_;
	Dns dns_;
	std::vector<ShownProbe> shown_;
	SocketEvents consumer_;
	std::unique_ptr<engine::Net> sockets_; ///< tells whose they are
	engine::Packets* packets_ = nullptr;   ///< the session's
	std::unique_ptr<HitOutput> output_;
	Capture* capture_ = nullptr;      ///< -w: the output
	std::optional<NetCounts> counts_; ///< dns -c
	uint64_t events_shown_ = 0, lost_ = 0;
};

} // namespace

bool sees_packets(const cli::NetOptions& options) {
	return hook_of(options) != Hook::kConnection;
}

Result<int> packets(const Setting& setting, const cli::NetOptions& options) {
	return Run(setting, options).all();
}

} // namespace strobe::front
