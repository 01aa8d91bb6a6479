// SPDX-License-Identifier: BSD-2-Clause
// Probes without a kernel: format files become rows, expressions become predicates, records become values; what is
// wrong is refused in the right words.
#include <gtest/gtest.h>

#include <cstring>
#include <filesystem>
#include <fmt/format.h>
#include <fstream>
#include <sstream>

#include "cli/parse.h"
#include "decode/hit.h"
#include "out/text.h"
#include "plan/operand.h"
#include "plan/predicate.h"
#include "plan/probe.h"
#include "report/groups.h"
#include "tests/schema.h"
#include "types/format.h"
#include "types/tracefs.h"

namespace strobe {
namespace {

using Args = std::vector<std::string>;

std::string content(const std::string& name) {
	std::stringstream s;
	s << std::ifstream(std::string(STROBE_FORMATS) + "/" + name).rdbuf();
	return s.str();
}

spec::ProbeRow row(const std::string& name) {
	const auto r = types::parse_format(content(name + ".format"), "test:" + name);
	EXPECT_TRUE(r) << r.error().message;
	return r ? *r : spec::ProbeRow{};
}

// ---- format files

std::string dumped(const spec::ProbeRow& r) {
	static constexpr const char* kShapes[] = {"signed", "unsigned", "pointer", "text", "array"};
	static constexpr const char* kPlaces[] = {"", " dynamic", " relative", " in memory"};
	std::string text;
	for (const spec::ProbeField& f : r.fields) {
		text += fmt::format("{}: {}{} at {} size {}", f.name, kShapes[static_cast<int>(f.shape)],
							kPlaces[static_cast<int>(f.place)], f.offset, f.size);
		if (f.shape == spec::Shape::kArray)
			text += fmt::format(" of {}{}", f.signed_element ? 's' : 'u', 8 * f.element);
		text += '\n';
	}
	return text;
}

TEST(Format, ATracepoint) {
	EXPECT_EQ(dumped(row("sched_process_exec")), "filename: text dynamic at 8 size 0\n"
												 "pid: signed at 12 size 4\n"
												 "old_pid: signed at 16 size 4\n");
	EXPECT_EQ(row("sched_process_exec").size, 20u);
	EXPECT_EQ(dumped(row("inet_sock_set_state")), "skaddr: pointer at 8 size 8\n"
												  "oldstate: signed at 16 size 4\n"
												  "newstate: signed at 20 size 4\n"
												  "sport: unsigned at 24 size 2\n"
												  "dport: unsigned at 26 size 2\n"
												  "family: unsigned at 28 size 2\n"
												  "protocol: unsigned at 30 size 2\n"
												  "saddr: array at 32 size 4 of u8\n"
												  "daddr: array at 36 size 4 of u8\n"
												  "saddr_v6: array at 40 size 16 of u8\n"
												  "daddr_v6: array at 56 size 16 of u8\n");
}

// Arguments stand in words of 8 bytes, "unsigned" for the format file: an int is the lower half of its word.
TEST(Format, ArgumentsOfCallsHaveTheirOwnWidth) {
	EXPECT_EQ(dumped(row("sys_enter_openat")), "__syscall_nr: signed at 8 size 4\n"
											   "dfd: signed at 16 size 4\n"
											   "filename: text in memory at 24 size 4095\n"
											   "flags: signed at 32 size 4\n"
											   "mode: unsigned at 40 size 2\n");
	EXPECT_EQ(dumped(row("sys_exit_openat")), "__syscall_nr: signed at 8 size 4\n"
											  "ret: signed at 16 size 8\n");
}

// Of const char * what it points to; before a size, the address.
TEST(Format, TextsAreFollowed) {
	const auto parsed = [](const std::string& fields, const char* name) {
		const auto r = types::parse_format("format:\n" + fields, name);
		EXPECT_TRUE(r) << r.error().message;
		return r ? *r : spec::ProbeRow{};
	};
	const std::string buf = "field:const char * buf;\toffset:8;\tsize:8;\tsigned:0;\n";
	const spec::ProbeRow call = parsed(buf, "syscalls:sys_enter_unlink"), other = parsed(buf, "a:b");
	EXPECT_TRUE(call.fields[0].walk.user);
	EXPECT_FALSE(other.fields[0].walk.user) << "the address tells";
	EXPECT_EQ(other.size, 16u);
	const spec::ProbeRow write = parsed(buf + "field:size_t count;\toffset:16;\tsize:8;\tsigned:0;\n", "a:b");
	EXPECT_EQ(dumped(write), "buf: pointer at 8 size 8\ncount: unsigned at 16 size 8\n");
	const auto address = plan::resolve("buf:ptr", call);
	ASSERT_TRUE(address) << address.error().message;
	EXPECT_EQ(address->shape, spec::Shape::kPointer);
	EXPECT_TRUE(address->place == spec::Place::kFixed && address->offset == 8 && address->size == 8);
	EXPECT_EQ(plan::resolve("comm:ptr", call).error().message, "'comm' is no address, so ':ptr' has no meaning");
}

TEST(Format, OddShapes) {
	EXPECT_EQ(dumped(row("odd")), "msg: text relative at 8 size 0\n"
								  "name: text at 12 size 16\n"
								  "when: array at 32 size 16 of u8\n"
								  "zone: unsigned at 48 size 4\n"
								  "step: array at 52 size 6 of s16\n"
								  "argv: pointer at 64 size 8\n"
								  "raw: array dynamic at 72 size 0 of u8\n"
								  "words: array at 80 size 16 of u64\n"
								  "yes: unsigned at 96 size 1\n"
								  "big: signed at 104 size 8\n");
	EXPECT_NE(dumped(row("dma_map_sg")).find(" of u64"), std::string::npos);
}

TEST(Format, NonsenseIsRefused) {
	const auto refused = [](const std::string& line) {
		const auto r = types::parse_format("format:\n" + line + "\n", "a:b");
		return r ? "taken" : r.error().message;
	};
	EXPECT_EQ(refused("field:int x;\toffset:8;\tsize:4;\tsigned:1;"), "taken");
	for (const char* line : {"field:int x;\tsize:4;", "field:int x;\toffset:8;", "field:int;\toffset:8;\tsize:4;",
							 "field:x;\toffset:8;\tsize:4;", "field:int x y!;\toffset:8;\tsize:4;",
							 "field:int x;\toffset:-8;\tsize:4;", "field:int x;\toffset:8;\tsize:99999999;",
							 "field:int x;\toffset:4;\tsize:4;", "field:int x;\toffset:8;\tsize:0;",
							 "field:int x];\toffset:8;\tsize:4;", "field:int x;\toffset:65536;\tsize:4;"})
		EXPECT_EQ(refused(line), fmt::format("the format of a:b makes no sense: '{}'", line));
	EXPECT_EQ(refused(""), "the format of a:b makes no sense: ''");
}

// ---- predicates

std::string compiled(const std::string& where, const std::string& format = "sys_enter_openat") {
	const std::vector rows = {row(format)};
	const auto plans = plan::compile_probes(rows, {.where = where});
	if (!plans) return plans.error().message + (plans.error().hint.empty() ? "" : "\nhint: " + plans.error().hint);
	return plan::explain_predicate(plans->plans[0]);
}

TEST(Predicate, Comparisons) {
	EXPECT_EQ(compiled("pid == 1"), "push pid\npush 1\neq\n");
	EXPECT_EQ(compiled("dfd != -100"), "push field s32@16\npush -100\nne\n");
	EXPECT_EQ(compiled("0x1f <= cpu"), "push 31\npush cpu\nle signed\n");
	EXPECT_EQ(compiled("ret == -ENOENT", "sys_exit_openat"), "push field s64@16\npush -2\neq\n");
	EXPECT_EQ(compiled("ret < 0", "sys_exit_openat"), "push field s64@16\npush 0\nlt signed\n");
	EXPECT_EQ(compiled("words", "sys_exit_openat").substr(0, 7), "--where");
	EXPECT_EQ(compiled("pid", "sched_process_exec"), "push pid\n");
	EXPECT_EQ(compiled("args.pid == 1", "sched_process_exec"), "push field s32@12\npush 1\neq\n");
	EXPECT_EQ(compiled("mode == 0644"), "push field u16@40\npush 420\neq\n");
	EXPECT_EQ(compiled("pid != 0 && pid < 0x10"), "push pid\npush 0\nne\nunless +3\npush pid\npush 16\nlt signed\n");
}

// Eight bytes without sign are compared without it; all else fits into a signed number.
TEST(Predicate, Signs) {
	EXPECT_EQ(compiled("skaddr > 5", "inet_sock_set_state"), "push field u64@8\npush 5\ngt\n");
	EXPECT_EQ(compiled("sport > 5", "inet_sock_set_state"), "push field u16@24\npush 5\ngt signed\n");
	EXPECT_EQ(compiled("oldstate < 0x8000000000000000", "inet_sock_set_state"),
			  "push field s32@16\npush -9223372036854775808\nlt\n");
	EXPECT_EQ(compiled("skaddr & 1 > 0", "inet_sock_set_state"), "push field u64@8\npush 1\nand\npush 0\ngt\n");
}

TEST(Predicate, BitsBindTighterThanComparisons) {
	EXPECT_EQ(compiled("flags & 0x40 == 64 && !(mode & 1)"),
			  "push field s32@32\npush 64\nand\npush 64\neq\nunless +4\npush field u16@40\npush 1\nand\nnot\n");
}

TEST(Predicate, OneSideMayDecide) {
	EXPECT_EQ(compiled("pid == 1 || uid == 0 && cpu == 2"),
			  "push pid\npush 1\neq\nif +7\npush uid\npush 0\neq\nunless +3\npush cpu\npush 2\neq\n");
	EXPECT_EQ(compiled("(pid == 1 || uid == 0) && cpu"),
			  "push pid\npush 1\neq\nif +3\npush uid\npush 0\neq\nunless +1\npush cpu\n");
}

TEST(Predicate, Texts) {
	EXPECT_EQ(compiled("comm == \"a*b\""), "match comm a*b\n");
	EXPECT_EQ(compiled("comm ~ nginx*"), "match comm nginx*\n");
	EXPECT_EQ(compiled("'sh' != comm"), "match comm sh\nnot\n");
	EXPECT_EQ(compiled("filename ~ \"*.so\"", "sched_process_exec"), "match dynamic@8 *.so\n");
	EXPECT_EQ(compiled("filename == \"/etc/fstab\""), "match string u32760@0 /etc/fstab\n");
	EXPECT_EQ(compiled("comm ~ \"s?\"", "sched_process_exit"), "match comm s?\n");
	EXPECT_EQ(compiled("args.comm ~ s", "sched_process_exit"), "match chars u128@8 s\n");
	// a glob's * is another byte than a text's
	const std::vector rows = {row("sched_process_exec")};
	const auto equal = plan::compile_probes(rows, {.where = "comm == \"*\""}),
			   like = plan::compile_probes(rows, {.where = "comm ~ \"*\""});
	EXPECT_EQ(equal->plans[0].pattern[0][0], '*');
	EXPECT_EQ(like->plans[0].pattern[0][0], STROBE_ANY_TEXT);
}

struct Wrong {
	std::string where, message;
};

TEST(Predicate, WrongExpressions) {
	const std::string value = "\nhint: a value is a field, a number or a \"text\"";
	const std::string fields = "\nhint: its fields are filename, pid, old_pid; besides there are pid, tid, uid, cpu, "
							   "cgroup, comm; a text needs quotes";
	const std::string number = "--where: not a number at ",
					  numbers = "\nhint: write 42, -42, 0x2a, 0644 or, of a time, 10ms";
	const std::string operators = "\nhint: operators are == != < <= > >= & ~ && || !";
	const Wrong list[] = {
		{"pid = 1", "--where: = is no operator at '= 1'\nhint: write == to compare"},
		{"pid == 1 | uid", "--where: | is no operator at '| uid'\nhint: write || for or"},
		{"pid 1", "--where: expected an operator at '1'" + operators},
		{"pid + 1", "--where: expected an operator at '+ 1'" + operators},
		{"pid == 1 &&", "--where: expected a value at the end" + value},
		{"== 1", "--where: expected a value at '== 1'" + value},
		{"   ", "--where: expected a value at the end" + value},
		{"(pid == 1", "--where: a '(' without ')' at the end"},
		{"pid == 1)", "--where: a ')' without '(' at ')'"},
		{"comm == \"a", "--where: a quote without its other half at '\"a'"},
		{"1 < pid < 3", "--where: a comparison of a comparison at '3'\nhint: join them with &&"},
		{"pid == 12x", number + "'12x'" + numbers},
		{"pid == 0x", number + "'0x'" + numbers},
		{"pid == -", number + "'-'" + numbers},
		{"pid == 08", number + "'08'\nhint: a leading 0 makes it octal, such as 0644"},
		{"pid == 99999999999999999999",
		 "--where: too large a number at '99999999999999999999'\nhint: numbers have 64 bits"},
		{"comm ~", "--where: expected a pattern at the end\nhint: such as ~ \"*.so\""},
		{"1 ~ x", "--where: ~ needs the name of a text on its left side\nhint: such as comm ~ \"nginx*\""},
		{"nosuch == 1", "--where: test:sched_process_exec has no field 'nosuch'" + fields},
		{"filenam ~ x", "--where: test:sched_process_exec has no field 'filenam'\nhint: did you mean 'filename'?"},
		{"duration > 1", "--where: test:sched_process_exec has no duration\n"
						 "hint: returns have one: fexit:, kretprobe:, kfunc:, uretprobe:"},
		{"args.comm == \"x\"", "--where: test:sched_process_exec has no field 'comm'\nhint: did you mean 'comm'?"},
		{"comm == bash",
		 "--where: test:sched_process_exec has no field 'bash'\nhint: a text needs quotes: comm == \"bash\""},
		{"comm", "--where: 'comm' of test:sched_process_exec is a text\n"
				 "hint: compare it: comm == \"...\", or with a pattern: comm ~ \"*...\""},
		{"comm < \"x\"", "--where: 'comm' of test:sched_process_exec is a text\n"
						 "hint: compare it: comm == \"...\", or with a pattern: comm ~ \"*...\""},
		{"pid ~ x",
		 "--where: 'pid' of test:sched_process_exec is a number\nhint: compare it with == != < <= > >= or &"},
		{"pid == \"x\"", "--where: 'pid' of test:sched_process_exec is a number\nhint: compare it with a number"},
		{"\"a\"", "--where: the text \"a\" stands where a number or a comparison is expected"},
		{"\"a\" == \"a\"", "--where: a text can only be compared with a \"text\" in quotes"},
		{"pid == -EFOO",
		 "--where: '-EFOO' is no error's name\nhint: only numbers and names such as -ENOENT have a minus"},
		{"comm == \"" + std::string(64, 'x') + "\"",
		 "--where: the text \"" + std::string(64, 'x') + "\" is too long\nhint: at most 63 characters"},
		{std::string(100, '('), "--where: too deeply nested at '" + std::string(24, '(') + "'"},
	};
	for (const Wrong& w : list) EXPECT_EQ(compiled(w.where, "sched_process_exec"), w.message) << w.where;
	EXPECT_EQ(compiled("saddr == 1", "inet_sock_set_state"),
			  "--where: 'saddr' of test:inet_sock_set_state is an array\nhint: numbers and texts can be compared");
}

TEST(Predicate, LimitsOfTheKernelSide) {
	std::string longer = "pid == 1";
	for (int i = 0; i < 15; i++) longer += " || pid == 1";
	EXPECT_EQ(compiled(longer).substr(0, 8), "push pid"); // 63 instructions
	const std::string too_long = "--where: the expression is too long for the kernel side\n"
								 "hint: at most 64 names, numbers and operators, 8 of them waiting at once";
	EXPECT_EQ(compiled(longer + " || pid == 1"), too_long);
	std::string chain = "1";
	for (int i = 0; i < 60'000; i++) chain += "&1";
	EXPECT_EQ(compiled(chain).substr(0, 30), "--where: too many operators at");
	EXPECT_EQ(compiled("1 & (1 & (1 & (1 & (1 & (1 & (1 & (1 & pid)))))))"), too_long);
	std::string texts = "comm == \"a\"";
	for (int i = 0; i < 8; i++) texts += " || comm == \"a\"";
	EXPECT_EQ(compiled(texts), "--where: too many texts in one expression\nhint: at most 8");
}

// ---- keys

std::string keys(const std::string& by, const std::vector<std::string>& formats) {
	std::vector<spec::ProbeRow> rows;
	for (const std::string& f : formats) rows.push_back(row(f));
	const auto plans = plan::compile_probes(rows, {.count = true, .by = by});
	if (!plans) return plans.error().message;
	std::string text = fmt::format("{}:", plans->key_size);
	for (const spec::GroupKey& k : plans->keys) text += fmt::format(" {}@{}+{}", k.name, k.at, k.size);
	return text;
}

TEST(Keys, HaveTheSamePlaceInEveryPlan) {
	EXPECT_EQ(keys("", {"sched_process_exec"}), "8: probe@0+8");
	EXPECT_EQ(keys("comm, pid ,filename", {"sched_process_exec"}), "152: comm@0+16 pid@16+8 filename@24+128");
	EXPECT_EQ(keys("args.comm", {"sched_process_exit"}), "24: args.comm@0+24");
	EXPECT_EQ(keys("comm,,pid", {"sched_process_exec"}), "--by has a name missing");
	EXPECT_EQ(keys("a,b,c,d,e", {"sched_process_exec"}), "--by has more than 4 names");
	EXPECT_EQ(keys("saddr", {"inet_sock_set_state"}), "--by: 'saddr' of test:inet_sock_set_state is an array");
	EXPECT_EQ(keys("filename", {"sched_process_exec", "sys_enter_openat"}), "128: filename@0+128");
	std::vector rows = {row("sched_process_exec"), row("sys_enter_openat")};
	rows[1].fields[2].shape = spec::Shape::kPointer;
	EXPECT_EQ(plan::compile_probes(rows, {.count = true, .by = "filename"}).error().message,
			  "--by: 'filename' is a number in test:sys_enter_openat, but a text in test:sched_process_exec");
}

/// The table of one hit of each of two probes with a field of 32 bits that is 1 or -1.
std::string table_of(const std::vector<spec::ProbeRow>& rows, const std::string& by) {
	const auto plans = plan::compile_probes(rows, {.count = true, .by = by});
	if (!plans) return plans.error().message;
	const std::vector<std::string> names = {"a", "b\x1b[m"};
	report::Groups g{.keys = plans->keys, .probes = names};
	for (uint64_t i = 0; i < rows.size(); i++) {
		std::vector<uint8_t> key(plans->key_size);
		for (const spec::GroupKey& k : plans->keys) {
			const uint64_t v = k.is_probe ? i : i ? UINT64_MAX : 1;
			std::memcpy(key.data() + k.at, &v, sizeof v);
		}
		g.rows.push_back({.key = key, .count = 2 - i});
	}
	return report::group_table(g);
}

TEST(Keys, NamesAreThoseOfAllProbesOrOfTheGroupsOwn) {
	const auto named = [](const char* name, spec::ListedNames::List list) {
		spec::ProbeRow r{.name = name, .fields = {}};
		r.fields.push_back({.name = "flags", .type = "int", .shape = spec::Shape::kSigned, .offset = 8, .size = 4});
		r.fields[0].names = std::make_shared<spec::ListedNames>(std::move(list));
		return r;
	};
	const spec::ListedNames::List one = {{1, "ONE"}, {UINT64_MAX, "NONE"}}, other = {{1, "I"}, {UINT64_MAX, "ALL"}};
	const std::vector same = {named("a", one), named("b", one)}, different = {named("a", one), named("b", other)};
	const std::string head = "     COUNT  FLAGS\n";
	EXPECT_EQ(table_of(same, "flags"), head + "         2  ONE\n         1  NONE\n");
	EXPECT_EQ(table_of(different, "flags"), head + "         2  1\n         1  -1\n");
	EXPECT_EQ(table_of(different, "flags, probe"), "     COUNT  FLAGS  PROBE\n"
												   "         2  ONE    a\n"
												   "         1  ALL    b\\33[m\n");
	EXPECT_EQ(table_of(same, "flags:hex"), "     COUNT  FLAGS:HEX\n         2  0x1\n         1  0xffffffff\n");
}

// ---- records

/// A hit whose fixed part is `fixed`; the capture `number` is `text`.
std::vector<uint8_t> record(const std::vector<uint8_t>& fixed, uint8_t number, std::string_view text, uint32_t want) {
	std::vector<uint8_t> bytes(sizeof(strobe_hit));
	const auto piece = [&](uint8_t op, uint64_t addr, std::string_view content, uint32_t wanted) {
		const strobe_piece p{.addr = addr, .len = static_cast<uint32_t>(content.size()), .want = wanted, .op = op};
		const auto* raw = reinterpret_cast<const uint8_t*>(&p);
		bytes.insert(bytes.end(), raw, raw + sizeof p);
		bytes.insert(bytes.end(), content.begin(), content.end());
		bytes.resize((bytes.size() + 7) & ~size_t{7});
	};
	piece(0, 8, {reinterpret_cast<const char*>(fixed.data()), fixed.size()}, static_cast<uint32_t>(fixed.size()));
	piece(number, 8, text, want);
	strobe_hit h{};
	h.h = {.size = static_cast<uint32_t>(bytes.size()), .kind = STROBE_EV_HIT, .pieces = 2};
	std::memcpy(bytes.data(), &h, sizeof h);
	return bytes;
}

std::string printed(const spec::ProbeRow& r, const std::vector<uint8_t>& bytes) {
	const auto parsed = event::parse(bytes);
	if (!parsed) return "malformed";
	TextBuf line;
	out::TextSink sink(line);
	decode::fields(r.fields, *parsed, sink);
	return std::string(line.view());
}

TEST(Hit, PrintsItsFields) {
	const std::vector<uint8_t> fixed = {20, 0, 9, 0, 57, 48, 0, 0, 0xff, 0xff, 0xff, 0xff};
	const spec::ProbeRow exec = row("sched_process_exec");
	EXPECT_EQ(printed(exec, record(fixed, 1, std::string_view("/bin/\x1b[1m\0", 10), 10)),
			  R"(filename="/bin/\33[1m", pid=12345, old_pid=-1)");
	EXPECT_EQ(printed(exec, record(fixed, 1, "/bin", 9000)), R"(filename="/bin"..., pid=12345, old_pid=-1)");
	EXPECT_EQ(printed(exec, record(fixed, 2, "/bin", 4)), "filename=?, pid=12345, old_pid=-1");
	EXPECT_EQ(printed(exec, record({1, 2, 3, 4, 57, 48, 0, 0}, 1, "", 0)), R"(filename="", pid=12345, old_pid=?)");
}

TEST(Hit, WhatFoundNoRoomIsNotTakenForUnreadable) {
	auto bytes = record(std::vector<uint8_t>(12), 2, "/bin", 4);
	strobe_event h{};
	std::memcpy(&h, bytes.data(), sizeof h);
	h.flags |= STROBE_F_CUT;
	std::memcpy(bytes.data(), &h, sizeof h);
	EXPECT_EQ(printed(row("sched_process_exec"), bytes), "filename=..., pid=0, old_pid=0");
}

TEST(Hit, EveryShape) {
	std::vector<uint8_t> fixed(104);
	const auto put = [&](size_t offset, std::initializer_list<uint8_t> bytes) {
		std::ranges::copy(bytes, fixed.begin() + static_cast<ptrdiff_t>(offset - 8));
	};
	put(12, {'a', '"'});
	put(48, {3});
	put(52, {0xff, 0xff, 1, 0, 0, 0x80});
	put(64, {0xef, 0xbe});
	put(80, {1, 0, 0, 0, 0, 0, 0, 0, 2});
	put(96, {1});
	put(104, {0xfe, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff});
	EXPECT_EQ(
		printed(row("odd"), record(fixed, 1, "hello", 5)),
		R"(msg="hello", name="a\"", when=[0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0], zone=3, step=[-1, 1, -32768], )"
		R"(argv=0xbeef, raw=?, words=[1, 2], yes=1, big=-2)");
}

TEST(Hit, CutRecordsAreMalformedOrIncomplete) {
	const spec::ProbeRow exec = row("sched_process_exec");
	const auto whole = record(std::vector<uint8_t>(12), 1, "/bin/ls", 8);
	for (size_t n = 0; n < whole.size(); n += 8) {
		std::vector<uint8_t> part(whole.begin(), whole.begin() + static_cast<ptrdiff_t>(n));
		if (n >= sizeof(uint32_t)) std::memcpy(part.data(), &n, sizeof(uint32_t));
		EXPECT_EQ(printed(exec, part), "malformed") << n;
	}
}

// ---- tables

std::vector<uint8_t> key(std::string_view comm, uint64_t n) {
	std::vector<uint8_t> k(24);
	std::ranges::copy(comm, k.begin());
	std::memcpy(k.data() + 16, &n, sizeof n);
	return k;
}

TEST(Groups, TableAndObjects) {
	const std::vector<spec::GroupKey> by = {{.name = "comm", .shape = spec::Shape::kText, .at = 0, .size = 16},
											{.name = "ret", .shape = spec::Shape::kSigned, .at = 16, .size = 8}};
	report::Groups g{.keys = by, .probes = {}, .other = 7};
	g.rows = {{key("cat", 0), 5}, {key("bash", static_cast<uint64_t>(-2)), 12}, {key("a\nb", 1), 5}};
	report::sort(g, 0);
	EXPECT_EQ(report::group_table(g), "     COUNT  COMM    RET\n"
									  "        12  \"bash\"  -2\n"
									  "         5  \"a\\nb\"  1\n"
									  "         5  \"cat\"   0\n"
									  "         7  (other)\n");
	test::Schema schema(STROBE_SCHEMA);
	std::istringstream lines(report::group_objects(g, 1, 2));
	std::string line, first;
	for (unsigned n = 0; std::getline(lines, line); n++) {
		if (!n) first = line;
		EXPECT_EQ(schema.errors_of(line), "") << line;
	}
	EXPECT_EQ(
		first,
		R"({"type":"group","time_ns":1,"wall_ns":2,"by":[{"name":"comm","value":"bash"},{"name":"ret","value":-2}],"count":12})");
	EXPECT_EQ(line, "");
	report::sort(g, 1);
	EXPECT_EQ(g.rows.size(), 1u);
}

// ---- command lines

std::string said(Args args) {
	args.insert(args.begin(), "probe");
	std::vector<char*> argv;
	for (std::string& word : args) argv.push_back(word.data());
	testing::internal::CaptureStderr();
	const auto parsed = cli::parse_probe({.name = "strobe"}, static_cast<int>(argv.size()), argv.data());
	const std::string err = testing::internal::GetCapturedStderr() + parsed.err;
	if (!parsed.options) return err;
	std::string text;
	for (const auto& s : parsed.options->specs) text += s.category + ":" + s.name + " ";
	text += parsed.options->system_wide ? "everywhere" : "";
	for (const int pid : parsed.options->pids) text += fmt::format("pid {} ", pid);
	for (const std::string& word : parsed.options->command) text += "[" + word + "]";
	return text + parsed.options->where + (parsed.options->follow ? " follow" : "");
}

TEST(ProbeOptions, SpecsThenACommand) {
	EXPECT_EQ(said({"t:a:b"}), "a:b everywhere");
	EXPECT_EQ(said({"tracepoint:a:*", "t:c:d", "-G"}), "a:* c:d everywhere");
	EXPECT_EQ(said({"t:a:b", "ls", "-l"}), "a:b [ls][-l]");
	EXPECT_EQ(said({"-f", "t:a:b", "--where", "x == 1", "t:c:d", "ls", "t:e:f"}), "a:b c:d [ls][t:e:f]x == 1 follow");
	EXPECT_EQ(said({"t:a:b", "--", "t:c:d"}), "a:b [t:c:d]");
	EXPECT_EQ(said({"t:a:b", "-p", "1,2"}), "a:b pid 1 pid 2 ");
	EXPECT_EQ(said({"t:a:b", "./x:y"}), "a:b [./x:y]");
	EXPECT_EQ(said({"t:a:b", "host:80"}), "a:b [host:80]");
}

TEST(ProbeOptions, WrongCommandLines) {
	const std::string help = "Try 'strobe probe -h' for more information.\n";
	const std::string spec_hint =
		"hint: write tracepoint:CATEGORY:NAME or kfunc:FUNCTION; strobe probe -l lists what there is\n";
	EXPECT_EQ(said({}), "strobe probe: must have a probe\n" + spec_hint);
	EXPECT_EQ(said({"ls"}), "strobe probe: 'ls' is not a probe\n" + spec_hint);
	EXPECT_EQ(said({"--", "t:a:b"}), "strobe probe: must have a probe\n" + spec_hint);
	EXPECT_EQ(said({"tracepont:a:b"}),
			  "strobe probe: unknown kind of probe 'tracepont'\nhint: did you mean 'tracepoint'?\n");
	EXPECT_EQ(said({"t:a:b", "krpobe:x"}),
			  "strobe probe: unknown kind of probe 'krpobe'\nhint: did you mean 'kprobe'?\n");
	EXPECT_EQ(said({"foo:a:b"}), "strobe probe: unknown kind of probe 'foo'\n" + spec_hint);
	EXPECT_EQ(said({"t:a"}), "strobe probe: 't:a' is not a tracepoint\n"
							 "hint: write tracepoint:CATEGORY:NAME, such as tracepoint:sched:sched_process_exec\n");
	EXPECT_EQ(said({"t:a:b:c"}), "strobe probe: 't:a:b:c' is not a tracepoint\n"
								 "hint: write tracepoint:CATEGORY:NAME, such as tracepoint:sched:sched_process_exec\n");
	EXPECT_EQ(said({"t:../x:y"}), "strobe probe: 't:../x:y' is not a tracepoint\n"
								  "hint: names hold no '/': tracepoint:CATEGORY:NAME\n");
	EXPECT_EQ(said({"interval:1"}),
			  "strobe probe: 'interval:1' has no unit\nhint: write interval:1ms or interval:1s\n");
	EXPECT_EQ(said({"t:a:b", "-G", "-p", "1"}),
			  "strobe probe: -G/--system-wide and -p/--attach are mutually exclusive\n" + help);
	EXPECT_EQ(said({"t:a:b", "-G", "ls"}),
			  "strobe probe: -G/--system-wide and PROG [ARGS] are mutually exclusive\n" + help);
	EXPECT_EQ(said({"t:a:b", "--by", "pid"}), "strobe probe: --by needs --count\nhint: add --count\n");
	EXPECT_EQ(said({"t:a:b", "--every", "1s"}), "strobe probe: --every needs --count\nhint: add --count\n");
	EXPECT_EQ(said({"t:a:b", "--top", "1"}), "strobe probe: --top needs --count\nhint: add --count\n");
	EXPECT_EQ(said({"t:a:b", "--count", "--max-events", "1"}),
			  "strobe probe: --max-events and --count are mutually exclusive\nhint: --duration ends a count\n");
	EXPECT_EQ(said({"t:a:b", "--top", "0", "--count"}), "strobe probe: invalid --top argument: '0'\n" + help);
	EXPECT_EQ(said({"t:a:b", "--duration", "5"}), "strobe probe: the time '5' has no unit\nhint: write 5s or 5ms\n");
	EXPECT_EQ(said({"t:a:b", "--duration", "soon"}), "strobe probe: invalid --duration argument: 'soon'\n" + help);
	EXPECT_EQ(said({"t:a:b", "-p", "x"}), "strobe probe: Invalid process id: 'x'\n");
	EXPECT_EQ(said({"t:a:b", "-v"}), "strobe probe: -v/--verbose goes with -l/--list\n" + help);
	for (const Args& more :
		 {Args{"--count"}, Args{"-f"}, Args{"-G"}, Args{"-k"}, Args{"--comm", "x"}, Args{"--uid", "0"},
		  Args{"--cgroup", "/"}, Args{"--format", "x"}, Args{"--top", "1"}, Args{"--every", "1s"},
		  Args{"--max-events", "1"}, Args{"--duration", "1s"}, Args{"--", "ls"}}) {
		Args words = {"-l"};
		words.insert(words.end(), more.begin(), more.end());
		EXPECT_EQ(said(words),
				  "strobe probe: -l/--list lists probes and runs none: it takes patterns, -p, -v and -o\n" + help)
			<< more[0];
	}
	EXPECT_EQ(said({"-l", "-p", "1", "-v", "-o", "x", "t:a:b"}), "pid 1 ");
	EXPECT_EQ(said({"t:a:b", "-x"}), "strobe probe: invalid option -- 'x'\n" + help);
}

// ---- the list

TEST(Tracefs, FindsByGlobAndByWhatWasMeant) {
	char folder[] = "/tmp/strobe-tracefs-XXXXXX";
	ASSERT_NE(mkdtemp(folder), nullptr);
	const std::string root = folder;
	std::filesystem::create_directories(root + "/events/sched/sched_switch");
	std::ofstream(root + "/available_events") << "sched:sched_switch\nsched:sched_wakeup\nnet:netif_rx\n";
	std::ofstream(root + "/events/sched/sched_switch/format") << content("sched_process_exec.format");
	const types::Tracefs tracefs(root);
	EXPECT_EQ(tracefs.matching("sched:*").size(), 2u);
	EXPECT_EQ(tracefs.matching("*:*_rx"), Args{"net:netif_rx"});
	EXPECT_EQ(tracefs.matching("net"), Args{"net:netif_rx"});
	EXPECT_EQ(tracefs.matching("*wakeup"), Args{"sched:sched_wakeup"});
	EXPECT_TRUE(tracefs.matching("nosuch:*").empty());
	EXPECT_EQ(tracefs.nearest("sched:sched_swich"), "sched:sched_switch");
	EXPECT_EQ(tracefs.nearest("tcp:netif_rx"), "net:netif_rx");
	EXPECT_EQ(tracefs.nearest("zzzzzzzz:zzz"), "");
	EXPECT_TRUE(tracefs.row("sched:sched_switch"));
	EXPECT_FALSE(tracefs.row("sched:sched_wakeup"));
	std::filesystem::remove_all(root);
}

} // namespace
} // namespace strobe
