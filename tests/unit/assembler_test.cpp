// SPDX-License-Identifier: BSD-2-Clause
// Records in, the story of the tasks out.
#include "event/assembler.h"

#include <gtest/gtest.h>

#include <fmt/format.h>

#include <map>

#include "tape.h"

namespace strobe::event {
namespace {

using test::CallOf;
using test::Tape;
using test::Who;
using Story = std::vector<std::string>;

constexpr Who kA{10, 10}, kB{11, 10}, kC{20, 20};
constexpr int64_t kRead = 0, kOpen = 2, kExecve = 59, kExitGroup = 231;

/// Writes down what it is told.
struct Witness final : Consumer {
	Story story;
	std::map<uint64_t, std::string> before, after; ///< memory of the last call that ended, by address

	static std::map<uint64_t, std::string> copy(const Memory& memory) {
		std::map<uint64_t, std::string> m;
		for (const Piece& p : memory.pieces()) m[p.addr].assign(p.bytes.begin(), p.bytes.end());
		return m;
	}

	void say(const Task& t, std::string what) { story.push_back(std::to_string(t.tid) + " " + std::move(what)); }
	void attached(Task& t) override { say(t, "attached " + t.comm); }
	void begins(Task& t, uint64_t) override {
		EXPECT_TRUE(t.in_call);
		EXPECT_FALSE(t.call.finished);
		say(t, fmt::format("begins {}({})", t.call.nr, t.call.args[0]));
	}
	void ends(Task& t, uint64_t, uint16_t) override {
		EXPECT_TRUE(t.call.finished);
		before = copy(t.call.before);
		after = copy(t.call.after);
		say(t, fmt::format("{} {}({}) = {}", t.in_call ? "ends" : "whole", t.call.nr, t.call.args[0], t.call.ret));
	}
	void lost(Task& t, uint64_t, uint32_t calls, bool cut) override {
		say(t, fmt::format("lost {}{}", calls, cut ? " cut" : ""));
	}
	void forked(Task& parent, Task& child) override { say(parent, fmt::format("forked {} {}", child.tid, child.comm)); }
	void execed(Task& t, uint64_t, uint32_t old) override {
		say(t, "execed " + t.comm + (old ? fmt::format(", was {}", old) : ""));
	}
	void signal(Task& t, const strobe_signal& s) override { say(t, fmt::format("signal {}", s.signo)); }
	void never_ends(Task& t, uint64_t) override {
		EXPECT_FALSE(t.call.finished);
		say(t, fmt::format("never ends {}({}){}", t.call.nr, t.call.args[0], t.in_call ? "" : ", never began"));
	}
	void died(Task& t, uint64_t, uint32_t code) override { say(t, fmt::format("died {:#x}", code)); }
	void forgotten(Task& t) override { say(t, "forgotten"); }
	void detached(Task& t) override { say(t, "detached"); }
};

struct Assembled : testing::Test {
	Witness witness;
	Assembler assembler{witness};
	Tape tape;

