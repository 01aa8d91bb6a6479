// SPDX-License-Identifier: BSD-2-Clause
// Packets made by hand: whole ones, cut ones, and ones that lie about their lengths.
#include "decode/packet.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "out/json.h"
#include "out/text.h"

namespace strobe::decode {
namespace {

using Bytes = std::vector<uint8_t>;

Bytes hex(std::string_view text) {
	Bytes bytes;
	std::string digits;
	for (const char c : text)
		if (c != ' ') digits += c;
	for (size_t i = 0; i + 1 < digits.size(); i += 2)
		bytes.push_back(static_cast<uint8_t>(std::stoul(digits.substr(i, 2), nullptr, 16)));
	return bytes;
}

Bytes join(std::initializer_list<std::string_view> parts) {
	Bytes all;
	for (const std::string_view part : parts) {
		const Bytes bytes = hex(part);
		all.insert(all.end(), bytes.begin(), bytes.end());
	}
	return all;
}

std::string text_of(const Packet& p) {
	TextBuf line;
	out::TextSink sink(line);
	std::vector<out::TextSink::Mark> marks;
	sink.note(marks);
	const Headers h = headers_of(p);
	line.put(h.name);
	line.put(' ');
	packet(h, sink);
	for (const auto& m : marks) EXPECT_EQ(std::ranges::count(packet_names(), m.name), 1) << m.name;
	return std::string(line.view());
}

std::string text_of(const Bytes& bytes) {
	return text_of({.bytes = bytes, .length = static_cast<uint32_t>(bytes.size())});
}

constexpr std::string_view kEthernet4 = "02 00 00 00 00 01 02 00 00 00 00 02 08 00";
constexpr std::string_view kEthernet6 = "02 00 00 00 00 01 02 00 00 00 00 02 86 dd";
constexpr std::string_view kTags = "02 00 00 00 00 01 02 00 00 00 00 02 88 a8 00 07 81 00 20 05 08 00";
// 10.0.0.2 to 10.0.0.1, tcp, 20 + 40 bytes
constexpr std::string_view kIpOfSyn = "45 00 00 3c 12 34 40 00 40 06 00 00 0a 00 00 02 0a 00 00 01";
constexpr std::string_view kSyn = "a8 68 00 50 00 00 00 64 00 00 00 00 a0 02 fa f0 00 00 00 00"
								  "02 04 05 b4 04 02 08 0a 00 00 00 07 00 00 00 00 01 03 03 07";
constexpr std::string_view kIpOfUdp = "45 00 00 20 00 01 00 00 40 11 00 00 7f 00 00 01 7f 00 00 35";
constexpr std::string_view kUdp = "30 39 00 35 00 0c 00 00 61 62 63 64";

TEST(Packet, SynWithOptions) {
	EXPECT_EQ(text_of(join({kEthernet4, kIpOfSyn, kSyn})),
			  "tcp src=10.0.0.2:43112, dst=10.0.0.1:80, flags=SYN, seq=100, win=64240, len=0, "
			  "options=[mss 1460, sackOK, TS 7/0, wscale 7]");
}

TEST(Packet, TheLengthIsWhatWasSentNotWhatWasCopied) {
	Bytes bytes = join({kEthernet4, "45 00 05 dc 12 34 40 00 40 06 00 00 0a 00 00 02 0a 00 00 01",
						"00 50 a8 68 00 00 00 01 00 00 00 65 50 18 01 00 00 00 00 00", "61 62"});
	const Packet p{.bytes = bytes, .length = 1514};
	EXPECT_EQ(text_of(p), "tcp src=10.0.0.2:80, dst=10.0.0.1:43112, flags=PSH|ACK, seq=1, ack=101, win=256, len=1460");
	const Headers h = headers_of(p);
	EXPECT_EQ(h.payload.size(), 2u);
	EXPECT_EQ(h.payload_length, 1460u);
}

TEST(Packet, PaddingOfAShortFrameIsNoPayload) {
	EXPECT_EQ(text_of(join({kEthernet4, kIpOfUdp, kUdp, "00 00 00 00 00 00 00 00"})),
			  "udp src=127.0.0.1:12345, dst=127.0.0.53:53, len=4");
}

TEST(Packet, Tags) {
	EXPECT_EQ(text_of(join({kTags, kIpOfUdp, kUdp})), "udp vlan=7, src=127.0.0.1:12345, dst=127.0.0.53:53, len=4");
	const Bytes bytes = join({kEthernet4, kIpOfUdp, kUdp});
	EXPECT_EQ(text_of({.bytes = bytes, .length = static_cast<uint32_t>(bytes.size()), .vlan = 9}),
			  "udp vlan=9, src=127.0.0.1:12345, dst=127.0.0.53:53, len=4");
}

TEST(Packet, WithoutALinkHeader) {
	const Bytes bytes = join({kIpOfUdp, kUdp});
	EXPECT_EQ(
		text_of(
			{.bytes = bytes, .length = static_cast<uint32_t>(bytes.size()), .ethernet = false, .ethertype = 0x0800}),
		"udp src=127.0.0.1:12345, dst=127.0.0.53:53, len=4");
}

constexpr std::string_view kAddresses6 =
	"fe80 0000 0000 0000 0000 0000 0000 0001 ff02 0000 0000 0000 0000 0000 0000 0002";

TEST(Packet, ExtensionHeaders) {
	// hop-by-hop, destination options, fragment (the first), then udp
	EXPECT_EQ(text_of(join({kEthernet6, "60 00 00 00 00 24 00 40", kAddresses6, "3c 00 01 04 00 00 00 00",
							"2c 00 01 04 00 00 00 00", "11 00 00 01 00 00 00 2a", kUdp})),
			  "udp src=[fe80::1]:12345, dst=[ff02::2]:53, id=42, offset=0, more=1, len=4");
	// a later fragment has no header of its own
	EXPECT_EQ(
		text_of(join({kEthernet6, "60 00 00 00 00 0c 2c 40", kAddresses6, "11 00 05 a8 00 00 00 2a", "61 62 63 64"})),
		"ipv6 src=fe80::1, dst=ff02::2, id=42, offset=1448, more=0, proto=17, len=4");
}

TEST(Packet, Icmp) {
	EXPECT_EQ(text_of(join({kEthernet4, "45 00 00 1c 00 00 00 00 40 01 00 00 0a 00 00 01 0a 00 00 02",
							"08 00 00 00 00 09 00 03"})),
			  "icmp src=10.0.0.1, dst=10.0.0.2, type=echo-request, id=9, seq=3, len=4");
	EXPECT_EQ(text_of(join({kEthernet4, "45 00 00 38 00 00 00 00 40 01 00 00 0a 00 00 01 0a 00 00 02",
							"03 03 00 00 00 00 00 00", kIpOfUdp, "30 39 00 35 00 0c 00 00"})),
			  "icmp src=10.0.0.1, dst=10.0.0.2, type=port-unreachable, about={proto=17, src=127.0.0.1:12345, "
			  "dst=127.0.0.53:53}, len=32");
	EXPECT_EQ(text_of(join({kEthernet6, "60 00 00 00 00 08 3a 40", kAddresses6, "87 00 00 00 00 00 00 00"})),
			  "icmp6 src=fe80::1, dst=ff02::2, type=neighbor-solicitation, len=4");
}

TEST(Packet, Arp) {
	EXPECT_EQ(text_of(join({"ff ff ff ff ff ff 02 00 00 00 00 02 08 06",
							"00 01 08 00 06 04 00 01 02 00 00 00 00 02 0a 00 00 02", "00 00 00 00 00 00 0a 00 00 01"})),
			  "arp op=request, src=10.0.0.2, mac=02:00:00:00:00:02, dst=10.0.0.1");
}

TEST(Packet, OfOtherKinds) {
	EXPECT_EQ(text_of(join({"ff ff ff ff ff ff 02 00 00 00 00 02 88 cc", "01 02 03"})),
			  "ethernet ethertype=0x88cc, len=3");
	EXPECT_EQ(text_of(join({kEthernet4, "45 00 00 18 00 00 00 00 40 59 00 00 0a 00 00 01 0a 00 00 02", "01 02 03 04"})),
			  "ipv4 src=10.0.0.1, dst=10.0.0.2, proto=89, len=4");
}

TEST(Packet, Json) {
	const Bytes bytes = join({kEthernet4, kIpOfUdp, kUdp});
	TextBuf line;
	out::JsonSink sink(line);
	sink.begin_arguments();
	packet(headers_of({.bytes = bytes, .length = static_cast<uint32_t>(bytes.size())}), sink);
	sink.end_arguments();
	EXPECT_EQ(
		line.view(),
		R"([{"name":"src","value":{"struct":[{"name":"addr","value":"127.0.0.1"},{"name":"port","value":12345}]}},)"
		R"({"name":"dst","value":{"struct":[{"name":"addr","value":"127.0.0.53"},{"name":"port","value":53}]}},)"
		R"({"name":"len","value":4}])");
}

TEST(Packet, PortsThatAreCutAreNotKnown) {
	const Bytes whole = join({kEthernet4, kIpOfSyn, kSyn}), cut(whole.begin(), whole.begin() + 34);
	EXPECT_EQ(text_of({.bytes = cut, .length = static_cast<uint32_t>(whole.size())}),
			  "ipv4 src=10.0.0.2, dst=10.0.0.1, proto=6, len=40, error=cut or malformed");
}

TEST(Packet, CutAnywhere) {
	for (const Bytes& whole : {join({kEthernet4, kIpOfSyn, kSyn}), join({kTags, kIpOfUdp, kUdp}),
							   join({kEthernet6, "60 00 00 00 00 24 00 40", kAddresses6, "3c 00 01 04 00 00 00 00",
									 "2c 00 01 04 00 00 00 00", "11 00 00 01 00 00 00 2a", kUdp})})
		for (size_t n = 0; n < whole.size(); n++) {
			const Bytes cut(whole.begin(),
							whole.begin() + static_cast<ptrdiff_t>(n)); // its own memory: over-reads show
			const auto length = static_cast<uint32_t>(whole.size());
			const Headers h = headers_of({.bytes = cut, .length = length});
			EXPECT_LE(h.payload.size(), h.payload_length);
			EXPECT_LE(h.payload_length, length);
			EXPECT_FALSE(text_of({.bytes = cut, .length = length}).empty());
			if (n >= 14) continue;
			EXPECT_NE(text_of({.bytes = cut, .length = length}).find("error="), std::string::npos) << n;
		}
}

TEST(Packet, FalseLengths) {
	// header lengths of 0 and of more than there is
	EXPECT_NE(
		text_of(join({kEthernet4, "40 00 00 3c 12 34 40 00 40 06 00 00 0a 00 00 02 0a 00 00 01", kSyn})).find("error="),
		std::string::npos);
	EXPECT_NE(text_of(join({kEthernet4, kIpOfSyn, "a8 68 00 50 00 00 00 64 00 00 00 00 f0 02 fa f0 00 00 00 00"}))
				  .find("error="),
			  std::string::npos);
	EXPECT_NE(text_of(join({kEthernet4, kIpOfSyn, "a8 68 00 50 00 00 00 64 00 00 00 00 10 02 fa f0 00 00 00 00", kSyn}))
				  .find("error="),
			  std::string::npos);
	// an option that claims 200 bytes, one that claims 0
	for (const std::string_view option : {"02 c8 05 b4", "02 00 05 b4"})
		EXPECT_NE(text_of(join({kEthernet4, "45 00 00 2c 12 34 40 00 40 06 00 00 0a 00 00 02 0a 00 00 01",
								"a8 68 00 50 00 00 00 64 00 00 00 00 60 02 fa f0 00 00 00 00", option}))
					  .find("options=[...]"),
				  std::string::npos);
}

} // namespace
} // namespace strobe::decode
