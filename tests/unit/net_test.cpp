// SPDX-License-Identifier: BSD-2-Clause
// strobe net: its command line, what its events hold, how they print.
#include <arpa/inet.h>
#include <chrono>
#include <cstring>
#include <fmt/format.h>
#include <fstream>
#include <gtest/gtest.h>
#include <numeric>
#include <sstream>
#include <thread>

#include "abi/limits.h"
#include "cli/net_values.h"
#include "cli/parse.h"
#include "decode/net_events.h"
#include "event/net.h"
#include "front/hits.h"
#include "front/net_counts.h"
#include "front/round_trips.h"
#include "front/socket_events.h"
#include "front/template.h"
#include "tests/schema.h"

namespace strobe {

namespace {

using Args = std::vector<std::string>;

// ---- command lines

/// What is understood, or the refusal.
std::string said(Args args) {
	args.insert(args.begin(), "net");
	std::vector<char*> argv;
	for (std::string& word : args) argv.push_back(word.data());
	testing::internal::CaptureStderr();
	const auto parsed = cli::parse_net({.name = "strobe"}, static_cast<int>(argv.size()), argv.data());
	std::string err = testing::internal::GetCapturedStderr() + parsed.err;
	if (!parsed.options) return err;
	const cli::NetOptions& o = *parsed.options;
	std::string text = o.view + (o.system_wide ? " everywhere" : "");
	for (const int pid : o.pids) text += fmt::format(" pid {}", pid);
	for (const std::string& word : o.command) text += " [" + word + "]";
	if (o.port) text += fmt::format(" port {}", o.port);
	if (o.states) text += fmt::format(" states {:#x}", o.states);
	if (o.net.family) text += fmt::format(" net {}/{}", o.net.family, o.net.prefix);
	if (o.family) text += fmt::format(" family {}", o.family);
	for (const std::string& name : o.by) text += " by " + name;
	return text + (o.count ? " count" : "");
}

TEST(NetOptions, AViewThenACommand) {
	EXPECT_EQ(said({"life"}), "life everywhere");
	EXPECT_EQ(said({"life", "-G"}), "life everywhere");
	EXPECT_EQ(said({"life", "curl", "-G"}), "life [curl] [-G]");
	EXPECT_EQ(said({"--port", "80", "life", "--", "-x"}), "life [-x] port 80");
	EXPECT_EQ(said({"retrans", "-p", "1,2", "-c", "--by=owner,remote"}),
			  "retrans pid 1 pid 2 by owner by remote count");
	EXPECT_EQ(said({"rtt"}), "rtt everywhere count");
}

TEST(NetOptions, Filters) {
	EXPECT_EQ(said({"life", "--state", "ESTABLISHED,syn-sent"}), "life everywhere states 0x6");
	EXPECT_EQ(said({"life", "--state", "estab,fin-wait-1,TCP_FIN_WAIT2"}), "life everywhere states 0x32");
	EXPECT_EQ(said({"life", "--addr", "10.0.0.0/8"}), fmt::format("life everywhere net {}/8", AF_INET));
	EXPECT_EQ(said({"life", "--addr", "::1"}), fmt::format("life everywhere net {}/128", AF_INET6));
	EXPECT_EQ(said({"life", "--family", "ipv6"}), fmt::format("life everywhere family {}", AF_INET6));
	EXPECT_EQ(said({"life", "--netns", "self"}), "life everywhere");
}

TEST(NetOptions, MappedAddressesAreIpv4) {
	const auto parsed = [](const char* text) {
		cli::NetOptions::Net net;
		EXPECT_FALSE(cli::parse_net(text, net)) << text;
		char address[INET6_ADDRSTRLEN] = "";
		inet_ntop(net.family, net.address.data(), address, sizeof address);
		return fmt::format("{}/{} {}", address, net.prefix,
						   std::accumulate(net.address.begin() + 4, net.address.end(), 0));
	};
	EXPECT_EQ(parsed("::ffff:10.0.0.1"), "10.0.0.1/32 0");
	EXPECT_EQ(parsed("::ffff:10.0.0.0/104"), "10.0.0.0/8 0");
	EXPECT_EQ(parsed("10.0.0.1"), "10.0.0.1/32 0");
	EXPECT_TRUE(parsed("::ffff:0:0/95").starts_with("::ffff:0.0.0.0/95 "));
	EXPECT_TRUE(parsed("::fffe:10.0.0.1").ends_with("/128 520"));
}

TEST(NetOptions, Wrong) {
	EXPECT_TRUE(said({}).starts_with("strobe net: must have a view\nhint: write one of retrans, connect, "));
	EXPECT_TRUE(said({"-G"}).starts_with("strobe net: must have a view\n"));
	EXPECT_EQ(said({"conect"}), "strobe net: there is no view 'conect'\nhint: did you mean 'connect'?\n");
	EXPECT_TRUE(said({"x"}).starts_with("strobe net: there is no view 'x'\nhint: there are retrans, "));
	EXPECT_TRUE(said({"life", "--port", "0"}).find("invalid --port argument: '0'") != std::string::npos);
	EXPECT_TRUE(said({"life", "--port", "65536"}).find("invalid --port argument") != std::string::npos);
	EXPECT_TRUE(said({"life", "--state", ","}).find("invalid --state argument") != std::string::npos);
	EXPECT_TRUE(said({"life", "--addr", "10.0.0"}).starts_with("strobe net: '10.0.0' is no address\nhint: "));
	EXPECT_TRUE(said({"life", "--addr", "::1/129"}).starts_with("strobe net: '::1/129' is no network\nhint: "));
	EXPECT_TRUE(said({"life", "--addr", "1.2.3.4/"}).starts_with("strobe net: '1.2.3.4/' is no network\nhint: "));
	EXPECT_EQ(said({"life", "--by", "owner"}), "strobe net: --by needs -c\nhint: add -c\n");
	EXPECT_TRUE(said({"life", "-c", "--json", "--format", "{time}"}).find("mutually exclusive") != std::string::npos);
	EXPECT_TRUE(said({"life", "--netns", "/nosuch"})
					.starts_with("strobe net: network namespace /nosuch: No such file or directory\nhint: "));
}

// ---- events

/// Bytes of a body, from the start of its record.
const size_t kSizes[STROBE_NET_EVENTS] = {sizeof(strobe_retrans), sizeof(strobe_connect), sizeof(strobe_accept),
										  sizeof(strobe_life),    sizeof(strobe_state),   sizeof(strobe_reset),
										  sizeof(strobe_drop),    sizeof(strobe_net_head)};

TEST(NetEvents, FieldsLieInTheirRecords) {
	const auto events = decode::net_events({});
	ASSERT_EQ(events.size(), size_t{STROBE_NET_EVENTS});
	for (size_t i = 0; i < events.size(); i++)
		for (const spec::ProbeField& f : events[i].fields) {
			EXPECT_GE(f.offset, sizeof(strobe_net_head)) << f.name;
			EXPECT_LE(f.offset + f.size, kSizes[i]) << events[i].name << " " << f.name;
			EXPECT_EQ(std::ranges::count(events[i].fields, f.name, &spec::ProbeField::name), 1) << f.name;
		}
}

template <class T>
T made(strobe_net_event event) {
	T r{};
	r.head.hit.h.size = sizeof r;
	r.head.hit.h.kind = STROBE_EV_HIT;
	r.head.hit.h.pieces = 1;
	r.head.hit.h.time = 5;
	r.head.hit.probe = event;
	r.head.piece.addr = sizeof r.head;
	r.head.piece.len = r.head.piece.want = sizeof r - sizeof r.head;
	r.socket.cookie = 7;
	r.socket.netns = 9;
	r.socket.state = 1;
	r.socket.local = {.family = AF_INET, .port = 43210};
	r.socket.remote = {.family = AF_INET6, .port = 443};
	inet_pton(AF_INET, "10.0.0.1", r.socket.local.addr);
	inet_pton(AF_INET6, "2001:db8::1", r.socket.remote.addr);
	return r;
}

strobe_retrans a_retransmission() {
	auto r = made<strobe_retrans>(STROBE_NET_RETRANS);
	r.kind = STROBE_RETRANS_PROBE;
	r.seq = 4'000'000'000;
	r.segments = 2;
	r.bytes = 2896;
	r.srtt = 1'500'000;
	return r;
}

template <class T>
event::Record record_of(const T& r) {
	const auto record = event::parse({reinterpret_cast<const uint8_t*>(&r), sizeof r});
	EXPECT_TRUE(record);
	return *record;
}

/// What an output writes of events; make() gets a writer.
class Shown {
public:
	Shown() : events_(decode::net_events({})) {
		for (const auto& e : events_) probes_.push_back({e.name, e.fields});
	}
	[[nodiscard]] std::span<const front::ShownProbe> probes() const { return probes_; }

