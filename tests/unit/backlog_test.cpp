// SPDX-License-Identifier: BSD-2-Clause
// Between the thread that reads and the thread that formats nothing is lost, changed or reordered.
#include "engine/backlog.h"

#include <gtest/gtest.h>
#include <poll.h>
#include <sys/resource.h>

#include <csignal>
#include <cstdlib>
#include <cstring>
#include <random>
#include <thread>

namespace strobe::engine {
namespace {

constexpr uint64_t kPlenty = 1ull << 30;
constexpr size_t kAFew = 100;

/// Records of different sizes, each of which knows its place: number, size, then bytes made from both.
Chunk record(uint64_t number) {
	const uint64_t size = 16 + number * 7919 % 113;
	Chunk r(size);
	std::memcpy(r.data(), &number, 8);
	std::memcpy(r.data() + 8, &size, 8);
	for (size_t i = 16; i < size; i++) r[i] = static_cast<uint8_t>(number * 31 + i);
	return r;
}

/// Compares what comes out with what record() makes.
struct Checker {
	uint64_t next = 0;
	bool ok = true;

	void take(const Chunk& chunk) {
		EXPECT_EQ(chunk.size() % 8, 0u);
		for (size_t at = 0; at < chunk.size() && ok; next++) {
			const Chunk want = record(next);
			ok = chunk.size() - at >= want.size() && std::memcmp(chunk.data() + at, want.data(), want.size()) == 0;
			EXPECT_TRUE(ok) << "record " << next;
			at += (want.size() + 7) & ~size_t{7};
		}
	}
	void take_all(Backlog& backlog) {
		Chunk chunk;
		while (backlog.pop(chunk)) take(chunk);
	}
};

void fill(Backlog& backlog, uint64_t from, uint64_t to, uint64_t publish_every) {
	for (uint64_t i = from; i < to; i++) {
		ASSERT_TRUE(backlog.push(record(i)));
		if (i % publish_every == 0) backlog.publish();
	}
	backlog.publish();
}

bool readable(const Backlog& backlog) {
	pollfd p{backlog.event_fd(), POLLIN, 0};
	return poll(&p, 1, 0) == 1;
}

TEST(Backlog, IsEmptyAtFirst) {
	Backlog backlog(kPlenty);
	Chunk chunk;
	EXPECT_FALSE(backlog.pop(chunk));
	EXPECT_FALSE(readable(backlog));
	backlog.publish();
	EXPECT_FALSE(backlog.pop(chunk)) << "nothing was pushed, so nothing is published";
}

TEST(Backlog, ShowsARecordOnlyWhenItIsPublished) {
	Backlog backlog(kPlenty);
	Chunk chunk;
	ASSERT_TRUE(backlog.push(record(0)));
	EXPECT_FALSE(backlog.pop(chunk));
	backlog.publish();
	EXPECT_TRUE(readable(backlog));
	ASSERT_TRUE(backlog.pop(chunk));
	EXPECT_FALSE(readable(backlog));
	Checker checker;
	checker.take(chunk);
	EXPECT_EQ(checker.next, 1u);
}

TEST(Backlog, PublishesByItselfWhenAChunkIsFull) {
	Backlog backlog(kPlenty);
	uint64_t pushed = 0;
	while (!readable(backlog) && pushed < 1'000'000) ASSERT_TRUE(backlog.push(record(pushed++)));
	Checker checker;
	checker.take_all(backlog);
	EXPECT_EQ(checker.next, pushed);
}

TEST(Backlog, KeepsTheOrderInMemory) {
	Backlog backlog(kPlenty);
	fill(backlog, 0, 20'000, 100);
	Checker checker;
	checker.take_all(backlog);
	EXPECT_EQ(checker.next, 20'000u);
}

TEST(Backlog, KeepsTheOrderThroughTheFile) {
	Backlog backlog(0);
	fill(backlog, 0, 20'000, 100);
	EXPECT_FALSE(backlog.full());
	Checker checker;
	checker.take_all(backlog);
	EXPECT_EQ(checker.next, 20'000u);
}

TEST(Backlog, KeepsTheOrderFromMemoryToTheFileAndBack) {
	Backlog backlog(64 * 1024);
	Checker checker;
	Chunk chunk;
	uint64_t pushed = 0;
	std::minstd_rand random(1);
	for (int round = 0; round < 200; round++) {
		const uint64_t n = random() % 4000;
		fill(backlog, pushed, pushed + n, kAFew);
		pushed += n;
		for (auto pops = random() % 60; pops > 0 && backlog.pop(chunk); pops--) checker.take(chunk);
		if (round % 20 == 19) checker.take_all(backlog); // the file empties: memory is used again
	}
	checker.take_all(backlog);
	EXPECT_EQ(checker.next, pushed);
}

TEST(Backlog, OneThreadWritesWhileAnotherReads) {
	for (const uint64_t memory : {kPlenty, uint64_t{512 * 1024}}) {
		constexpr uint64_t kRecords = 1'000'000;
		Backlog backlog(memory);
		std::thread producer([&] { fill(backlog, 0, kRecords, 997); });
		Checker checker;
		Chunk chunk;
		while (checker.next < kRecords && checker.ok) {
			if (backlog.pop(chunk)) {
				checker.take(chunk);
			} else {
				pollfd p{backlog.event_fd(), POLLIN, 0};
				ASSERT_GE(poll(&p, 1, 10'000), 1) << "a chunk was published without a wake-up";
			}
		}
		producer.join();
		EXPECT_EQ(checker.next, kRecords);
		EXPECT_FALSE(backlog.pop(chunk));
	}
}

/// The spill file may not grow: the backlog is full, refuses, and takes again what was refused once there is room.
TEST(Backlog, IsFullWhenTheFileTakesNoMore) {
	rlimit before{};
	getrlimit(RLIMIT_FSIZE, &before);
	const auto handler = signal(SIGXFSZ, SIG_IGN);
	const rlimit small{64 * 1024, before.rlim_max};
	setrlimit(RLIMIT_FSIZE, &small);

	Backlog backlog(0);
	Checker checker;
	uint64_t pushed = 0;
	for (int round = 0; round < 5; round++) {
		while (!backlog.full()) {
			for (size_t i = 0; i < kAFew && backlog.push(record(pushed)); i++) pushed++;
			backlog.publish();
			ASSERT_LT(pushed, 100'000u);
		}
		EXPECT_FALSE(backlog.push(record(pushed))) << "a record that was refused is not taken";
		checker.take_all(backlog);
		EXPECT_LT(checker.next, pushed) << "the last chunk still waits";
		backlog.publish();
		EXPECT_FALSE(backlog.full());
	}
	checker.take_all(backlog);
	EXPECT_EQ(checker.next, pushed);

	setrlimit(RLIMIT_FSIZE, &before);
	signal(SIGXFSZ, handler);
}

} // namespace
} // namespace strobe::engine
