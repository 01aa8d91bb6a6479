// SPDX-License-Identifier: BSD-2-Clause
// Addresses to names: of a list like /proc/kallsyms, and of this very process.
#include <cstring>
#include <fmt/format.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include "front/hit_stacks.h"
#include "plan/probe.h"
#include "report/groups.h"
#include "symbols/registers.h"
#include "symbols/stacks.h"

extern "C" __attribute__((noinline, used)) int strobe_symbols_test_function(int n) {
	return n * 3 + 1;
}

namespace strobe {

namespace {

TEST(KernelSymbols, NamesTheFunctionBelow) {
	const symbols::KernelSymbols kernel("ffffffff81000000 T _text\n"
										"ffffffff81000100 t vfs_read\n"
										"ffffffff81000100 t alias_of_it\n"
										"ffffffff81000180 d some_data\n"
										"ffffffff81000200 T vfs_write\n"
										"ffffffffc0000000 t do_it\t[ext4]\n");
	EXPECT_EQ(kernel.name(0xffffffff81000100), "vfs_read+0x0");
	EXPECT_EQ(kernel.name(0xffffffff810001ff), "vfs_read+0xff");
	EXPECT_EQ(kernel.name(0xffffffff81000210), "vfs_write+0x10");
	EXPECT_EQ(kernel.name(0xffffffffc0000008), "do_it+0x8 [ext4]");
	EXPECT_EQ(kernel.name(0x1000), "0x1000");
}

TEST(KernelSymbols, WithoutAddresses) {
	const symbols::KernelSymbols kernel("0000000000000000 T _text\n0000000000000000 t vfs_read\n");
	EXPECT_EQ(kernel.name(0xffffffff81000100), "0xffffffff81000100");
	EXPECT_EQ(symbols::KernelSymbols("").name(16), "0x10");
	EXPECT_EQ(symbols::KernelSymbols("garbage\n\n zz\n").name(16), "0x10");
}

uint64_t address_of_function() {
	return reinterpret_cast<uint64_t>(&strobe_symbols_test_function);
}

TEST(Process, NamesItsFunctions) {
	symbols::Process self(getpid(), {});
	EXPECT_EQ(self.name(address_of_function(), false).substr(0, 46), "strobe_symbols_test_function+0x0 (strobe_unit)");
	EXPECT_EQ(self.name(address_of_function() + 1, true).substr(0, 32), "strobe_symbols_test_function+0x1");
	EXPECT_EQ(self.name(16, false), "0x10");
}

TEST(Process, OfMappingsAlone) {
	// as if this file were mapped elsewhere in a process that has ended
	std::vector<symbols::Mapping> mappings;
	FILE* maps = std::fopen("/proc/self/maps", "re");
	char line[4096];
	uint64_t moved = 0;
	while (std::fgets(line, sizeof line, maps)) {
		unsigned long start = 0, end = 0, offset = 0;
		char path[4096] = "", flags[8] = "";
		if (std::sscanf(line, "%lx-%lx %7s %lx %*s %*s %4095s", &start, &end, flags, &offset, path) < 4) continue;
		if (start <= address_of_function() && address_of_function() < end) {
			mappings.push_back({.start = 0x10000000, .length = end - start, .offset = offset, .path = path});
			moved = 0x10000000 + (address_of_function() - start);
		}
	}
	std::fclose(maps);
	ASSERT_EQ(mappings.size(), 1u);
	symbols::Process gone(-1, mappings);
	EXPECT_EQ(gone.name(moved, false).substr(0, 32), "strobe_symbols_test_function+0x0");
	symbols::Process other(-1, std::vector<symbols::Mapping>{{1, 2, 3, "/nosuch/file"}, {1, 2, 3, "[vdso]"}});
	EXPECT_EQ(other.name(moved, false), fmt::format("{:#x}", moved));
}

TEST(Process, AStackThatMakesNoSense) {
	symbols::Process self(getpid(), {});
	std::vector<uint64_t> registers(STROBE_REGISTERS);
	registers[symbols::kProgramCounter] = address_of_function();
	registers[symbols::kStackPointer] = UINT64_MAX - 8;
	const std::vector<uint8_t> bytes(64, 0xff);
	const auto frames = self.unwind({registers, bytes});
	ASSERT_FALSE(frames.empty());
	EXPECT_EQ(frames[0], address_of_function());
	EXPECT_TRUE(self.unwind({}).empty());
}

// ---- hits and groups

event::Record stack_record(strobe_stack& s, uint32_t tid, uint64_t time) {
	s = {};
	s.h = {.size = sizeof s, .kind = STROBE_EV_STACK, .tid = tid, .pid = tid, .time = time};
	s.frames = 2;
	s.frame[0] = 0x10;
	s.frame[1] = 0x20;
	return *event::parse({reinterpret_cast<const uint8_t*>(&s), sizeof s});
}

event::Record hit_record(strobe_hit& h, uint32_t tid, uint64_t time) {
	h = {};
	h.h = {.size = sizeof h, .kind = STROBE_EV_HIT, .tid = tid, .pid = tid, .time = time};
	return *event::parse({reinterpret_cast<const uint8_t*>(&h), sizeof h});
}

TEST(HitStacks, BelongToTheHitOfTheSameTaskAndTime) {
	front::HitStacks stacks;
	const auto s = std::make_unique<strobe_stack>();
	strobe_hit h{};
	stacks.keep(stack_record(*s, 5, 100));
	stacks.keep(stack_record(*s, 5, 101)); // of an interrupt
	s->frames = 4000;                      // a forged one
	EXPECT_TRUE(stacks.take(hit_record(h, 5, 101)));
	const auto outer = stacks.take(hit_record(h, 5, 100));
	ASSERT_TRUE(outer);
	EXPECT_EQ(outer->kernel, (std::vector<std::string>{"0x10", "0x20"}));
	EXPECT_TRUE(outer->user.empty());
	EXPECT_FALSE(stacks.take(hit_record(h, 5, 100)));
	for (uint64_t time = 0; time < 200; time++) stacks.keep(stack_record(*s, 6, time));
	EXPECT_FALSE(stacks.take(hit_record(h, 6, 0))) << "those that nobody takes are forgotten";
}

TEST(HitStacks, StandBelowTheirGroup) {
	const std::vector<spec::ProbeRow> rows = {{.name = "a:b", .fields = {}}};
	const auto plans = plan::compile_probes(rows, {.count = true, .by = "kstack, pid"});
	ASSERT_TRUE(plans) << plans.error().message;
	EXPECT_EQ(plans->plans[0].key[0].value.source, STROBE_SRC_KSTACK);
	report::Groups g{.keys = plans->keys, .probes = {}};
	g.frames = [](const spec::GroupKey&, uint64_t number) {
		return number == 7 ? std::vector<std::string>{"vfs_read+0x1", "ksys_read+0x2"} : std::vector<std::string>{};
	};
	for (const uint64_t number : {7u, 8u}) {
		std::vector<uint8_t> key(16);
		std::memcpy(key.data(), &number, sizeof number);
		key[8] = 42;
		g.rows.push_back({.key = key, .count = number});
	}
	EXPECT_EQ(report::group_table(g), "     COUNT  PID\n"
									  "         7  42\n"
									  "            vfs_read+0x1\n"
									  "            ksys_read+0x2\n"
									  "         8  42\n"
									  "            (no kstack)\n");
	EXPECT_NE(report::group_objects(g, 1, 2).find(R"({"array":["vfs_read+0x1","ksys_read+0x2"]})"), std::string::npos);
}

} // namespace

} // namespace strobe
