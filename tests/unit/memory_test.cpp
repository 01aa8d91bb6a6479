// SPDX-License-Identifier: BSD-2-Clause
// Records and the memory that they carry, seen through lengths that are right and lengths that lie.
#include <gtest/gtest.h>

#include <cstring>
#include <memory>
#include <random>
#include <string>
#include <vector>

#include "event/memory.h"
#include "event/record.h"

namespace strobe::event {
namespace {

Bytes view(const std::string& s) {
	return {reinterpret_cast<const uint8_t*>(s.data()), s.size()};
}
std::string text(Bytes b) {
	return {reinterpret_cast<const char*>(b.data()), b.size()};
}

// ---- memory -----------------------------------------------------------------------------------------------

TEST(Memory, FindsBytesInsideAPiece) {
	const std::string s = "abcdef";
	Memory m;
	m.add({0x1000, 6, 0, 0, view(s)});
	EXPECT_EQ(text(*m.bytes(0x1002, 3)), "cde");
	EXPECT_EQ(text(*m.bytes(0x1000, 6)), "abcdef");
	EXPECT_FALSE(m.bytes(0x1000, 7));
	EXPECT_FALSE(m.bytes(0xfff, 2));
	EXPECT_FALSE(m.bytes(0x1006, 1));
}

TEST(Memory, NothingIsReadableEverywhereButAtNull) {
	const Memory m;
	ASSERT_TRUE(m.bytes(0x1234, 0));
	EXPECT_TRUE(m.bytes(0x1234, 0)->empty());
	EXPECT_NE(m.bytes(0x1234, 0)->data(), nullptr) << "memcpy takes no null pointer";
	EXPECT_FALSE(m.bytes(0, 0));
}

TEST(Memory, AddressesAtTheEndOfTheWorldDoNotWrap) {
	const std::string s = "abcd";
	Memory m;
	m.add({~0ull - 1, 4, 0, 0, view(s)});
	EXPECT_EQ(text(*m.bytes(~0ull, 1)), "b");
	EXPECT_FALSE(m.bytes(1, 1));
	EXPECT_FALSE(m.bytes(~0ull, ~size_t{0}));
}

TEST(Memory, TakesThePieceThatIsLongEnough) {
	const std::string head = "ab", whole = "abcd";
	Memory m;
	m.add({0x1000, 2, 0, 0, view(head)});
	m.add({0x1000, 4, 0, 0, view(whole)});
	EXPECT_EQ(text(*m.bytes(0x1000, 4)), "abcd");
}

TEST(Memory, StringEndsAtItsNul) {
	const std::string s("hello\0junk", 10);
	Memory m;
	m.add({0x1000, 10, 0, STROBE_PIECE_STR, view(s)});
	const auto whole = m.string(0x1000, 32);
	ASSERT_TRUE(whole);
	EXPECT_EQ(text(whole->bytes), "hello");
	EXPECT_TRUE(whole->terminated);
	EXPECT_EQ(text(m.string(0x1002, 32)->bytes), "llo");
}

TEST(Memory, StringOfExactlyTheLimitIsTerminated) {
	const std::string s("hello", 6);
	Memory m;
	m.add({0x1000, 6, 0, 0, view(s)});
	EXPECT_TRUE(m.string(0x1000, 5)->terminated);
	const auto cut = m.string(0x1000, 4);
	EXPECT_EQ(text(cut->bytes), "hell");
	EXPECT_FALSE(cut->terminated);
}

TEST(Memory, StringCutByTheCaptureIsUnterminated) {
	const std::string s = "hello";
	Memory m;
	m.add({0x1000, 5, 0, STROBE_PIECE_STR, view(s)});
	const auto cut = m.string(0x1000, 32);
	ASSERT_TRUE(cut);
	EXPECT_EQ(text(cut->bytes), "hello");
	EXPECT_FALSE(cut->terminated);
}

TEST(Memory, StringBeforeABadPageIsNoString) {
	const std::string s = "hello";
	Memory m;
	m.add({0x1000, 32, -14, STROBE_PIECE_STR, view(s)});
	EXPECT_FALSE(m.string(0x1000, 32));
	EXPECT_FALSE(m.string(0x1000, 5));
	EXPECT_TRUE(m.string(0x1000, 4)); // five bytes suffice to see that it is longer
}

TEST(Memory, ReadsNumbersOfEverySize) {
	const std::string s("\x01\x02\x03\x04\x05\x06\x07\x08", 8);
	Memory m;
	m.add({0x1000, 8, 0, 0, view(s)});
	EXPECT_EQ(m.number(0x1000, 1), 0x01u);
	EXPECT_EQ(m.number(0x1001, 2), 0x0302u);
	EXPECT_EQ(m.number(0x1000, 4), 0x04030201u);
	EXPECT_EQ(m.number(0x1000, 8), 0x0807060504030201u);
	EXPECT_FALSE(m.number(0x1001, 8));
	EXPECT_FALSE(m.number(0x1000, 9));
}

// ---- records ----------------------------------------------------------------------------------------------

/// A record under construction, aligned as the ring's are.
class Builder {
public:
	explicit Builder(uint8_t kind, size_t body) : bytes_(body, 0) { header().kind = kind; }

