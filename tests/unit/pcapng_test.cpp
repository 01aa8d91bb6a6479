// SPDX-License-Identifier: BSD-2-Clause
// The blocks of a file of packets; tests/count/packets.py has tshark read one.
#include "out/pcapng.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <cstring>
#include <fstream>
#include <sstream>
#include <string>
#include <unistd.h>
#include <vector>

namespace strobe::out {
namespace {

struct Block {
	uint32_t type;
	std::string body;
};

/// Split as a reader would, from the front; fails when a length is not repeated behind the block.
std::vector<Block> blocks_of(const std::string& file) {
	std::vector<Block> blocks;
	size_t at = 0;
	while (at + 12 <= file.size()) {
		uint32_t head[2], again = 0;
		std::memcpy(head, file.data() + at, sizeof head);
		if (head[1] % 4 || head[1] < 12 || at + head[1] > file.size()) break;
		std::memcpy(&again, file.data() + at + head[1] - 4, sizeof again);
		EXPECT_EQ(again, head[1]);
		blocks.push_back({head[0], file.substr(at + 8, head[1] - 12)});
		at += head[1];
	}
	EXPECT_EQ(at, file.size());
	return blocks;
}

uint32_t word(const std::string& body, size_t at) {
	uint32_t v = 0;
	EXPECT_LE(at + 4, body.size());
	std::memcpy(&v, body.data() + at, sizeof v);
	return v;
}

TEST(Pcapng, Blocks) {
	char name[] = "/tmp/strobe-pcapng-XXXXXX";
	close(mkstemp(name));
	auto writer = Writer::to_file(name, false);
	ASSERT_TRUE(writer);
	{
		Pcapng file(std::move(*writer), "strobe");
		EXPECT_EQ(file.interface("lo", Pcapng::Link::kEthernet, 64), 0u);
		const uint8_t bytes[] = {1, 2, 3, 4, 5};
		file.packet({.wall_ns = 0x1122334455667788,
					 .length = 1500,
					 .bytes = bytes,
					 .direction = Pcapng::Direction::kOut,
					 .comment = "cat/1"});
		file.packet({.length = 5, .bytes = bytes});
		file.statistics(0, 7, 3, 1);
		file.writer().close();
	}
	std::ifstream in(name, std::ios::binary);
	std::stringstream text;
	text << in.rdbuf();
	unlink(name);

	const auto blocks = blocks_of(text.str());
	ASSERT_EQ(blocks.size(), 5u);
	EXPECT_EQ(blocks[0].type, 0x0a0d0d0au);
	EXPECT_EQ(word(blocks[0].body, 0), 0x1a2b3c4du);
	EXPECT_EQ(blocks[1].type, 1u);
	EXPECT_EQ(word(blocks[1].body, 0), 1u) << "Ethernet";
	EXPECT_EQ(word(blocks[1].body, 4), 64u);

	const std::string& packet = blocks[2].body;
	EXPECT_EQ(blocks[2].type, 6u);
	EXPECT_EQ(word(packet, 0), 0u);
	EXPECT_EQ(word(packet, 4), 0x11223344u) << "the high half of the time stands first";
	EXPECT_EQ(word(packet, 8), 0x55667788u);
	EXPECT_EQ(word(packet, 12), 5u);
	EXPECT_EQ(word(packet, 16), 1500u);
	EXPECT_EQ(packet.substr(20, 8), std::string("\1\2\3\4\5\0\0\0", 8));
	EXPECT_EQ(packet.substr(28), std::string("\2\0\4\0\2\0\0\0"
											 "\1\0\5\0cat/1\0\0\0"
											 "\0\0\0\0",
											 8 + 12 + 4));
	EXPECT_EQ(blocks[3].body.size(), 28u) << "without options there is no end of them";
	EXPECT_EQ(blocks[4].type, 5u);
}

} // namespace
} // namespace strobe::out
