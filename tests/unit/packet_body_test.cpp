// SPDX-License-Identifier: BSD-2-Clause
// Packets and DNS as lines, from records made by hand; options of packets.
#include <arpa/inet.h>
#include <gtest/gtest.h>

#include <cstring>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "abi/limits.h"
#include "cli/parse.h"
#include "front/dns.h"
#include "front/flows.h"
#include "front/net_counts.h"
#include "front/packet_body.h"
#include "front/template.h"
#include "out/text.h"

namespace strobe::front {
namespace {

/// A datagram, as the kernel side records it where sockets send and receive.
class Datagram {
public:
	Datagram(bool out, uint16_t local_port, uint16_t remote_port, std::string_view payload, uint64_t time) {
		const auto length = static_cast<uint16_t>(28 + payload.size());
		const uint16_t from = out ? local_port : remote_port, to = out ? remote_port : local_port;
		std::vector<uint8_t> bytes = {0x45, 0, high(length), low(length), 0, 1, 0, 0, 64, 17, 0, 0};
		for (const uint8_t last : {out ? 1 : 2, out ? 2 : 1})
			for (const uint8_t b : {uint8_t{10}, uint8_t{0}, uint8_t{0}, last}) bytes.push_back(b);
		const auto udp = static_cast<uint16_t>(8 + payload.size());
		for (const uint16_t v : {from, to, udp, uint16_t{0}}) bytes.push_back(high(v)), bytes.push_back(low(v));
		bytes.insert(bytes.end(), payload.begin(), payload.end());

		strobe_packet p{};
		const size_t size = sizeof p + bytes.size();
		p.head.hit.h = {.size = static_cast<uint32_t>(size), .kind = STROBE_EV_HIT, .time = time, .pieces = 1};
		p.head.piece.addr = sizeof p.head;
		p.head.piece.len = p.head.piece.want = static_cast<uint32_t>(size - sizeof p.head);
		p.socket = {.cookie = 5, .protocol = IPPROTO_UDP};
		p.socket.local = end(1, local_port);
		p.socket.remote = end(2, remote_port);
		p.length = p.copied = static_cast<uint32_t>(bytes.size());
		p.ethertype = 0x0800;
		p.direction = out ? STROBE_PACKET_OUT : STROBE_PACKET_IN;
		memory_.resize((size + 7) / 8);
		std::memcpy(memory_.data(), &p, sizeof p);
		std::memcpy(reinterpret_cast<uint8_t*>(memory_.data()) + sizeof p, bytes.data(), bytes.size());
		size_ = size;
	}
	/// No more than so many bytes of it were copied.
	void cut(uint32_t bytes) { reinterpret_cast<strobe_packet*>(memory_.data())->copied = bytes; }
	[[nodiscard]] event::Record record() const {
		return *event::parse({reinterpret_cast<const uint8_t*>(memory_.data()), size_});
	}

private:
	static uint8_t high(uint16_t v) { return static_cast<uint8_t>(v >> 8); }
	static uint8_t low(uint16_t v) { return static_cast<uint8_t>(v); }
	static strobe_endpoint end(uint8_t last, uint16_t port) {
		return {.addr = {10, 0, 0, last}, .family = AF_INET, .port = port};
	}

