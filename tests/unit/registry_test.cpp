// SPDX-License-Identifier: BSD-2-Clause
#include <cstring>
#include <set>

#include <gtest/gtest.h>

#include "abi/event.h"
#include "spec/abi_numbers.h"
#include "spec/registry.h"

namespace {

using namespace strobe::spec;

TEST(Registry, AbisAreNumberedAsTheRecordsNumberThem) {
	EXPECT_EQ(static_cast<int>(Abi::kX86_64), STROBE_ABI_X86_64);
	EXPECT_EQ(static_cast<int>(Abi::kI386), STROBE_ABI_I386);
	EXPECT_EQ(static_cast<int>(Abi::kX32), STROBE_ABI_X32);
}

TEST(Registry, EveryNumberHasARow) {
	const std::pair<Abi, std::span<const Number>> abis[] = {
		{Abi::kX86_64, x86_64_numbers()}, {Abi::kI386, i386_numbers()}, {Abi::kX32, x32_numbers()}};
	for (const auto& [abi, numbers] : abis) {
		for (const Number& n : numbers) {
			const Row* row = row_of(abi, n.nr);
			ASSERT_NE(row, nullptr) << n.name;
			EXPECT_EQ(row->name, n.name);
		}
	}
}

TEST(Registry, EveryRowIsReachedByANumber) {
	std::set<const Row*> reached;
	for (const Abi abi : {Abi::kX86_64, Abi::kI386, Abi::kX32}) {
		for (const Row* row : table_of(abi)) reached.insert(row);
	}
	for (const Row* row : rows()) EXPECT_TRUE(reached.contains(row)) << row->name;
}

TEST(Registry, IdsAreIndexes) {
	ASSERT_LE(rows().size(), kMaxRows);
	for (unsigned id = 0; id < rows().size(); ++id) EXPECT_EQ(row_id(*rows()[id]), id);
}

TEST(Registry, KnownNumbers) {
	EXPECT_EQ(row_of(Abi::kX86_64, 257)->name, "openat");
	EXPECT_EQ(row_of(Abi::kX86_64, 469)->name, "file_setattr");
	EXPECT_EQ(row_of(Abi::kI386, 140)->name, "_llseek");
	EXPECT_EQ(row_of(Abi::kI386, 191)->name, "ugetrlimit");
	EXPECT_EQ(row_of(Abi::kX32, 512)->name, "rt_sigaction");
	EXPECT_EQ(row_of(Abi::kX32, 13), nullptr);
	EXPECT_EQ(row_of(Abi::kX86_64, 400), nullptr);
	EXPECT_EQ(row_of(Abi::kX86_64, ~0ull), nullptr);
}

TEST(Registry, I386HasFormsOfItsOwn) {
	EXPECT_EQ(row_named("mmap")->n_args, 6);
	EXPECT_EQ(row_of(Abi::kI386, 90)->n_args, 1);
	EXPECT_EQ(rows_named("mmap").size(), 2u);
	EXPECT_EQ(rows_named("openat").size(), 1u);
	EXPECT_EQ(row_of(Abi::kI386, 295), row_named("openat"));
	EXPECT_EQ(row_named("no_such_call"), nullptr);
}

TEST(Registry, Classes) {
	EXPECT_EQ(class_named("file"), kFile);
	EXPECT_EQ(class_named("net"), class_named("network"));
	EXPECT_EQ(class_named("%stat"), kStatLike);
	EXPECT_EQ(class_named("stat"), kStat);
	EXPECT_EQ(class_named("files"), 0u);
	EXPECT_TRUE(row_named("openat")->classes & kFile);
	EXPECT_FALSE(row_named("getpid")->classes & kFile);
}

TEST(Registry, ErrnosReadAsTheCLibraryReadsThem) {
	constexpr int kLastPublic = 133;
	for (int e = 1; e <= kLastPublic; ++e) {
		if (errno_name(e).empty()) continue;
		EXPECT_EQ(errno_text(e), strerror(e)) << e;
		EXPECT_EQ(errno_named(errno_name(e)), e);
		EXPECT_EQ(errno_name(e), strerrorname_np(e));
	}
	EXPECT_EQ(errno_name(41), "");
	EXPECT_EQ(errno_text(512), "To be restarted if SA_RESTART is set");
	EXPECT_EQ(errno_named("ERESTART_RESTARTBLOCK"), 516);
	EXPECT_EQ(errno_named("EWOULDBLOCK"), 11);
	EXPECT_EQ(errno_named("ENOTHING"), 0);
}

TEST(Registry, Signals) {
	EXPECT_EQ(signal_name(2), "SIGINT");
	EXPECT_EQ(signal_name(32), "SIGRTMIN");
	EXPECT_EQ(signal_name(64), "SIGRT_32");
	EXPECT_EQ(signal_name(65), "");
	EXPECT_EQ(signal_name(0), "");
	EXPECT_EQ(signal_named("SIGINT"), 2);
	EXPECT_EQ(signal_named("int"), 2);
	EXPECT_EQ(signal_named("sigrt_2"), 34);
	EXPECT_EQ(signal_named("17"), 17);
	EXPECT_EQ(signal_named("17x"), std::nullopt);
	EXPECT_EQ(signal_named("256"), std::nullopt);
	EXPECT_EQ(signal_named(""), std::nullopt);
	EXPECT_EQ(signal_named("SIG"), std::nullopt);
}

TEST(Registry, NearestNames) {
	EXPECT_EQ(nearest_syscall("opneat"), "openat");
	EXPECT_EQ(nearest_syscall("read"), "read");
	EXPECT_EQ(nearest_syscall("completely_else"), "");
	EXPECT_EQ(nearest_class("flie"), "file");
	EXPECT_EQ(nearest_errno("ENONT"), "ENOENT");
	EXPECT_EQ(nearest_signal("sigtrem"), "SIGTERM");
}

} // namespace