	/// What the records on the tape tell; the tape is empty afterwards.
	Story play() {
		witness.story.clear();
		assembler.feed(tape.bytes());
		tape.clear();
		return witness.story;
	}
};

// ---- calls ----------------------------------------------------------------------------------------------------------

TEST_F(Assembled, JoinsEntryAndExit) {
	tape.enter(kA, {.nr = kOpen, .args = {5}}).exit(kA, {.nr = kOpen, .args = {5}, .ret = 3});
	EXPECT_EQ(play(), (Story{"10 begins 2(5)", "10 ends 2(5) = 3"}));
	EXPECT_EQ(assembler.malformed(), 0u);
}

TEST_F(Assembled, JoinsByTaskWhereTasksAlternate) {
	tape.enter(kA, {.nr = kRead, .args = {1}}).enter(kC, {.nr = kOpen, .args = {2}});
	tape.exit(kA, {.nr = kRead, .args = {1}, .ret = -4}).exit(kC, {.nr = kOpen, .args = {2}, .ret = 9});
	EXPECT_EQ(play(), (Story{"10 begins 0(1)", "20 begins 2(2)", "10 ends 0(1) = -4", "20 ends 2(2) = 9"}));
}

TEST_F(Assembled, AnExitWithoutEntryIsAWholeCall) {
	tape.exit(kA, {.nr = kRead, .args = {3}, .ret = 1});
	EXPECT_EQ(play(), (Story{"10 whole 0(3) = 1"}));
}

TEST_F(Assembled, AnEntryIsNotJoinedWithTheExitOfALaterCall) {
	tape.enter(kA, {.number = 1, .nr = kOpen, .memory = {{0x1000, std::string("old\0", 4)}}});
	tape.exit(kA, {.number = 2, .nr = kRead, .args = {3}, .ret = 1});
	EXPECT_EQ(play(), (Story{"10 begins 2(0)", "10 whole 0(3) = 1"}));
	EXPECT_TRUE(witness.before.empty()) << "memory of a call that is over";
}

TEST_F(Assembled, CallsThatWereNotRecordedLeaveNoTrace) {
	tape.exit(kA, {.number = 1, .nr = kRead}).exit(kA, {.number = 9, .nr = kRead});
	EXPECT_EQ(play(), (Story{"10 whole 0(0) = 0", "10 whole 0(0) = 0"}));
}

TEST_F(Assembled, KnowsTheTimeOfTheEntryFromTheExitAlone) {
	struct Times final : Consumer {
		uint64_t entry = 0, duration = 0;
		void begins(Task&, uint64_t) override {}
		void lost(Task&, uint64_t, uint32_t, bool) override {}
		void ends(Task& t, uint64_t, uint16_t) override { entry = t.call.entry_time, duration = t.call.duration; }
	} times;
	Assembler a(times);
	tape.exit(kA, {.nr = kRead, .duration = 300});
	a.feed(tape.bytes());
	EXPECT_EQ(times.entry, tape.now - 300);
	EXPECT_EQ(times.duration, 300u);
}

TEST_F(Assembled, MemoryOfTheEntryOutlivesItsChunk) {
	std::vector<uint8_t> chunk;
	tape.enter(kA, {.nr = kOpen, .memory = {{0x1000, std::string("/etc/hosts\0", 11), STROBE_PIECE_STR}}});
	chunk.assign(tape.bytes().begin(), tape.bytes().end());
	assembler.feed(chunk);
	std::fill(chunk.begin(), chunk.end(), 0xee);
	chunk = {};
	tape.clear();
	tape.exit(kA, {.nr = kOpen, .ret = 3, .memory = {{0x2000, "out", STROBE_PIECE_EXIT}}});
	assembler.feed(tape.bytes());
	EXPECT_EQ(witness.story.back(), "10 ends 2(0) = 3");
	EXPECT_EQ(witness.before[0x1000], std::string("/etc/hosts\0", 11));
	EXPECT_EQ(witness.after[0x2000], "out");
}

TEST_F(Assembled, LatePiecesAreMemoryAsTheKernelFoundIt) {
	tape.enter(kA, {.nr = kOpen, .memory = {{0x1000, "", STROBE_PIECE_STR, -14}}});
	tape.exit(kA,
			  {.nr = kOpen,
			   .memory = {{0x1000, std::string("late\0", 5), STROBE_PIECE_STR | STROBE_PIECE_LATE | STROBE_PIECE_EXIT},
						  {0x3000, std::string("left\0", 5), STROBE_PIECE_EXIT}}});
	play();
	using Image = std::map<uint64_t, std::string>;
	EXPECT_EQ(witness.before, (Image{{0x1000, std::string("late\0", 5)}}));
	EXPECT_EQ(witness.after, (Image{{0x3000, std::string("left\0", 5)}}));
}

TEST_F(Assembled, ALargeEntryIsKeptWholeAndASmallOneAfterIt) {
	const std::string large(60'000, 'x'), small(3, 'y');
	tape.enter(kA, {.number = 1, .memory = {{0x1000, large}}}).exit(kA, {.number = 1});
	play();
	EXPECT_EQ(witness.before[0x1000], large);
	tape.enter(kA, {.number = 2, .memory = {{0x1000, small}}}).exit(kA, {.number = 2});
	play();
	EXPECT_EQ(witness.before[0x1000], small);
}

TEST_F(Assembled, CommOfACallNamesTheTaskAndIsNotMemory) {
	struct Names final : Consumer {
		std::string comm;
		size_t pieces = 99;
		void begins(Task&, uint64_t) override {}
		void lost(Task&, uint64_t, uint32_t, bool) override {}
		void ends(Task& t, uint64_t, uint16_t) override { comm = t.comm, pieces = t.call.after.pieces().size(); }
	} names;
	Assembler a(names);
	tape.exit(kA, {.memory = {{0, std::string("sixteen-letters!", 16), STROBE_PIECE_COMM}}});
	a.feed(tape.bytes());
	EXPECT_EQ(names.comm, "sixteen-letters!"); // no NUL: the field's end ends it
	EXPECT_EQ(names.pieces, 0u);
}

// ---- losses ---------------------------------------------------------------------------------------------------------

TEST_F(Assembled, TellsALossBeforeTheRecordThatCarriesIt) {
	tape.exit(kA, {.number = 1}).exit(kA, {.number = 5, .lost = 3});
	EXPECT_EQ(play(), (Story{"10 whole 0(0) = 0", "10 lost 3", "10 whole 0(0) = 0"}));
}

TEST_F(Assembled, ALostExitTakesItsEntryAlong) {
	tape.enter(kA, {.number = 1, .nr = kOpen}).enter(kA, {.number = 2, .nr = kRead, .lost = 1});
	tape.exit(kA, {.number = 2, .nr = kRead});
	EXPECT_EQ(play(), (Story{"10 begins 2(0)", "10 lost 1 cut", "10 begins 0(0)", "10 ends 0(0) = 0"}));
}

TEST_F(Assembled, ALossBeforeItsOwnExitLeavesTheEntryAlone) {
	tape.enter(kA, {.number = 4, .nr = kOpen}).exit(kA, {.number = 4, .nr = kOpen, .lost = 2});
	EXPECT_EQ(play(), (Story{"10 begins 2(0)", "10 lost 2", "10 ends 2(0) = 0"}));
}

TEST_F(Assembled, LossesAreTheTasksOwn) {
	tape.enter(kA, {.nr = kOpen}).exit(kC, {.number = 7, .lost = 6}).exit(kA, {.nr = kOpen});
	EXPECT_EQ(play(), (Story{"10 begins 2(0)", "20 lost 6", "20 whole 0(0) = 0", "10 ends 2(0) = 0"}));
}

TEST_F(Assembled, ATaskThatDiesTellsItsLossFirst) {
	tape.exit(kA, {.number = 1}).death(kA, 0, 12);
	EXPECT_EQ(play(), (Story{"10 whole 0(0) = 0", "10 lost 12", "10 died 0x0"}));
}

// ---- signals --------------------------------------------------------------------------------------------------------

TEST_F(Assembled, DeliveredSignalsShowAtOnce) {
	tape.enter(kA, {}).signal(kA, SIGUSR1).exit(kA, {.ret = -4});
	EXPECT_EQ(play(), (Story{"10 begins 0(0)", "10 signal 10", "10 ends 0(0) = -4"}));
}

TEST_F(Assembled, IgnoredSignalsWaitUntilTheCallHasEnded) {
	tape.enter(kA, {}).ignored(kA, SIGCHLD, true).ignored(kA, SIGWINCH, true).exit(kC, {}).exit(kA, {});
	EXPECT_EQ(play(),
			  (Story{"10 begins 0(0)", "20 whole 0(0) = 0", "10 ends 0(0) = 0", "10 signal 17", "10 signal 28"}));
}

TEST_F(Assembled, AnIgnoredSignalOutsideOfACallShowsAtOnce) {
	tape.ignored(kA, SIGCHLD, false).exit(kA, {});
	EXPECT_EQ(play(), (Story{"10 signal 17", "10 whole 0(0) = 0"}));
}

TEST_F(Assembled, HeldSignalsSurviveALossAndADeath) {
	tape.enter(kA, {.number = 1}).ignored(kA, SIGCHLD, true).enter(kA, {.number = 2, .lost = 1});
	EXPECT_EQ(play(), (Story{"10 begins 0(0)", "10 lost 1 cut", "10 signal 17", "10 begins 0(0)"}));
	tape.ignored(kA, SIGURG, true).death_in_call(kA, 9, {.number = 2});
	EXPECT_EQ(play(), (Story{"10 never ends 0(0)", "10 signal 23", "10 died 0x9"}));
}

TEST_F(Assembled, HeldSignalsAreToldBeforeWhatFollowsACallThatWasLeftOut) {
	tape.exit(kA, {.number = 1}).ignored(kA, SIGCHLD, true).exit(kA, {.number = 2});
	EXPECT_EQ(play(), (Story{"10 whole 0(0) = 0", "10 signal 17", "10 whole 0(0) = 0"}));
	tape.ignored(kA, SIGCHLD, true).signal(kA, SIGUSR1);
	EXPECT_EQ(play(), (Story{"10 signal 17", "10 signal 10"}));
	tape.ignored(kA, SIGCHLD, true);
	play();
	assembler.detach();
	EXPECT_EQ(witness.story, (Story{"10 signal 17", "10 detached"}));
}

TEST_F(Assembled, SignalsOfCallsThatMayBeLeftOutWaitOnlySoLong) {
	tape.ignored(kA, SIGCHLD, true).ignored(kC, SIGCHLD, true, STROBE_F_MAY_BE_LEFT_OUT);
	EXPECT_EQ(play(), (Story{}));
	assembler.release_signals_before(tape.now);
	EXPECT_EQ(witness.story, (Story{}));
	assembler.release_signals_before(tape.now + 1);
	EXPECT_EQ(witness.story, (Story{"20 signal 17"}));
}

TEST_F(Assembled, NoMoreSignalsAreHeldThanThereAre) {
	tape.enter(kA, {});
	for (int i = 0; i < 1000; i++) tape.ignored(kA, SIGCHLD, true);
	EXPECT_EQ(play().size(), 1u + 1000 - 64) << "beyond the bound they show at once, none is dropped";
	tape.exit(kA, {});
	EXPECT_EQ(play().size(), 1u + 64);
}

// ---- the tree of tasks ----------------------------------------------------------------------------------------------

TEST_F(Assembled, AForkMakesATask) {
	tape.fork(kA, kC, "kid").exit(kC, {}).death(kC, 0x300).death(kA, 0);
	EXPECT_EQ(play(), (Story{"10 forked 20 kid", "20 whole 0(0) = 0", "20 died 0x300", "10 died 0x0"}));
	EXPECT_EQ(assembler.live_tasks(), 0u);
}

TEST_F(Assembled, AttachedTasksAreKnownByName) {
	tape.attach(kA, "bash").attach(kC, "fifteen-letters");
	EXPECT_EQ(play(), (Story{"10 attached bash", "20 attached fifteen-letters"}));
	EXPECT_EQ(assembler.live_tasks(), 2u);
}

TEST_F(Assembled, ALeadersEndWaitsForItsThreads) {
	tape.fork(kA, kB, "thread").death(kA, 0x700);
	EXPECT_EQ(play(), (Story{"10 forked 11 thread"}));
	EXPECT_EQ(assembler.live_tasks(), 2u);
	tape.exit(kB, {}).death(kB, 0x100);
	EXPECT_EQ(play(), (Story{"11 whole 0(0) = 0", "11 died 0x100", "10 died 0x700"}));
	EXPECT_EQ(assembler.live_tasks(), 0u);
}

TEST_F(Assembled, AChildProcessDoesNotHoldItsParentsEnd) {
	tape.fork(kA, kC).death(kA, 0);
	EXPECT_EQ(play(), (Story{"10 forked 20 child", "10 died 0x0"}));
	EXPECT_EQ(assembler.live_tasks(), 1u);
}

TEST_F(Assembled, ATaskWhoseEndWasLostCanBeForgotten) {
	tape.fork(kA, kB).death(kA, 0);
	play();
	assembler.forget(999);
	EXPECT_EQ(assembler.live_tasks(), 2u);
	assembler.forget(kB.tid);
	EXPECT_EQ(witness.story, (Story{"10 forked 11 child", "11 forgotten", "10 died 0x0"}));
	EXPECT_EQ(assembler.live_tasks(), 0u) << "nothing holds the leader's end back any more";
}

TEST_F(Assembled, AnExecByTheLeaderKeepsTheTask) {
	tape.enter(kA, {.nr = kExecve}).exec(kA, kA.tid, "cat").exit(kA, {.nr = kExecve});
	EXPECT_EQ(play(), (Story{"10 begins 59(0)", "10 execed cat", "10 ends 59(0) = 0"}));
}

TEST_F(Assembled, AnExecByAThreadTakesTheLeadersPlace) {
	tape.fork(kA, kB).enter(kB, {.nr = kExecve, .args = {8}}).death(kA, 0);
	EXPECT_EQ(play(), (Story{"10 forked 11 child", "11 begins 59(8)"}));
	tape.exec(kA, kB.tid, "cat").exit(kA, {.nr = kExecve, .args = {8}});
	EXPECT_EQ(play(), (Story{"10 execed cat, was 11", "10 ends 59(8) = 0"})) << "the call goes on under the new id";
	tape.death(kA, 0x500);
	EXPECT_EQ(play(), (Story{"10 died 0x500"})) << "no thread is left that could hold it";
	EXPECT_EQ(assembler.live_tasks(), 0u);
}

TEST_F(Assembled, ALeadersLastCallShowsBeforeItsThreadsHaveEnded) {
	tape.fork(kA, kB).death_in_call(kA, 0, {.number = 3, .nr = kExitGroup});
	EXPECT_EQ(play(), (Story{"10 forked 11 child", "10 never ends 231(0), never began"}));
	tape.death(kB, 0);
	EXPECT_EQ(play(), (Story{"11 died 0x0", "10 died 0x0"}));
}

TEST_F(Assembled, AnExecByAThreadBreaksOffTheLeadersCall) {
	const CallOf read{.number = 2, .nr = kRead, .args = {6}};
	tape.fork(kA, kB).enter(kA, read).enter(kB, {.nr = kExecve}).death_in_call(kA, 0, read).exec(kA, kB.tid, "cat");
	EXPECT_EQ(play(), (Story{"10 forked 11 child", "10 begins 0(6)", "11 begins 59(0)", "10 never ends 0(6)",
							 "10 execed cat, was 11"}));
	tape.exit(kA, {.nr = kExecve}).death(kA, 0);
	EXPECT_EQ(play(), (Story{"10 ends 59(0) = 0", "10 died 0x0"}));
	EXPECT_EQ(assembler.live_tasks(), 0u);
}

TEST_F(Assembled, AnExecByAThreadEndsTheCallOfALeaderWhoseDeathWasLost) {
	tape.fork(kA, kB).enter(kA, {.nr = kRead, .args = {6}}).enter(kB, {.nr = kExecve}).exec(kA, kB.tid, "cat");
	EXPECT_EQ(play(), (Story{"10 forked 11 child", "10 begins 0(6)", "11 begins 59(0)", "10 never ends 0(6)",
							 "10 execed cat, was 11"}));
}

TEST_F(Assembled, AnExecByAThreadThatNobodyKnows) {
	tape.exec(kA, 99, "cat").exit(kA, {.nr = kExecve}).death(kA, 0);
	EXPECT_EQ(play(), (Story{"10 execed cat", "10 whole 59(0) = 0", "10 died 0x0"}));
	EXPECT_EQ(assembler.live_tasks(), 0u);
}

TEST_F(Assembled, ACallInFlightAtDeathNeverEnds) {
	tape.enter(kA, {.number = 3, .nr = kRead, .args = {6}})
		.death_in_call(kA, 9, {.number = 3, .nr = kRead, .args = {6}});
	EXPECT_EQ(play(), (Story{"10 begins 0(6)", "10 never ends 0(6)", "10 died 0x9"}));
}

TEST_F(Assembled, ACallInFlightAtDeathMayHaveHadNoEntry) {
	tape.enter(kA, {.number = 3, .nr = kRead, .args = {6}});
	tape.death_in_call(kA, 0, {.number = 4, .nr = kExitGroup, .args = {1}});
	EXPECT_EQ(play(), (Story{"10 begins 0(6)", "10 never ends 231(1), never began", "10 died 0x0"}));
}

TEST_F(Assembled, IdsAreThoseOfStrobesOwnNamespace) {
	const Who inside{5010, 5010, 3, 3}, outside{7000, 7000, 0, 0};
	tape.fork(inside, {5011, 5011, 4, 4}).exit({5011, 5011, 4, 4}, {}).exit(outside, {});
	EXPECT_EQ(play(), (Story{"3 forked 4 child", "4 whole 0(0) = 0", "7000 whole 0(0) = 0"}));
	assembler.forget(5010); // by the id that is unique on the machine
	EXPECT_EQ(assembler.live_tasks(), 2u);
}

TEST_F(Assembled, EqualIdsOfTwoNamespacesAreTwoTasks) {
	tape.enter({500, 500, 3, 3}, {.nr = kRead}).enter({3, 3, 0, 0}, {.nr = kOpen});
	tape.exit({500, 500, 3, 3}, {.nr = kRead}).exit({3, 3, 0, 0}, {.nr = kOpen});
	EXPECT_EQ(play(), (Story{"3 begins 0(0)", "3 begins 2(0)", "3 ends 0(0) = 0", "3 ends 2(0) = 0"}));
}

// ---- records that do not add up -------------------------------------------------------------------------------------

struct Damaged : Assembled {
	/// A copy of exactly `n` bytes: reading past them is seen by AddressSanitizer.
	void feed_exactly(size_t n) {
		const std::vector<uint8_t> copy(tape.bytes().begin(), tape.bytes().begin() + static_cast<ptrdiff_t>(n));
		witness.story.clear();
		assembler.feed(copy);
	}
};

TEST_F(Damaged, AnyCutIsCountedOnceAndNeverReadPast) {
	tape.enter(kA, {.nr = kOpen, .memory = {{0x1000, "abcdefghijk"}, {0x2000, "xyz"}}});
	const size_t whole = tape.end();
	for (size_t n = 1; n < whole; n++) {
		const uint64_t before = assembler.malformed();
		feed_exactly(n);
		EXPECT_EQ(assembler.malformed(), before + 1) << n;
		EXPECT_TRUE(witness.story.empty()) << n;
	}
	feed_exactly(whole);
	EXPECT_EQ(witness.story, (Story{"10 begins 2(0)"}));
}

TEST_F(Damaged, ARecordThatLiesAboutItsInsideIsSkippedAndTheNextIsRead) {
	struct Lie {
		const char* what;
		size_t at;
		uint32_t value;
		size_t width;
	};
	const size_t piece = sizeof(strobe_call);
	const Lie lies[] = {
		{"more pieces than there are", offsetof(strobe_event, pieces), 9, 2},
		{"65535 pieces", offsetof(strobe_event, pieces), 0xffff, 2},
		{"a piece longer than the record", piece + offsetof(strobe_piece, len), 4096, 4},
		{"a piece of 4 GiB", piece + offsetof(strobe_piece, len), 0xffffffff, 4},
		{"no kind", offsetof(strobe_event, kind), 0, 1},
		{"an unknown kind", offsetof(strobe_event, kind), 200, 1},
	};
	for (const Lie& lie : lies) {
		tape.clear();
		tape.enter(kA, {.nr = kOpen, .memory = {{0x1000, "abcdefgh"}}});
		const size_t second = tape.end();
		tape.exit(kC, {.nr = kRead, .ret = 1});
		if (lie.width == 1) tape.poke(lie.at, static_cast<uint8_t>(lie.value));
		if (lie.width == 2) tape.poke(lie.at, static_cast<uint16_t>(lie.value));
		if (lie.width == 4) tape.poke(lie.at, lie.value);
		const uint64_t before = assembler.malformed();
		feed_exactly(tape.end());
		EXPECT_EQ(assembler.malformed(), before + 1) << lie.what;
		EXPECT_EQ(witness.story, (Story{"20 whole 0(0) = 1"})) << lie.what;
		EXPECT_GT(tape.end(), second);
	}
}

TEST_F(Damaged, AKindWhoseBodyDoesNotFitIsCounted) {
	tape.attach(kA, "small"); // the smallest body
	tape.poke(offsetof(strobe_event, kind), static_cast<uint8_t>(STROBE_EV_DEATH));
	feed_exactly(tape.end());
	EXPECT_EQ(assembler.malformed(), 1u);
	EXPECT_EQ(assembler.live_tasks(), 0u);
}

TEST_F(Damaged, WithoutASizeThereIsNoNextRecord) {
	for (const uint32_t size : {0u, 1u, 47u, 121u, 0x7fffffffu, 0xffffffffu}) {
		tape.clear();
		tape.exit(kA, {});
		tape.poke(offsetof(strobe_event, size), size);
		const uint64_t before = assembler.malformed();
		feed_exactly(tape.end());
		EXPECT_EQ(assembler.malformed(), before + 1) << size;
		EXPECT_TRUE(witness.story.empty()) << size;
	}
}

TEST_F(Damaged, NothingIsNoRecord) {
	assembler.feed({});
	EXPECT_EQ(assembler.malformed(), 0u);
}

/// Every byte of a few records takes every power of two and its complement: no crash, no over-read, no endless loop.
TEST_F(Damaged, FlippedBitsDoNoHarm) {
	tape.fork(kA, kB).enter(kB, {.nr = kExecve, .memory = {{0x1000, "abc"}, {0, "comm", STROBE_PIECE_COMM}}});
	tape.exec(kA, kB.tid).signal(kA, SIGINT).exit(kA, {.nr = kExecve}).death(kA, 0);
	const std::vector<uint8_t> good(tape.bytes().begin(), tape.bytes().end());
	for (size_t at = 0; at < good.size(); at++) {
		for (unsigned bit = 0; bit < 8; bit++) {
			std::vector<uint8_t> bad = good;
			bad[at] ^= static_cast<uint8_t>(1u << bit);
			struct Deaf final : Consumer {
				void begins(Task&, uint64_t) override {}
				void ends(Task&, uint64_t, uint16_t) override {}
				void lost(Task&, uint64_t, uint32_t, bool) override {}
			} deaf;
			Assembler a(deaf);
			a.feed(bad);
			EXPECT_LE(a.malformed(), 6u);
			EXPECT_LE(a.live_tasks(), 8u);
		}
	}
}

} // namespace
} // namespace strobe::event
