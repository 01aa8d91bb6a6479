// SPDX-License-Identifier: BSD-2-Clause
#include "front/dns.h"

#include <cstring>
#include <ctime>
#include <netinet/in.h>

#include "base/bytes.h"
#include "front/packet_body.h"

namespace strobe::front {

namespace {

constexpr uint64_t kSecond = 1'000'000'000;
constexpr uint64_t kPause = kSecond / 10;
constexpr size_t kMostQueries = 65536, kMostStreams = 1024;
constexpr uint8_t kFin = 1, kSyn = 2, kRst = 4;

uint64_t now() {
	timespec t{};
	clock_gettime(CLOCK_MONOTONIC, &t);
	return static_cast<uint64_t>(t.tv_sec) * kSecond + static_cast<uint64_t>(t.tv_nsec);
}

void take_question(decode::DnsMessage& answer, const decode::DnsMessage& query) {
	answer.name = query.name;
	answer.type = query.type;
}

std::array<uint8_t, sizeof(strobe_endpoint) * 2> ends_of(const strobe_socket& s) {
	std::array<uint8_t, sizeof(strobe_endpoint) * 2> ends{};
	std::memcpy(ends.data(), &s.local, sizeof s.local);
	std::memcpy(ends.data() + sizeof s.local, &s.remote, sizeof s.remote);
	return ends;
}

} // namespace

void Dns::packet(const SocketEvents::Event& e) {
	const strobe_packet* const p = event::packet_of(e.record);
	if (!p) return;
	const decode::Headers h = headers_of(*p);
	if (h.name == "udp") message(e, *p, h.payload);
	if (h.name == "tcp") segment(e, *p, h);
	const uint64_t time = e.record.header().time, present = now();
	lag_ = present > time ? present - time : 0;
	look();
}

void Dns::segment(const SocketEvents::Event& e, const strobe_packet& p, const decode::Headers& h) {
	ByteReader in(h.header);
	in.skip(4);
	const uint32_t seq = in.u32();
	in.skip(5);
	const uint8_t flags = in.u8();
	const Key connection{true, ends_of(p.socket), IPPROTO_TCP, p.socket.netns, 0};
	const auto key = std::pair(p.direction == STROBE_PACKET_OUT, connection);
	if (flags & (kFin | kRst) && h.payload.empty()) {
		streams_.erase(key);
		return;
	}
	if (flags & kSyn) streams_[key] = {seq + 1, {}};
	if (h.payload.empty()) return;
	const auto [at, is_new] = streams_.try_emplace(key);
	Stream& s = at->second;
	if (is_new) s.next = seq;
	const auto ahead = static_cast<int32_t>(seq - s.next);
	if (ahead < 0) return; // once more
	if (ahead > 0) s.bytes.clear();
	s.next = seq + h.payload_length;
	s.bytes.insert(s.bytes.end(), h.payload.begin(), h.payload.end());
	while (s.bytes.size() >= 2) {
		const size_t length = ByteReader(s.bytes).u16();
		if (s.bytes.size() < 2 + length) break;
		message(e, p, std::span(s.bytes).subspan(2, length));
		s.bytes.erase(s.bytes.begin(), s.bytes.begin() + static_cast<ptrdiff_t>(2 + length));
	}
	if (h.payload.size() < h.payload_length) s.bytes.clear(); // the rest was not copied
	if (streams_.size() > kMostStreams) streams_.erase(streams_.begin());
}

void Dns::message(const SocketEvents::Event& e, const strobe_packet& p, std::span<const uint8_t> bytes) {
	auto m = decode::parse_dns(bytes);
	if (!m) return;
	const bool out = p.direction == STROBE_PACKET_OUT, is_client = out != m->is_answer;
	const Key key{is_client, ends_of(p.socket), p.socket.protocol, p.socket.netns, m->id};
	const uint64_t time = e.record.header().time;
	const auto found = queries_.find(key);
	if (m->is_answer) {
		line_ = {.answer = &*m, .is_client = is_client};
		if (found != queries_.end()) {
			line_.query = &found->second;
			line_.waited = time - found->second.time;
			if (m->name.empty()) take_question(*m, found->second.message);
		}
		print_(e.record, e.owners, e.socket.cookie);
		if (found != queries_.end()) queries_.erase(found);
		return;
	}
	if (found != queries_.end() && found->second.message.name == m->name && found->second.message.type == m->type) {
		found->second.tries++;
		return;
	}
	Query q{.message = *m, .cookie = e.socket.cookie, .time = time};
	q.owners.assign(e.owners.begin(), e.owners.end());
	const size_t size = e.record.header().size;
	q.record.resize((size + 7) / 8);
	std::memcpy(q.record.data(), &e.record.header(), size);
	queries_.insert_or_assign(key, std::move(q));
	if (queries_.size() > kMostQueries) queries_.erase(queries_.begin());
}

void Dns::unanswered(const Key& key, Query& q, uint64_t time) {
	uint32_t size = 0;
	std::memcpy(&size, q.record.data(), sizeof size);
	const auto record = event::parse({reinterpret_cast<const uint8_t*>(q.record.data()), size});
	if (q.reported || !record) return;
	q.reported = true;
	line_ = {.query = &q, .waited = time - q.time, .is_client = std::get<0>(key)};
	print_(*record, q.owners, q.cookie);
}

void Dns::look() {
	const uint64_t time = now() - lag_;
	if (time < looked_ + kPause) return;
	looked_ = time;
	for (auto at = queries_.begin(); at != queries_.end();) {
		Query& q = at->second;
		const uint64_t age = time > q.time ? time - q.time : 0;
		if (age > patience_) unanswered(at->first, q, time);
		at = age > kForgotten ? queries_.erase(at) : std::next(at);
	}
}

void Dns::end() {
	const uint64_t time = now();
	for (auto& [key, query] : queries_) unanswered(key, query, time);
	queries_.clear();
}

std::optional<uint64_t> Dns::time_of(const event::Record&) const {
	return line_.query && line_.answer ? std::optional(line_.waited) : std::nullopt;
}

std::span<const std::string_view> Dns::names() const {
	static constexpr std::string_view kNames[] = {"role",  "name",      "type",    "remote",  "tcp",       "tries",
												  "rcode", "truncated", "answers", "latency", "unanswered"};
	return kNames;
}

void Dns::values(const event::Record& record, out::ValueSink& sink) {
	const strobe_packet* const p = event::packet_of(record);
	if (!p || (!line_.query && !line_.answer)) return;
	sink.named_argument("role");
	sink.constant(line_.is_client, line_.is_client ? "client" : "server", "", out::Radix::kUnsigned);
	decode::dns_question(line_.answer ? *line_.answer : line_.query->message, sink);
	const decode::Headers h = headers_of(*p);
	sink.named_argument("remote");
	decode::put_address(p->direction == STROBE_PACKET_OUT ? h.to : h.from, sink);
	if (h.name == "tcp") {
		sink.named_argument("tcp");
		sink.unsigned_integer(1);
	}
	if (line_.query && line_.query->tries > 1) {
		sink.named_argument("tries");
		sink.unsigned_integer(line_.query->tries);
	}
	if (line_.answer) decode::dns_answer(*line_.answer, sink);
	if (!line_.query) return;
	sink.named_argument(line_.answer ? "latency" : "unanswered");
	sink.duration(line_.waited);
}

} // namespace strobe::front