	strobe_event& header() { return *reinterpret_cast<strobe_event*>(bytes_.data()); }
	void piece(uint64_t addr, const std::string& s, uint8_t flags = 0) {
		strobe_piece p{};
		p.addr = addr;
		p.len = p.want = static_cast<uint32_t>(s.size());
		p.flags = flags;
		const auto* raw = reinterpret_cast<const uint8_t*>(&p);
		bytes_.insert(bytes_.end(), raw, raw + sizeof p);
		bytes_.insert(bytes_.end(), s.begin(), s.end());
		bytes_.resize((bytes_.size() + 7) / 8 * 8);
		header().pieces++;
	}
	/// A copy of exactly `n` bytes on the heap, where reading past it is noticed.
	[[nodiscard]] std::unique_ptr<uint8_t[]> copy(size_t n) const {
		std::unique_ptr<uint8_t[]> p(new uint8_t[n]);
		std::memcpy(p.get(), bytes_.data(), n);
		return p;
	}
	std::vector<uint8_t>& finish() {
		header().size = static_cast<uint32_t>(bytes_.size());
		return bytes_;
	}

private:
	std::vector<uint8_t> bytes_;
};

Builder call_record() {
	Builder b(STROBE_EV_EXIT, sizeof(strobe_call));
	b.piece(0x1000, "path", STROBE_PIECE_STR);
	b.piece(0x2000, "12345678");
	return b;
}

TEST(Record, GivesItsPieces) {
	Builder b = call_record();
	const auto r = parse(b.finish());
	ASSERT_TRUE(r);
	EXPECT_EQ(r->kind(), STROBE_EV_EXIT);
	std::vector<Piece> pieces;
	r->for_each_piece([&](const Piece& p) { pieces.push_back(p); });
	ASSERT_EQ(pieces.size(), 2u);
	EXPECT_EQ(pieces[0].addr, 0x1000u);
	EXPECT_EQ(text(pieces[0].bytes), "path");
	EXPECT_EQ(pieces[0].flags, STROBE_PIECE_STR);
	EXPECT_EQ(text(pieces[1].bytes), "12345678");
}

TEST(Record, EveryKindNeedsItsBody) {
	const std::pair<uint8_t, size_t> kinds[] = {
		{STROBE_EV_ENTER, sizeof(strobe_call)},         {STROBE_EV_EXIT, sizeof(strobe_call)},
		{STROBE_EV_FORK, sizeof(strobe_fork)},          {STROBE_EV_EXEC, sizeof(strobe_exec)},
		{STROBE_EV_DEATH, sizeof(strobe_death)},        {STROBE_EV_SIGNAL, sizeof(strobe_signal)},
		{STROBE_EV_UNDELIVERED, sizeof(strobe_signal)}, {STROBE_EV_ATTACH, sizeof(strobe_task)},
	};
	for (const auto& [kind, size] : kinds) {
		Builder whole(kind, size), shorter(kind, size - 8);
		EXPECT_TRUE(parse(whole.finish())) << int{kind};
		EXPECT_FALSE(parse(shorter.finish())) << int{kind};
	}
	Builder unknown(99, 200);
	EXPECT_FALSE(parse(unknown.finish()));
}

TEST(Record, RefusesASizeThatIsNotItsOwn) {
	Builder b = call_record();
	auto& bytes = b.finish();
	for (const int lie : {-8, -1, 1, 8}) {
		b.finish();
		b.header().size += static_cast<uint32_t>(lie);
		EXPECT_FALSE(parse(bytes)) << lie;
	}
	EXPECT_FALSE(parse({}));
}

TEST(Record, RefusesMorePiecesThanItHolds) {
	Builder b = call_record();
	b.header().pieces = 3;
	EXPECT_FALSE(parse(b.finish()));
	b.header().pieces = 0xffff;
	EXPECT_FALSE(parse(b.finish()));
}

TEST(Record, RefusesAPieceThatIsLongerThanTheRecord) {
	for (const uint32_t len : {9u, 4096u, 0x7fffffffu, 0xffffffffu}) {
		Builder b(STROBE_EV_EXIT, sizeof(strobe_call));
		b.piece(0x1000, "12345678");
		auto& bytes = b.finish();
		std::memcpy(bytes.data() + sizeof(strobe_call) + offsetof(strobe_piece, len), &len, sizeof len);
		EXPECT_FALSE(parse(bytes)) << len;
	}
}

TEST(Record, EveryPrefixIsRefused) {
	Builder b = call_record();
	const size_t whole = b.finish().size();
	for (size_t n = 0; n < whole; ++n) {
		const auto p = b.copy(n);
		if (n >= sizeof(uint32_t)) {
			const auto lie = static_cast<uint32_t>(n);
			std::memcpy(p.get(), &lie, sizeof lie);
		}
		EXPECT_FALSE(parse({p.get(), n})) << n;
	}
}

TEST(Record, RandomBytesNeverLeadOutOfTheRecord) {
	std::mt19937 random(1);
	for (int round = 0; round < 20000; ++round) {
		Builder b = call_record();
		auto& bytes = b.finish();
		for (int i = 0; i < 4; ++i) bytes[4 + random() % (bytes.size() - 4)] = static_cast<uint8_t>(random());
		const auto r = parse(bytes);
		if (!r) continue;
		r->for_each_piece([&](const Piece& p) {
			ASSERT_GE(p.bytes.data(), bytes.data());
			ASSERT_LE(p.bytes.data() + p.bytes.size(), bytes.data() + bytes.size());
		});
	}
}

} // namespace
} // namespace strobe::event