	std::vector<uint64_t> memory_;
	size_t size_ = 0;
};

std::string line_of(HitBody& body, const event::Record& record) {
	TextBuf line;
	out::TextSink sink(line);
	line.put(body.name(record));
	line.put(' ');
	body.values(record, sink);
	return std::string(line.view());
}

TEST(PacketBody, Lines) {
	const Datagram in(false, 53, 4000, "abc", 1);
	PacketBody packet;
	EXPECT_EQ(line_of(packet, in.record()), "udp dir=in, src=10.0.0.2:4000, dst=10.0.0.1:53, len=3");
	DatagramBody datagram;
	EXPECT_EQ(line_of(datagram, in.record()), "udp dir=in, local=10.0.0.1:53, remote=10.0.0.2:4000, len=3");
}

TEST(PacketBody, PortsThatWereNotCopiedAreTheSockets) {
	Datagram d(false, 53, 4000, "abc", 1);
	d.cut(20);
	PacketBody packet;
	EXPECT_EQ(line_of(packet, d.record()),
			  "ipv4 dir=in, src=10.0.0.2:4000, dst=10.0.0.1:53, proto=17, len=11, error=cut or malformed");
}

TEST(PacketBody, TemplatesNameWhatLinesShow) {
	const Datagram in(false, 53, 4000, "abc", 1);
	const auto fields = packet_fields();
	PacketBody packet;
	const ShownProbe shown{"packets", fields, &packet};
	const std::string path = testing::TempDir() + "/strobe_packet_test." + std::to_string(getpid());
	auto writer = out::Writer::to_file(path, false);
	ASSERT_TRUE(writer);
	auto format = Template::parse("{event} {dir} {src} {dst} {flags} {len} {local} {length}", {&shown, 1}, true);
	ASSERT_TRUE(format) << format.error().message;
	TemplateHits output({&shown, 1}, std::move(*writer), std::move(*format));
	output.hit(in.record());
	output.close();
	std::ostringstream text;
	text << std::ifstream(path).rdbuf();
	unlink(path.c_str());
	EXPECT_EQ(text.str(), "udp in 10.0.0.2:4000 10.0.0.1:53 - 3 10.0.0.1:53 31\n");
}

TEST(FlowRows, SocketsOfOneOwnerBecomeOne) {
	std::vector<report::Flow> rows(4);
	rows[0] = {.owners = {{7, 3, "a"}}, .packets = {1, 2}, .bytes = {10, 20}};
	rows[1] = {.owners = {{8, 3, "b"}}, .packets = {1, 0}, .bytes = {5, 0}};
	rows[2] = {.owners = {{7, 4, "a"}}, .packets = {3, 0}, .bytes = {30, 0}};
	rows[3] = {.packets = {1, 1}};
	join_owners(rows);
	ASSERT_EQ(rows.size(), 3u);
	EXPECT_TRUE(rows[0].owners.empty());
	EXPECT_EQ(rows[1].owners[0].pid, 7);
	EXPECT_EQ(rows[1].owners[0].fd, -1);
	EXPECT_EQ(rows[1].packets[0], 4u);
	EXPECT_EQ(rows[1].bytes[1], 20u);
	EXPECT_EQ(rows[2].owners[0].fd, 3);
}

const std::string kQuestion("\3one\4test\0\0\1\0\1", 14);
const std::string kQuery = std::string("\x12\x34\1\0\0\1\0\0\0\0\0\0", 12) + kQuestion;
const std::string kAnswer = std::string("\x12\x34\x81\x83\0\1\0\0\0\0\0\0", 12) + kQuestion;
const std::string kRefusal("\x12\x34\x81\x85\0\0\0\0\0\0\0\0", 12);
const std::string kOther = std::string("\x55\x34\1\0\0\1\0\0\0\0\0\0", 12) + kQuestion;

struct DnsLines : testing::Test {
	std::vector<std::string> lines;
	std::vector<int> pids;
	Dns dns{[this](const event::Record& record, std::span<const engine::SocketOwner> owners, uint64_t) {
		lines.push_back(line_of(dns, record));
		pids.push_back(owners.empty() ? 0 : owners[0].pid);
	}};

