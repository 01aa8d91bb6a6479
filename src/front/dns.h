// SPDX-License-Identifier: BSD-2-Clause
// Joins queries and answers of DNS, which come as packets: what was asked, by whom, and how long the answer took.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <tuple>
#include <vector>

#include "decode/dns.h"
#include "decode/packet.h"
#include "event/packet.h"
#include "front/hits.h"
#include "front/socket_events.h"

namespace strobe::front {

/// dns role=client, name="example.org.", type=A, remote=10.0.0.1:53, rcode=NOERROR, answers=[10.0.0.7], latency=1.250ms
class Dns final : public HitBody {
public:
	/// Is told of the record that the line is about: of the answer, else of the query.
	using Print = std::function<void(const event::Record&, std::span<const engine::SocketOwner>, uint64_t cookie)>;
	static constexpr uint64_t kPatience = 5'000'000'000;   ///< ns: what resolv.conf(5) gives a server
	static constexpr uint64_t kForgotten = 60'000'000'000; ///< ns: whoever answers so late, nobody knows what to
	/// `patience`: when a query is told of as unanswered. An answer that comes later, but before it is forgotten, is
	/// told of as well.
	explicit Dns(Print print, uint64_t patience = kPatience) : print_(std::move(print)), patience_(patience) {}

	void packet(const SocketEvents::Event& e);
	/// Tells of the queries that have waited long enough, as of the time that packets come from.
	void look();
	/// Tells of all that wait.
	void end();

	std::string_view name(const event::Record&) override { return "dns"; }
	void values(const event::Record& record, out::ValueSink& sink) override;
	[[nodiscard]] std::span<const std::string_view> names() const override;
	/// Up to the answer.
	[[nodiscard]] std::optional<uint64_t> time_of(const event::Record&) const override;

private:
	/// Of one query and its answer, seen from one socket: whether it is the client's, both ends, protocol, network
	/// namespace, and the number of the query.
	using Key = std::tuple<bool, std::array<uint8_t, sizeof(strobe_endpoint) * 2>, uint8_t, uint32_t, uint16_t>;
	struct Query {
		decode::DnsMessage message{};
		std::vector<uint64_t> record{}; ///< of the first one, aligned
		std::vector<engine::SocketOwner> owners{};
		uint64_t cookie = 0;
		uint64_t time = 0; ///< of the first one
		unsigned tries = 1;
		bool reported = false; ///< as unanswered
	};
	/// One direction of a TCP connection: messages, each behind its length.
	struct Stream {
		uint32_t next = 0; ///< sequence number
		std::vector<uint8_t> bytes{};
	};
	/// What a line is about.
	struct Line {
		const Query* query = nullptr; ///< nullptr: it was asked before strobe began
		const decode::DnsMessage* answer = nullptr;
		uint64_t waited = 0; ///< ns, up to the answer or until now
		bool is_client = true;
	};

	void segment(const SocketEvents::Event& e, const strobe_packet& p, const decode::Headers& h);
	void message(const SocketEvents::Event& e, const strobe_packet& p, std::span<const uint8_t> bytes);
	void unanswered(const Key& key, Query& query, uint64_t now);

	const Print print_;
	const uint64_t patience_;
	std::map<Key, Query> queries_;
	std::map<std::pair<bool, Key>, Stream> streams_; ///< by direction; the key's number is 0
	Line line_;
	uint64_t looked_ = 0;
	uint64_t lag_ = 0; ///< ns, how late the last packet came here: answers may lie that far behind
};

} // namespace strobe::front
