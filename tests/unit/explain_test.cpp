// SPDX-License-Identifier: BSD-2-Clause
// strobe explain and the texts of strobe info.
#include "plan/explain.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <fmt/format.h>

#include "front/coverage.h"
#include "front/explain.h"
#include "front/machine.h"
#include "front/sample.h"
#include "plan/compile.h"
#include "spec/words.h"

namespace strobe::front {
namespace {

using namespace spec;

std::string plan_of(std::string_view name) {
	const Row* row = row_named(name);
	const auto plan = plan::compile(*row, {});
	return plan ? plan::explain(*plan, {row->args.data(), row->n_args}) : plan.error().message;
}

TEST(PlanExplained, OneLineForEachOperation) {
	EXPECT_EQ(plan_of("openat"), "#0 entry: a string at pathname, at most 4096 bytes; if unreadable, again at exit\n");
	EXPECT_EQ(plan_of("readv"), "#0 exit: 16 * vlen bytes at vec, at most 528 bytes\n"
								"#1 exit: [u64 at +8] bytes at the pointer at +0 in each 16 bytes of #0, 33 times at "
								"most, at most 33 bytes, together as many as returned\n");
	EXPECT_EQ(plan_of("getsockname"), "#0 exit, unless failed: *addrlen bytes at addr, at most 128 bytes\n"
									  "#1 entry: 4 bytes at addrlen\n"
									  "#2 exit, unless failed: 4 bytes at addrlen\n");
	EXPECT_EQ(plan_of("getppid"), "");
}

TEST(PlanExplained, OtherPlacesAndLengths) {
	EXPECT_EQ(plan_of("read"), "#0 exit, unless failed: as many bytes as returned at buf, at most 33 bytes\n");
	EXPECT_NE(plan_of("execve").find("#1 entry: pointers up to NULL at argv"), std::string::npos);
	EXPECT_NE(plan_of("rt_sigreturn").find(" at the stack pointer + "), std::string::npos);
	EXPECT_NE(plan_of("select").find("#0 entry: nfds bits at readfds"), std::string::npos) << plan_of("select");
}

TEST(PlanExplained, EveryOperationHasALine) {
	for (const Row* row : rows()) {
		const auto plan = plan::compile(*row, {});
		ASSERT_TRUE(plan);
		const std::string text = plan::explain(*plan, {row->args.data(), row->n_args});
		EXPECT_EQ(std::ranges::count(text, '\n'), plan->n_ops) << row->name;
		EXPECT_EQ(text.find('?'), std::string::npos) << row->name << ": " << text;
	}
}

// ---- the whole text -------------------------------------------------------------------------------------------------

TEST(Explained, ACall) {
	const auto text = explained("openat", "");
	ASSERT_TRUE(text);
	EXPECT_EQ(*text,
			  "openat(dirfd, pathname, flags, mode) = fd\n"
			  "for example: openat(AT_FDCWD, \"/path\", O_RDONLY) = 3\n"
			  "\n"
			  "arguments\n"
			  "  dirfd     descriptor, or AT_FDCWD\n"
			  "  pathname  path, in\n" +
				  fmt::format("  flags     flags ({} names)\n", row_named("openat")->args[2].type.xlat->names.size()) +
				  "  mode      permissions, if flags has O_CREAT|__O_TMPFILE\n"
				  "\n"
				  "copied from memory\n"
				  "  #0 entry: a string at pathname, at most 4096 bytes; if unreadable, again at exit\n"
				  "\n"
				  "number   257 on x86-64, 295 on i386, 257 on x32\n"
				  "classes  %desc %file; may block\n"
				  "decoded  in full\n");
}

TEST(Explained, AFormByNameAndByNumber) {
	const auto by_name = explained("fcntl", "F_GETLK");
	const auto by_number = explained("fcntl", "5");
	const auto by_hex = explained("fcntl", "0x5");
	ASSERT_TRUE(by_name && by_number && by_hex);
	EXPECT_EQ(*by_name, *by_number);
	EXPECT_EQ(*by_name, *by_hex);
	EXPECT_NE(by_name->find("fcntl(3, F_GETLK, {l_type=F_RDLCK, "), std::string::npos) << *by_name;
	EXPECT_NE(explained("fcntl", "")->find(", F_GETLK, "), std::string::npos);
}

TEST(Explained, AFormByEachOfItsNames) {
	const auto text = explained("ioctl", "TCSETS");
	ASSERT_TRUE(text) << text.error().message;
	EXPECT_EQ(*text, *explained("ioctl", "SNDCTL_TMR_START"));
	EXPECT_FALSE(explained("ioctl", "or"));
	EXPECT_FALSE(explained("ioctl", " ")) << "a blank is no name";
}

TEST(Explained, FormsThatAreNotThere) {
	EXPECT_EQ(explained("fcntl", "F_NONE").error().message, "fcntl has no form for 'F_NONE'");
	EXPECT_EQ(explained("fcntl", "F_NONE").error().hint, "strobe explain fcntl lists them");
	EXPECT_EQ(explained("openat", "1").error().hint, "it has one form only");
}

TEST(Explained, EveryCallAndEveryFormHasText) {
	for (const Row* row : rows()) {
		const auto text = explained(std::string(row->name), "");
		ASSERT_TRUE(text) << row->name;
		EXPECT_NE(text->find(std::string(row->name) + "("), std::string::npos);
		if (!row->variants) continue;
		for (const Variant& v : row->variants->list) {
			const auto form = explained(std::string(row->name), std::to_string(v.value[0]));
			EXPECT_TRUE(form) << row->name << " " << v.value[0];
		}
	}
}

TEST(Sample, ReadsLikeALineOfTheTrace) {
	const auto line = [](std::string_view name) { return sample_line(Form(*row_named(name))); };
	EXPECT_EQ(line("read"), "read(3, \"data\", 0) = 4");
	EXPECT_EQ(line("fstat"), "fstat(3, {st_mode=000, st_size=0, ...}) = 0");
	EXPECT_EQ(line("connect"),
			  "connect(3, {sa_family=AF_INET, sin_port=htons(80), sin_addr=inet_addr(\"127.0.0.1\")}, 16) = 0");
	EXPECT_EQ(line("kill"), "kill(4711, SIGTERM) = 0");
	EXPECT_EQ(line("exit_group"), "exit_group(0) = ?");
}

// ---- coverage -------------------------------------------------------------------------------------------------------

TEST(Coverage, AddsUp) {
	for (unsigned a = 0; a < kAbis; a++) {
		const Coverage c = coverage_of(static_cast<Abi>(a));
		const auto table = table_of(static_cast<Abi>(a));
		EXPECT_EQ(c.numbers, table.size() - static_cast<size_t>(std::ranges::count(table, nullptr)));
		EXPECT_GT(c.rows, 300u);
		EXPECT_LE(c.rows, c.numbers);
		EXPECT_EQ(c.complete + c.incomplete.size(), c.rows);
		EXPECT_EQ(c.special, c.with_special.size());
		EXPECT_TRUE(std::ranges::is_sorted(c.incomplete));
		EXPECT_GT(c.variants, 100u);
	}
}

TEST(Coverage, NamesTheFunctionsOfARow) {
	EXPECT_EQ(special_functions(*row_named("fstat")), std::vector<std::string>{"stat"});
	EXPECT_TRUE(special_functions(*row_named("openat")).empty());
	EXPECT_FALSE(special_functions(*row_named("fcntl")).empty()) << "its variants have some";
}

TEST(Coverage, TextNamesCallsOnDemand) {
	EXPECT_EQ(coverage_text(false).find("Not decoded in full"), std::string::npos);
	const std::string all = coverage_text(true);
	EXPECT_NE(all.find("Not decoded in full on x86-64 ("), std::string::npos);
	for (const std::string& name : coverage_of(Abi::kX86_64).incomplete)
		EXPECT_NE(all.find(name), std::string::npos) << name;
}

// ---- the machine ----------------------------------------------------------------------------------------------------

TEST(Machine, TheChosenWordStandsInBrackets) {
	EXPECT_EQ(chosen_word("none [integrity] confidentiality"), "integrity");
	EXPECT_EQ(chosen_word("[none]"), "none");
	EXPECT_EQ(chosen_word(""), "");
	EXPECT_EQ(chosen_word("]x["), "");
}

TEST(Machine, MountsAreFoundByType) {
	constexpr std::string_view kMounts = "none /sys/kernel/tracing tracefs rw 0 0\n"
										 "cgroup /sys/fs/cgroup/cpu cgroup rw 0 0\n"
										 "none /a\033[2J cgroup2 rw 0 0\n"
										 "short\n";
	EXPECT_EQ(mount_point(kMounts, "tracefs"), "/sys/kernel/tracing");
	EXPECT_EQ(mount_point(kMounts, "cgroup2"), "/a?[2J") << "a path may be anybody's";
	EXPECT_EQ(mount_point(kMounts, "bpf"), "");
}

std::string remark(const Machine& m, std::string_view name) {
	for (const Fact& f : facts(m))
		if (f.name == name) return f.value + "|" + f.remark;
	return "?";
}

TEST(Machine, TellsWhatToChange) {
	Machine m;
	EXPECT_FALSE(m.may_trace());
	EXPECT_TRUE(remark(m, "capabilities").ends_with("; run as root, or with CAP_BPF and CAP_PERFMON"));
	m.capabilities = 1ull << 38 | 1ull << 39; // CAP_PERFMON, CAP_BPF
	EXPECT_TRUE(m.may_trace());
	EXPECT_TRUE(remark(m, "capabilities").starts_with("bpf perfmon|missing: sys_admin"));
	m.capabilities = 1ull << 21; // CAP_SYS_ADMIN
	EXPECT_TRUE(m.may_trace());
	m.lockdown = "confidentiality";
	EXPECT_EQ(remark(m, "lockdown"), "confidentiality|eBPF may not read memory; boot without lockdown=confidentiality");
	m.lockdown = "integrity";
	EXPECT_EQ(remark(m, "lockdown"), "integrity|");
	EXPECT_EQ(remark(m, "types (BTF)"), "none|use a kernel built with CONFIG_DEBUG_INFO_BTF=y, and mount sysfs");
	EXPECT_EQ(remark(m, "PREEMPT_RT"), "no|");
	EXPECT_EQ(remark(m, "tracefs"), "not mounted|strobe mounts its own, out of sight");
	m.capabilities = 0;
	EXPECT_EQ(remark(m, "tracefs"), "not mounted|mount -t tracefs nodev /sys/kernel/tracing");
}

} // namespace
} // namespace strobe::front