	void see(const Datagram& d) {
		const event::Record record = d.record();
		const engine::SocketOwner owner{.pid = 7, .initial_pid = 7, .fd = 3, .comm = "ask"};
		dns.packet({record, *event::socket_of(record), {&owner, 1}, 0});
	}
	static uint64_t now() {
		timespec t{};
		clock_gettime(CLOCK_MONOTONIC, &t);
		return static_cast<uint64_t>(t.tv_sec) * 1'000'000'000 + static_cast<uint64_t>(t.tv_nsec);
	}
};

TEST_F(DnsLines, QueryAndAnswerAreOneLine) {
	const uint64_t t = now();
	see({true, 4000, 53, kQuery, t});
	see({true, 4000, 53, kQuery, t + 1'000'000});
	EXPECT_TRUE(lines.empty());
	see({false, 4000, 53, kAnswer, t + 2'500'000});
	ASSERT_EQ(lines.size(), 1u);
	EXPECT_EQ(lines[0],
			  "dns role=client, name=\"one.test.\", type=A, remote=10.0.0.2:53, tries=2, rcode=NXDOMAIN, answers=[], "
			  "latency=2.500ms");
	dns.end();
	EXPECT_EQ(lines.size(), 1u);
}

TEST_F(DnsLines, OfAServerAndOfWhatWasAskedBefore) {
	const uint64_t t = now();
	see({false, 53, 4000, kQuery, t});
	see({true, 53, 4000, kAnswer, t + 1000});
	see({false, 4001, 53, kAnswer, t});
	ASSERT_EQ(lines.size(), 2u);
	EXPECT_EQ(lines[0],
			  "dns role=server, name=\"one.test.\", type=A, remote=10.0.0.2:4000, rcode=NXDOMAIN, answers=[], "
			  "latency=1.000us");
	EXPECT_EQ(lines[1], "dns role=client, name=\"one.test.\", type=A, remote=10.0.0.2:53, rcode=NXDOMAIN, answers=[]");
}

TEST_F(DnsLines, UnansweredIsToldOfOnceAndTheLateAnswerToo) {
	const uint64_t t = now() - 10'000'000'000;
	see({true, 4000, 53, kQuery, t});
	EXPECT_TRUE(lines.empty()) << "what follows may hold the answer";
	see({true, 4001, 53, kOther, t + 7'000'000'000});
	ASSERT_EQ(lines.size(), 1u);
	EXPECT_TRUE(lines[0].starts_with("dns role=client, name=\"one.test.\", type=A, remote=10.0.0.2:53, unanswered=7."))
		<< lines[0];
	EXPECT_EQ(pids[0], 7);
	see({false, 4000, 53, kAnswer, t + 8'000'000'000});
	ASSERT_EQ(lines.size(), 2u);
	EXPECT_TRUE(lines[1].ends_with("latency=8.000s")) << lines[1];
	dns.end();
	EXPECT_EQ(lines.size(), 3u) << "the other query";
}

TEST_F(DnsLines, AnAnswerWithoutAQuestionIsOfTheQueryWithItsNumber) {
	const uint64_t t = now();
	see({true, 4000, 53, kQuery, t});
	see({false, 4000, 53, kRefusal, t + 1000});
	ASSERT_EQ(lines.size(), 1u);
	EXPECT_EQ(lines[0], "dns role=client, name=\"one.test.\", type=A, remote=10.0.0.2:53, rcode=REFUSED, answers=[], "
						"latency=1.000us");
}

TEST_F(DnsLines, CountsTakeNoQueryTwiceAndNoWaitForALatency) {
	std::optional<NetCounts> counts;
	Dns counted([&](const event::Record& record, auto, uint64_t) { counts->add(record, {}); }, Dns::kForgotten);
	const auto fields = packet_fields();
	const ShownProbe shown{"dns", fields, &counted};
	const NetColumn columns[] = {{.field = "latency", .kind = spec::AggregateKind::kAverage}};
	auto made = NetCounts::make(shown, {"rcode"}, columns);
	ASSERT_TRUE(made);
	counts.emplace(std::move(*made));
	const auto pass = [&](const Datagram& d) {
		const event::Record record = d.record();
		counted.packet({record, *event::socket_of(record), {}, 0});
	};
	const uint64_t t = now();
	pass({true, 4000, 53, kQuery, t});
	pass({true, 4001, 53, kOther, t + 9'000'000'000});
	pass({false, 4000, 53, kAnswer, t + 10'000'000'000});
	counted.end();
	EXPECT_EQ(report::group_table(counts->groups(0)), "     COUNT  AVG(LATENCY)  RCODE\n"
													  "         1           10s  NXDOMAIN\n"
													  "         1             ?  -\n");
}

cli::Parsed<cli::NetOptions> parse(std::vector<std::string> words) {
	words.insert(words.begin(), "net");
	std::vector<char*> argv;
	argv.reserve(words.size() + 1);
	for (std::string& w : words) argv.push_back(w.data());
	argv.push_back(nullptr);
	return cli::parse_net(cli::Program{.name = "strobe"}, static_cast<int>(words.size()), argv.data());
}

TEST(PacketOptions, WhatGoesTogether) {
	const auto most = parse({"packets", "-i", "lo", "--snaplen", std::to_string(STROBE_SNAPLEN_MAX), "-w", "x"});
	ASSERT_TRUE(most.options) << most.err;
	EXPECT_EQ(most.options->snaplen, STROBE_SNAPLEN_MAX);
	EXPECT_FALSE(parse({"packets", "-i", "lo", "--snaplen", std::to_string(STROBE_SNAPLEN_MAX + 1)}).options);
	for (const std::vector<std::string>& words :
		 std::vector<std::vector<std::string>>{{"packets"},
											   {"packets", "-i", "lo", "--netns", "self"},
											   {"packets", "-i", "lo", "--state", "established"},
											   {"packets", "-i", "lo", "--direction", "up"},
											   {"packets", "-i", "lo", "--sample", "0"},
											   {"udp", "-w", "x"},
											   {"udp", "--early"},
											   {"udp", "-c", "--by", "owner"},
											   {"dns", "-c", "--format", "{time}"},
											   {"dns", "--direction", "in"},
											   {"retrans", "-i", "lo"},
											   {"retrans", "--sample", "2"}}) {
		const auto refused = parse(words);
		EXPECT_FALSE(refused.options) << words[0] << ' ' << words.back();
		EXPECT_FALSE(refused.err.empty());
	}
}

} // namespace
} // namespace strobe::front
