// SPDX-License-Identifier: BSD-2-Clause
// What is made of the words of verifiers and of libbpf. The logs are those of the programs in tests/count/broken, as
// three kernels wrote them; what is expected stands in these programs.
#include <bpf/btf.h>
#include <cerrno>
#include <fstream>
#include <gtest/gtest.h>
#include <linux/bpf.h>
#include <regex>
#include <sstream>

#include "engine/object_errors.h"
#include "engine/phrases.h"
#include "engine/refusal.h"
#include "engine/verifier_log.h"

namespace strobe::engine {
namespace {

std::string contents(const std::string& path) {
	std::ifstream file(path);
	std::stringstream text;
	text << file.rdbuf();
	return text.str();
}

struct Recorded {
	std::string name, program, section, log;
};

std::vector<Recorded> recorded(const std::string& kernel) {
	std::vector<Recorded> all;
	std::istringstream file(contents(std::string(STROBE_REFUSALS) + "/" + kernel + ".log"));
	for (std::string line; std::getline(file, line);) {
		if (line.starts_with("== ")) {
			std::istringstream head(line.substr(3));
			all.emplace_back();
			head >> all.back().name >> all.back().program >> all.back().section;
		} else if (!all.empty()) {
			all.back().log += line + "\n";
		}
	}
	return all;
}

/// "says" or "hint" of a program for a kernel.
std::string expected(const std::string& name, const std::string& what, const std::string& kernel) {
	std::istringstream file(contents(std::string(STROBE_BROKEN) + "/" + name + ".bpf.c"));
	std::smatch found;
	const std::regex form("// " + what + "( [0-9.,]*)?: (.*)");
	for (std::string line; std::getline(file, line);)
		if (std::regex_match(line, found, form) &&
			(!found[1].matched || (found[1].str() + ",").find(" " + kernel + ",") != std::string::npos ||
			 (found[1].str() + ",").find("," + kernel + ",") != std::string::npos))
			return found[2];
	return {};
}

/// Without the place before the sentence, and the line at its end: logs of 6.1 name no lines.
std::string without_lines(const std::string& sentence) {
	return std::regex_replace(sentence, std::regex(R"(^\w+\.bpf\.c:\d+: |^program \w+: |: not after line \d+$)"), "");
}

class Logs : public testing::TestWithParam<const char*> {};

TEST_P(Logs, AreExplained) {
	const std::string kernel = GetParam();
	const std::vector<Recorded> all = recorded(kernel);
	EXPECT_GE(all.size(), 30U);
	for (const Recorded& r : all) {
		const Error error =
			explain_refusal({.program = r.program, .section = r.section, .log = r.log, .error = EACCES}, SourceLines());
		EXPECT_EQ(without_lines(error.message), without_lines(expected(r.name, "says", kernel))) << r.name;
		EXPECT_EQ(error.hint, expected(r.name, "hint", kernel)) << r.name;
		const bool quotes = error.message.find('\'') != std::string::npos;
		EXPECT_TRUE(kernel == "6.1" || !quotes || error.message.starts_with(r.name + ".bpf.c:")) << error.message;
	}
}

TEST_P(Logs, AreCutAnywhere) {
	for (const Recorded& r : recorded(GetParam())) {
		for (size_t cut = 0; cut < r.log.size(); cut += 7) {
			const std::string end = r.log.substr(cut), begin = r.log.substr(0, cut);
			for (const std::string& log : {begin, end})
				EXPECT_FALSE(
					explain_refusal({.program = "p", .section = "tp/x", .log = log, .error = ENOSPC}, SourceLines())
						.message.empty());
		}
	}
}

INSTANTIATE_TEST_SUITE_P(Kernels, Logs, testing::Values("6.1", "6.12", "6.18"));

TEST(VerifierLog, TakesALogApart) {
	const VerifierLog log(
		"0: R1=ctx(off=0,imm=0) R10=fp0\n"
		"; u64 *count = bpf_map_lookup_elem(&counts, &key);\n"
		"6: (85) call bpf_map_lookup_elem#1    ; R0_w=map_value_or_null(id=1,off=0,ks=4,vs=32,imm=0)\n"
		"7: (bf) r6 = r0                       ; R6_w=map_value_or_null(id=1,off=0,ks=4,vs=32,imm=0)\n"
		"; *count += 1; @ null.bpf.c:22\n"
		"8: (79) r1 = *(u64 *)(r6 +0)\n"
		"R6 invalid mem access 'map_value_or_null'\n"
		"processed 9 insns (limit 1000000) max_states_per_insn 0 total_states 0 peak_states 0 mark_read 0\n");
	ASSERT_EQ(log.steps().size(), 3U);
	EXPECT_EQ(VerifierLog::called(log.steps()[0]), "bpf_map_lookup_elem");
	EXPECT_EQ(log.known_of(6), "map_value_or_null(id=1,off=0,ks=4,vs=32,imm=0)");
	ASSERT_NE(log.maker_of(6), nullptr);
	EXPECT_EQ(log.maker_of(6)->number, 6U);
	EXPECT_EQ(log.sources()[log.steps()[2].source].line, 22U);
	EXPECT_EQ(log.sources()[log.steps()[2].source].file, "null.bpf.c");
	EXPECT_EQ(log.complaints(), std::vector<std::string_view>{"R6 invalid mem access 'map_value_or_null'"});
	EXPECT_EQ(log.processed(), 9U);
}

TEST(VerifierLog, FindsRegisters) {
	EXPECT_EQ(register_in("R1_w=scalar(umax=4294967295,var_off=(0x0; 0xffffffff)) R10=fp0", 1),
			  "scalar(umax=4294967295,var_off=(0x0; 0xffffffff))");
	EXPECT_EQ(register_in("R10=fp0 R1=ctx()", 1), "ctx()");
	EXPECT_EQ(register_in("R10=fp0", 1), "");
	EXPECT_EQ(register_in("R1=scalar((", 1), "scalar((");
}

TEST(Refusal, QuotesWhatItDoesNotKnow) {
	const std::string log = "; x(); @ a.bpf.c:3\n0: (85) call unheard_of#1\nnew kernels have new words\n";
	const Error error =
		explain_refusal({.program = "p", .section = "tp/x", .log = log, .error = EACCES}, SourceLines());
	EXPECT_EQ(error.message, "a.bpf.c:3: the kernel refuses 'x()': new kernels have new words");
	EXPECT_EQ(error.hint, "-v shows the verifier's whole log");
}

TEST(Refusal, LogWithoutItsEnd) {
	const std::string log = "; while (n--) @ a.bpf.c:3\n0: (15) if r1 == 0x0 goto pc+1 ; R1=1\n1: (05) goto pc-2\n"
							"0: (15) if r1 == 0x0 goto pc+1 ; R1=1\n1: (05) goto";
	EXPECT_EQ(explain_refusal({.program = "p", .section = "tp/x", .log = log, .error = ENOSPC}, SourceLines()).message,
			  "a.bpf.c:3: p is too long for the verifier, which followed it for more than 4 instructions, most of them "
			  "in the "
			  "loop around 'while (n--)'");
}

TEST(Phrases, Match) {
	std::vector<std::string_view> found;
	EXPECT_TRUE(match("map 'a': failed to create: Invalid(-22)", "map '%': failed to create: %(", found));
	EXPECT_EQ(found, (std::vector<std::string_view>{"a", "Invalid"}));
	EXPECT_TRUE(match("extern 'x' (strong)", "extern '%' (", found));
	EXPECT_FALSE(match("extern 'x", "extern '%' (", found));
	EXPECT_FALSE(match("", "extern", found));
	EXPECT_TRUE(match("", "%", found));
	EXPECT_EQ(fill("{1}-{2}-{name}{", {"a"}, [](std::string_view n) { return std::string(n); }), "a--name");
}

/// Line information by hand: two lines with one text, in two sections.
TEST(SourceLines, AreFoundByTextAndPlace) {
	btf* names = btf__new_empty();
	const auto text = [&](const char* s) { return static_cast<uint32_t>(btf__add_str(names, s)); };
	const uint32_t file = text("/src/a.bpf.c"), once = text("\tfoo();"), other = text("bar();");
	const uint32_t kprobe = text("kprobe/x"), xdp = text("xdp");
	const auto line = [](uint32_t n) { return n << 10; };
	const std::vector<uint32_t> lines = {
		16, kprobe, 3,    0,       file, once, line(5), 16,   file, other,   line(6),
		32, file,   once, line(7), xdp,  1,    0,       file, once, line(9),
	};
	const auto size = static_cast<uint32_t>(lines.size() * 4);
	std::vector<uint32_t> ext = {0x0001eb9f, 24, 0, 0, 0, size};
	ext.insert(ext.end(), lines.begin(), lines.end());
	const std::span<const uint8_t> bytes{reinterpret_cast<const uint8_t*>(ext.data()), ext.size() * 4};
	const SourceLines found(names, bytes);
	EXPECT_EQ(found.find("foo();", "kprobe/x", 0).line, 5U);
	EXPECT_EQ(found.find("foo();", "kprobe/x", 31).line, 5U);
	EXPECT_EQ(found.find("foo();", "kprobe/x", 40).line, 7U);
	EXPECT_EQ(found.find("foo();", "xdp", 8).line, 9U);
	EXPECT_EQ(found.find("foo();", "xdp", 8).file, "a.bpf.c");
	EXPECT_FALSE(found.find("baz();", "xdp", 8).known());
	EXPECT_EQ(found.at("kprobe/x", 24).text, "bar();");
	for (size_t n = 0; n < bytes.size(); n++) (void)SourceLines(names, bytes.first(n)).find("foo();", "xdp", 0);
	btf__free(names);
}

TEST(SourceLines, OfNoObject) {
	const std::vector<uint8_t> junk(100, 0x7f);
	EXPECT_FALSE(SourceLines(junk).find("foo();", "xdp", 0).known());
	EXPECT_FALSE(SourceLines(std::span<const uint8_t>()).at("xdp", 0).known());
}

Error loading(std::string_view said, int error, const MapFact& map = {}, std::string_view section = "tp/x") {
	const ProgramFact program{"on_x", section};
	const ObjectFacts facts{.programs = {&program, 1}, .maps = {&map, 1}, .lines = {}};
	return explain_load({.file = "x.bpf.o", .said = said, .error = error}, facts);
}

TEST(ObjectErrors, Maps) {
	const char* said = "libbpf: Error in bpf_create_map_xattr(m):Invalid argument(-22). Retrying without BTF.\n"
					   "libbpf: map 'm': failed to create: Invalid argument(-22)\nlibbpf: failed to load object 'x'\n";
	const auto message = [&](MapFact map, int error = EINVAL) {
		map.name = "m";
		return loading(said, error, map).message;
	};
	EXPECT_EQ(message({.type = BPF_MAP_TYPE_HASH, .key_size = 4, .value_size = 8}),
			  "map m cannot be made: it has no max_entries");
	EXPECT_EQ(message({.type = BPF_MAP_TYPE_ARRAY, .key_size = 8, .value_size = 8, .max_entries = 1}),
			  "map m cannot be made: its keys have 8 bytes, those of an array have 4");
	EXPECT_EQ(message({.type = BPF_MAP_TYPE_HASH, .key_size = 600, .value_size = 8, .max_entries = 1}),
			  "map m cannot be made: its keys have 600 bytes, at most 512 are possible");
	EXPECT_EQ(message({.type = BPF_MAP_TYPE_HASH, .key_size = 4, .max_entries = 1}),
			  "map m cannot be made: it has no value");
	EXPECT_EQ(message({.type = 999}), "map m cannot be made: its type is 999, which does not exist");
	EXPECT_EQ(message({.type = BPF_MAP_TYPE_HASH, .key_size = 8, .value_size = 8, .max_entries = 1 << 30}, ENOMEM),
			  "map m cannot be made: it would take 16385 MiB (Cannot allocate memory)");
	EXPECT_EQ(message({.type = BPF_MAP_TYPE_BLOOM_FILTER, .value_size = 8, .max_entries = 8}),
			  "map m cannot be made: this kernel refuses a map of type bloom_filter: Invalid argument");
	EXPECT_EQ(message({.type = BPF_MAP_TYPE_HASH, .key_size = 8, .value_size = 8, .max_entries = 8}, EPERM),
			  "map m cannot be made: Operation not permitted");
}

TEST(ObjectErrors, Programs) {
	EXPECT_EQ(
		loading("libbpf: prog 'on_x': BPF program load failed: Operation not permitted\n", EPERM, {}, "lsm/file_open")
			.message,
		"program on_x: this kernel lets nobody load programs for SEC(\"lsm/file_open\")");
	EXPECT_EQ(loading("libbpf: prog 'on_x': BPF program load failed: Operation not permitted\n", EPERM).message,
			  "program on_x: Operation not permitted");
	EXPECT_EQ(
		loading("libbpf: prog 'on_x': failed to find kernel BTF type ID of 'y': -3\n"
				"libbpf: prog 'on_x': failed to prepare load attributes: -3\nlibbpf: prog 'on_x': failed to load: -3\n",
				ESRCH, {}, "fexit/y")
			.message,
		"this kernel has no function y");
	EXPECT_EQ(loading("libbpf: extern (var ksym) 'jiffys': not found in kernel BTF\n", ESRCH).message,
			  "this kernel has no variable jiffys");
	EXPECT_EQ(loading("libbpf: words that nobody has seen\n", EINVAL).message, "cannot load x.bpf.o: Invalid argument");
	// the log is among the messages when nobody took it
	EXPECT_EQ(
		loading("libbpf: prog 'on_x': BPF program load failed: Permission denied\n"
				"libbpf: prog 'on_x': -- BEGIN PROG LOAD LOG --\n; f(); @ x.bpf.c:3\n0: (bf) r0 = r7\nR7 !read_ok\n"
				"-- END PROG LOAD LOG --\n",
				EACCES)
			.message,
		"x.bpf.c:3: 'f()' uses a value that is not set on every way there");
}

TEST(ObjectErrors, Opening) {
	const auto message = [](std::string_view said, int error = EINVAL) {
		return explain_open({.file = "dir/x.bpf.o", .said = said, .error = error}).message;
	};
	EXPECT_EQ(message("libbpf: elf: endianness mismatch in x.\n", 4003),
			  "dir/x.bpf.o was compiled for machines of the other byte order");
	EXPECT_EQ(message("libbpf: elf: legacy map definitions in 'maps' section are not supported by libbpf v1.0+\n"),
			  "dir/x.bpf.o defines maps as struct bpf_map_def in SEC(\"maps\"), which libbpf 1.0 gave up");
	EXPECT_EQ(message("libbpf: sec 'xdp': program 'f' is static and not supported\n"),
			  "f has SEC(\"xdp\") and is static");
	EXPECT_EQ(message("libbpf: something else\n"), "cannot open dir/x.bpf.o: Invalid argument");
}

TEST(ObjectErrors, Attaching) {
	const auto message = [](std::string_view said, int error, std::string_view section) {
		return explain_attach({.file = "x.bpf.o", .said = said, .error = error}, {"on_x", section}).message;
	};
	EXPECT_EQ(message("", EACCES, "tp/a/b"), "cannot attach on_x: it reads behind the last field of SEC(\"tp/a/b\")");
	EXPECT_EQ(message("", EOPNOTSUPP, "kprobe"), "cannot attach on_x: SEC(\"kprobe\") does not tell where");
	EXPECT_EQ(message("", EINVAL, "uretprobe/readline"),
			  "cannot attach on_x: SEC(\"uretprobe/readline\") does not tell where");
	EXPECT_EQ(message("", EBUSY, "xdp"), "cannot attach on_x: SEC(\"xdp\"): Device or resource busy");
	EXPECT_EQ(message("libbpf: prog 'on_x': failed to create kretprobe 'y' perf event: No such file or directory\n",
					  ENOENT, "kretprobe/y"),
			  "cannot attach on_x: this kernel has no function y");
	EXPECT_EQ(message("libbpf: usdt: no USDT notes section (.note.stapsdt) found in '/bin/true'\n", ENOENT,
					  "usdt//bin/true:a:b"),
			  "cannot attach on_x: /bin/true has no USDT probes");
}

} // namespace
} // namespace strobe::engine