	template <class Make>
	std::string of(const event::Record& record, const std::vector<engine::SocketOwner>& owners, Make make) {
		const std::string path = testing::TempDir() + "/strobe_net_test." + std::to_string(getpid());
		auto writer = out::Writer::to_file(path, false);
		if (!writer) return writer.error().message;
		const auto output = make(probes(), std::move(*writer));
		output->put_owners(owners, 7);
		output->hit(record);
		output->close();
		std::ostringstream text;
		text << std::ifstream(path).rdbuf();
		unlink(path.c_str());
		return text.str();
	}

private:
	std::vector<decode::NetEvent> events_;
	std::vector<front::ShownProbe> probes_;
};

const std::vector<engine::SocketOwner> kOwners = {{.pid = 12, .initial_pid = 12, .fd = 5, .comm = "a\033b"},
												  {.pid = 13, .initial_pid = 13, .fd = -1, .comm = "c"}};

std::string text(const event::Record& record, const std::vector<engine::SocketOwner>& owners) {
	const std::string line = Shown().of(record, owners, [](auto probes, out::Writer writer) {
		return std::make_unique<front::TextHits>(probes, std::move(writer));
	});
	return line.substr(line.find(' ') + 1);
}

TEST(NetEvents, Text) {
	const auto r = a_retransmission();
	const std::string fields =
		"retrans local=10.0.0.1:43210, remote=[2001:db8::1]:443, state=TCP_ESTABLISHED, kind=probe, "
		"seq=4000000000, segments=2, bytes=2896, in_flight=0, cwnd=0, srtt=1.500ms, total=0, netns=9\n";
	EXPECT_EQ(text(record_of(r), kOwners), "a\\33b/12:5,c/13 " + fields);
	EXPECT_EQ(text(record_of(r), {}), "- " + fields);
}

TEST(NetEvents, WhatIsNotKnown) {
	auto c = made<strobe_connect>(STROBE_NET_CONNECT);
	c.result = STROBE_RESULT_UNKNOWN;
	c.socket.local = {};
	EXPECT_EQ(text(record_of(c), {}), "- connect local=?, remote=[2001:db8::1]:443, state=TCP_ESTABLISHED, result=?, "
									  "latency=?, syn_retrans=0, netns=9\n");
	c.result = -ECONNREFUSED;
	EXPECT_NE(text(record_of(c), {}).find("result=-111 ECONNREFUSED"), std::string::npos);
	auto d = made<strobe_drop>(STROBE_NET_DROP);
	d.reason = 77; // of no kernel's BTF
	std::memset(d.device, 'x', sizeof d.device);
	EXPECT_NE(text(record_of(d), {}).find("reason=77, "), std::string::npos);
	EXPECT_NE(text(record_of(d), {}).find("device=\"xxxxxxxxxxxxxxxx\", "), std::string::npos);
}

TEST(NetEvents, Json) {
	const std::string lines = Shown().of(record_of(a_retransmission()), kOwners, [](auto probes, out::Writer writer) {
		return std::make_unique<front::JsonHits>(probes, std::move(writer), Args{"curl"});
	});
	test::Schema schema(STROBE_SCHEMA);
	std::istringstream stream(lines);
	std::vector<test::Json> objects;
	for (std::string line; std::getline(stream, line);) {
		objects.push_back(test::parse_json(line));
		EXPECT_EQ(schema.errors(objects.back()), "") << line;
	}
	ASSERT_EQ(objects.size(), 2u);
	const test::Json& o = objects[1];
	EXPECT_EQ(o["type"], "net");
	EXPECT_EQ(o["event"], "retrans");
	EXPECT_EQ(o["socket"], 7);
	EXPECT_EQ(test::dump(o["owners"]), R"([{"pid":12,"comm":"a\u001bb","fd":5},{"pid":13,"comm":"c"}])");
	EXPECT_EQ(
		test::dump(o["args"][0]),
		R"({"name":"local","value":{"struct":[{"name":"addr","value":"10.0.0.1"},{"name":"port","value":43210}]}})");
	EXPECT_EQ(test::dump(o["args"][3]), R"({"name":"kind","value":{"raw":3,"text":"probe"}})");
}

TEST(NetEvents, Format) {
	const auto formatted = [](const std::string& format, const std::vector<engine::SocketOwner>& owners) {
		return Shown().of(record_of(a_retransmission()), owners, [&](auto probes, out::Writer writer) {
			auto t = front::Template::parse(format, probes.first(1), true);
			EXPECT_TRUE(t);
			return std::make_unique<front::TemplateHits>(probes, std::move(writer), std::move(*t));
		});
	};
	EXPECT_EQ(formatted("{event} {comm} {pid} {fd} {owners} {remote}", kOwners),
			  "retrans a\\33b 12 5 a\\33b/12:5,c/13 [2001:db8::1]:443\n");
	EXPECT_EQ(formatted("{comm} {pid} {fd} {owners}", {}), "- - - -\n");
	const Shown shown;
	const auto wrong = front::Template::parse("{tid}", shown.probes().first(1), true);
	ASSERT_FALSE(wrong);
	EXPECT_EQ(wrong.error().message, "--format: retrans has no 'tid'");
}

TEST(NetEvents, ShortRecordsAreNoEvents) {
	const auto whole = a_retransmission();
	alignas(8) uint8_t bytes[sizeof whole];
	for (uint32_t size = sizeof(strobe_hit); size < sizeof whole; size++) {
		std::memcpy(bytes, &whole, sizeof whole);
		auto* const r = reinterpret_cast<strobe_retrans*>(bytes);
		r->head.hit.h.size = size;
		r->head.hit.h.pieces = size >= sizeof(strobe_net_head);
		if (size >= sizeof(strobe_net_head)) r->head.piece.len = size - sizeof(strobe_net_head);
		const auto record = event::parse(std::span(bytes).first(size));
		ASSERT_TRUE(record) << size;
		EXPECT_EQ(event::net_event<strobe_retrans>(*record), nullptr);
		const bool has_socket = size >= sizeof(strobe_net_head) + sizeof(strobe_socket);
		EXPECT_EQ(event::socket_of(*record) != nullptr, has_socket) << size;
		EXPECT_FALSE(text(*record, {}).empty()); // what is missing prints as "?"
	}
}

// ---- counts

TEST(NetCounts, SumsByOwnerAndField) {
	const Shown shown;
	const front::NetColumn columns[] = {{.field = "segments"},
										{.field = "srtt", .kind = spec::AggregateKind::kMaximum}};
	auto counts = front::NetCounts::make(shown.probes()[STROBE_NET_RETRANS], {"owner", "kind"}, columns);
	ASSERT_TRUE(counts);
	auto r = a_retransmission();
	const auto add = [&](const std::vector<engine::SocketOwner>& owners) {
		const auto record = record_of(r);
		counts->add(record, owners);
	};
	add(kOwners);
	r.segments = 40;
	r.srtt = 3'000'000;
	add(kOwners);
	r.kind = STROBE_RETRANS_SYN;
	r.segments = 1;
	add({});
	EXPECT_EQ(report::group_table(counts->groups(0)), "     COUNT  SUM(SEGMENTS)   MAX(SRTT)  OWNER     KIND\n"
													  "         2             42         3ms  a\\33b/12  probe\n"
													  "         1              1         3ms  -         SYN\n");
	EXPECT_EQ(counts->groups(1).rows.size(), 1u);
	const auto wrong = front::NetCounts::make(shown.probes()[STROBE_NET_RETRANS], {"ownr"}, columns);
	ASSERT_FALSE(wrong);
	EXPECT_EQ(wrong.error().message + "\n" + wrong.error().hint, "--by: retrans has no 'ownr'\ndid you mean 'owner'?");
}

TEST(NetCounts, AveragesAreOverWhatIsKnown) {
	const Shown shown;
	const front::NetColumn columns[] = {{.field = "srtt", .kind = spec::AggregateKind::kAverage},
										{.field = "srtt", .kind = spec::AggregateKind::kMaximum}};
	auto counts = front::NetCounts::make(shown.probes()[STROBE_NET_RETRANS], {"kind"}, columns);
	ASSERT_TRUE(counts);
	auto r = a_retransmission();
	for (const auto& [kind, srtt] : {std::pair(STROBE_RETRANS_PROBE, 2'000'000u), std::pair(STROBE_RETRANS_PROBE, 0u),
									 std::pair(STROBE_RETRANS_SYN, 0u)}) {
		r.kind = kind;
		r.srtt = srtt;
		counts->add(record_of(r), {});
	}
	const auto groups = counts->groups(0);
	EXPECT_EQ(report::group_table(groups), "     COUNT   AVG(SRTT)   MAX(SRTT)  KIND\n"
										   "         2         2ms         2ms  probe\n"
										   "         1           ?           ?  SYN\n");
	const std::string objects = report::group_objects(groups, 1, 2);
	test::Schema schema(STROBE_SCHEMA);
	std::istringstream stream(objects);
	for (std::string line; std::getline(stream, line);) EXPECT_EQ(schema.errors_of(line), "") << line;
	EXPECT_NE(objects.find(R"_({"name":"avg(srtt)","value":{"text":"?"}})_"), std::string::npos) << objects;
}

TEST(NetCounts, WhatFindsNoRoomTakesNone) {
	const Shown shown;
	auto counts = front::NetCounts::make(shown.probes()[STROBE_NET_RETRANS], {"seq"}, {});
	ASSERT_TRUE(counts);
	auto r = a_retransmission();
	constexpr uint32_t kMore = 100;
	for (r.seq = 0; r.seq < STROBE_GROUPS + kMore; r.seq++) counts->add(record_of(r), {});
	const auto groups = counts->groups(0);
	EXPECT_EQ(groups.rows.size(), STROBE_GROUPS);
	EXPECT_EQ(groups.other, kMore);
	EXPECT_EQ(groups.probes.size(), STROBE_GROUPS) << "texts of the rest were kept";
}

// ---- whose they are

struct OwnedEvents : testing::Test {
	int lists = 0;
	std::chrono::milliseconds list_takes{0};
	std::vector<uint64_t> passed; // sequence numbers
	front::SocketEvents events{{}, [this](const front::SocketEvents::Event& e) {
								   passed.push_back(event::net_event<strobe_retrans>(e.record)->seq);
							   }};

	void SetUp() override {
		events.find_owners([this]() -> Result<std::vector<strobe_holder>> {
			lists++;
			std::this_thread::sleep_for(list_takes);
			return std::vector<strobe_holder>{};
		});
	}
	/// Of a socket that process 4711 has used last.
	void hit(uint64_t time, uint32_t number, bool held) {
		auto r = a_retransmission();
		r.head.hit.h.time = time;
		r.head.hit.h.pid = 4711;
		r.seq = number;
		r.socket.flags = held ? STROBE_SOCKET_HELD : 0;
		events.hit(record_of(r));
	}
};

TEST_F(OwnedEvents, AProcessIsInScopeUntilSomeTimeBehindItsEnd) {
	constexpr uint64_t kSecond = 1'000'000'000;
	event::Task task, thread;
	task.process = task.pid = task.tid = 4711;
	thread.process = thread.pid = 4711;
	hit(kSecond, 0, false);
	events.settle();
	events.attached(task);
	hit(kSecond, 1, false);
	events.died(thread, 100 * kSecond, 0);
	events.died(task, 50 * kSecond, 0); // the leader, which waits for its threads
	hit(101 * kSecond, 2, false);
	hit(200 * kSecond, 3, false);
	events.settle();
	events.attached(task);
	hit(201 * kSecond, 4, false);
	events.settle();
	EXPECT_EQ(passed, (std::vector<uint64_t>{1, 2, 4}));
	EXPECT_TRUE(events.in_scope(4711, "", 0));
}

TEST_F(OwnedEvents, ManyThatWaitAreNotKeptWaitingLonger) {
	list_takes = std::chrono::milliseconds(50);
	events.look(); // the next list is in order when ten times as long has passed
	lists = 0;
	const auto start = std::chrono::steady_clock::now();
	event::Task task;
	task.process = 4711;
	events.attached(task);
	for (uint32_t i = 0; i < 30'000; i++) hit(UINT64_MAX / 2, i, true);
	EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::milliseconds(400));
	EXPECT_EQ(lists, 0);
	EXPECT_GT(passed.size(), 20'000u);
	events.settle();
	EXPECT_EQ(lists, 1);
	EXPECT_EQ(passed.size(), 30'000u);
}

TEST(RoundTrips, AHistogramForEachAddress) {
	front::RoundTrips trips({});
	strobe_rtt_key key{.family = AF_INET, .measure = STROBE_RTT_SMOOTHED, .bucket = 12};
	inet_pton(AF_INET, "10.0.0.1", key.addr);
	trips.add(key, 3);
	key.pid = 4; // of another process: not asked for
	trips.add(key, 2);
	key.bucket = 13;
	trips.add(key, 1);
	const auto groups = trips.groups(0);
	ASSERT_EQ(groups.rows.size(), 1u);
	EXPECT_EQ(groups.rows[0].count, 6u);
	EXPECT_TRUE(report::group_table(groups).starts_with("srtt, 10.0.0.1: duration\n")) << report::group_table(groups);
	EXPECT_FALSE(front::RoundTrips::check({"local"}));
}

} // namespace

} // namespace strobe
