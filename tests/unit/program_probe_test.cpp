// SPDX-License-Identifier: BSD-2-Clause
// Probes of programs without a kernel: SPECs, names of C++ and Rust, notes of USDT and their operands, what this very
// program's symbols and debug information say.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstring>
#include <fmt/format.h>
#include <fstream>
#include <sstream>
#include <unistd.h>

#include "cli/program_spec.h"
#include "plan/operand.h"
#include "plan/probe.h"
#include "types/demangle.h"
#include "types/elf_file.h"
#include "types/machine.h"
#include "types/program.h"
#include "types/usdt.h"

// ---- what the tests below look for in this program

extern "C" {

enum StrobeTestColor : int { kStrobeRed, kStrobeBlue = 7, kStrobeNone = -1 };

struct StrobeTestShape {
	const char* name;
	int x;
	unsigned bits : 3;
	StrobeTestShape* next;
	char tag[8];
	union {
		int unnamed;
		uint16_t halves[2];
	};
	double area;
};

__attribute__((noinline, used)) long strobe_test_function(StrobeTestShape* shape, StrobeTestColor color, double ratio,
														  unsigned char byte, const char* label, int a, int b,
														  int seventh) {
	asm volatile("" ::: "memory");
	return shape && label ? color + byte + a + b + seventh + static_cast<long>(ratio) : 0;
}

int strobe_test_variable = 1;
}

namespace strobe {
namespace {

// ---- SPECs

std::string parsed(const std::string& word) {
	cli::ProbeSpec spec;
	if (const auto bad = cli::parse_spec(word, spec))
		return bad->text + (bad->hint.empty() ? "" : "\nhint: " + bad->hint);
	std::string text =
		fmt::format("[{}] {}{}{}", spec.binary, spec.category, spec.category.empty() ? "" : ":", spec.name);
	if (spec.offset) text += fmt::format(" +{}", spec.offset);
	for (const spec::Cast& c : spec.casts) text += fmt::format(" {}={}", c.name, c.type);
	return text + (spec.result.empty() ? "" : " -> " + spec.result);
}

TEST(ProgramSpec, PartsOfFunctions) {
	EXPECT_EQ(parsed("uprobe:libc:malloc"), "[libc] malloc");
	EXPECT_EQ(parsed("uprobe:malloc"), "[] malloc");
	EXPECT_EQ(parsed("uprobe::malloc"), "[] malloc");
	EXPECT_EQ(parsed("uprobe:/x/y:malloc+0x10"), "[/x/y] malloc +16");
	EXPECT_EQ(parsed("uprobe:libc:malloc(size:u64)"), "[libc] malloc size=u64");
	EXPECT_EQ(parsed("uprobe:malloc( size : u64, _ )"), "[] malloc size=u64 _=u64");
	EXPECT_EQ(parsed("ufunc:libc:getenv(name:str):str"), "[libc] getenv name=str -> str");
	EXPECT_EQ(parsed("uretprobe:libc:getenv:str"), "[libc] getenv -> str");
	EXPECT_EQ(parsed("ufunc:getenv(name:str):str"), "[] getenv name=str -> str");
	EXPECT_EQ(parsed("uretprobe:getenv:str"), "[] getenv -> str");
	EXPECT_EQ(parsed("uretprobe:./app:str"), "[./app] str");
	EXPECT_EQ(parsed("ufunc:ns::f(int):int"), "[] ns::f(int) -> int");
	EXPECT_EQ(parsed("uprobe:app:str"), "[app] str");
	EXPECT_EQ(parsed("uprobe:app:ns::f"), "[app] ns::f");
	EXPECT_EQ(parsed("uprobe:ns::f"), "[] ns::f");
	EXPECT_EQ(parsed("uprobe:app:ns::f(int, ns::t)"), "[app] ns::f(int, ns::t)");
	EXPECT_EQ(parsed("uprobe:app:ns::f(int)(n:int)"), "[app] ns::f(int) n=int");
	EXPECT_EQ(parsed("uprobe:app:ns::f()"), "[app] ns::f()");
	EXPECT_EQ(parsed("uprobe:app:ns::operator+"), "[app] ns::operator+");
	EXPECT_EQ(parsed("uprobe:app:ns::t<a::b>::f"), "[app] ns::t<a::b>::f");
	EXPECT_EQ(parsed("uprobe:libc:getenv@@GLIBC_2.2.5"), "[libc] getenv@@GLIBC_2.2.5");
}

TEST(ProgramSpec, PartsOfUsdt) {
	EXPECT_EQ(parsed("usdt:python3:python:gc__start"), "[python3] python:gc__start");
	EXPECT_EQ(parsed("usdt:python:gc__start"), "[] python:gc__start");
	EXPECT_EQ(parsed("usdt:/x:p:n(a:int,b:str)"), "[/x] p:n a=int b=str");
}

TEST(ProgramSpec, Wrong) {
	EXPECT_EQ(parsed("uprobe:"),
			  "'uprobe:' names no function\nhint: write uprobe:BINARY:SYMBOL, such as uprobe:libc:getaddrinfo");
	EXPECT_EQ(parsed("uprobe:libc:"),
			  "'uprobe:libc:' names no function\nhint: write uprobe:BINARY:SYMBOL, such as uprobe:libc:getaddrinfo");
	EXPECT_EQ(parsed("uprobe:libc:f(a:i64)"), "unknown type 'i64'\nhint: did you mean 'u64'?");
	EXPECT_EQ(
		parsed("uprobe:libc:f(a:struct)"),
		"unknown type 'struct'\nhint: types are u8 u16 u32 u64 s8 s16 s32 s64 int uint long ulong bool hex ptr str");
	EXPECT_EQ(parsed("uprobe:libc:f(a:u8,b)"),
			  "'b' is no argument with its type\nhint: write NAME:TYPE, or _ for one that is not wanted");
	EXPECT_EQ(parsed("uprobe:libc:f:int"), "'uprobe:libc:f:int' gives a type to a result, but probes the entry\n"
										   "hint: arguments: NAME(x:int); results: uretprobe or ufunc");
	EXPECT_EQ(parsed("uprobe:libc:f+g"), "'g' is no offset\nhint: write SYMBOL+16 or SYMBOL+0x10");
	EXPECT_EQ(parsed("usdt:a"),
			  "'usdt:a' is not a probe of a program\n"
			  "hint: write usdt:BINARY:PROVIDER:NAME; strobe probe -l 'usdt:BINARY:*' lists what there is");
	EXPECT_EQ(parsed("usdtt:a:b:c"), "unknown kind of probe 'usdtt'\nhint: did you mean 'usdt'?");
}

// ---- names

TEST(Demangle, CxxAndRust) {
	EXPECT_EQ(types::demangled("_ZN2ns1fEi"), "ns::f(int)");
	EXPECT_EQ(types::demangled("main"), "");
	EXPECT_EQ(types::demangled("_Znonsense"), "");
	EXPECT_EQ(types::demangled("_ZN4core3fmt5write17h0123456789abcdefE"), "core::fmt::write");
	EXPECT_EQ(types::demangled("_ZN53_$LT$alloc..string..String$u20$as$u20$demo..Speak$GT$5speak17h0123456789abcdefE"),
			  "<alloc::string::String as demo::Speak>::speak");
	EXPECT_EQ(types::demangled("_ZN2ns5writeE"), "ns::write");
}

TEST(Demangle, WhatANameMeans) {
	EXPECT_TRUE(types::names_function("ns::f(int)", "ns::f(int)"));
	EXPECT_TRUE(types::names_function("ns::f(int) const", "ns::f"));
	EXPECT_TRUE(types::names_function("int ns::f<int>(int)", "ns::f"));
	EXPECT_TRUE(types::names_function("int ns::f<int>(int)", "ns::f<int>"));
	EXPECT_TRUE(types::names_function("ns::f(void (*)(int))", "ns::f"));
	EXPECT_TRUE(types::names_function("core::fmt::write", "core::fmt::write"));
	EXPECT_FALSE(types::names_function("ns::f(int)", "f"));
	EXPECT_FALSE(types::names_function("ns::f(int)", "ns::f(long)"));
	EXPECT_FALSE(types::names_function("ns::ff(int)", "ns::f"));
}

// ---- USDT

void put(std::string& bytes, uint64_t v, size_t size) {
	bytes.append(reinterpret_cast<const char*>(&v), size);
}

std::string note(uint64_t address, uint64_t base, uint64_t semaphore, const std::string& texts) {
	std::string contents, bytes;
	for (const uint64_t v : {address, base, semaphore}) put(contents, v, 8);
	contents += texts;
	put(bytes, 8, 4);
	put(bytes, contents.size(), 4);
	put(bytes, 3, 4);
	bytes += std::string("stapsdt\0", 8) + contents;
	bytes.resize((bytes.size() + 3) & ~size_t{3});
	return bytes;
}

TEST(Usdt, Notes) {
	const std::string texts("app\0begin\0-4@%edi\0", 18);
	const std::string section = note(0x1000, 0x2000, 0x3000, texts) + note(0x1010, 0x2000, 0, texts);
	const auto places = types::parse_usdt_notes(section, 0x2100);
	ASSERT_EQ(places.size(), 2u);
	EXPECT_EQ(places[0].provider + ":" + places[0].name + " " + places[0].arguments, "app:begin -4@%edi");
	EXPECT_EQ(places[0].address, 0x1100u);
	EXPECT_EQ(places[0].semaphore, 0x3100u);
	EXPECT_EQ(places[1].semaphore, 0u);
	EXPECT_EQ(types::parse_usdt_notes(section, 0)[0].address, 0x1000u);
}

TEST(Usdt, CutNotesAreNoNotes) {
	const std::string whole = note(1, 2, 3, std::string("app\0begin\0-4@%edi\0", 18));
	for (size_t n = 0; n < whole.size() - 3; n++)
		EXPECT_TRUE(types::parse_usdt_notes(whole.substr(0, n), 0).empty()) << n;
	EXPECT_TRUE(types::parse_usdt_notes(note(1, 2, 3, std::string("app\0begin", 9)), 0).empty());
	EXPECT_TRUE(types::parse_usdt_notes(note(1, 2, 3, std::string("\0begin\0\0", 8)), 0).empty());
	std::string large = whole;
	std::memset(large.data() + 4, 0xff, 4);
	EXPECT_TRUE(types::parse_usdt_notes(large, 0).empty());
}

std::string described(const spec::ProbeField& f) {
	static constexpr const char* kShapes[] = {"signed", "unsigned", "pointer", "text",
											  "array",  "bytes",    "struct",  "duration"};
	std::string text = fmt::format("{}: {} {}", f.name, f.hex ? "hex" : kShapes[static_cast<int>(f.shape)], f.size);
	switch (f.place) {
	case spec::Place::kFixed: return text + fmt::format(" at {}", f.offset);
	case spec::Place::kConstant: return text + fmt::format(" is {}", static_cast<int32_t>(f.offset));
	case spec::Place::kMemory: return text + fmt::format(" by {} {}", f.walk.at, fmt::join(f.walk.steps, ","));
	case spec::Place::kNowhere: return f.name + ": nowhere";
	default: return text + " ?";
	}
}

std::string operands(const std::string& arguments, const std::vector<spec::Cast>& casts = {}) {
	std::string text;
	for (const auto& f : types::usdt_arguments({.provider = "p", .name = "n", .arguments = arguments}, casts, nullptr))
		text += (text.empty() ? "" : "; ") + described(f);
	return text;
}

#ifdef __x86_64__
TEST(Usdt, Operands) {
	EXPECT_EQ(operands(""), "");
	EXPECT_EQ(operands("-4@%edi 8@%rsi 1@%al 2@%r10w 1@%ah"),
			  "arg0: signed 4 at 112; arg1: hex 8 at 104; arg2: unsigned 1 at 80; arg3: unsigned 2 at 56; arg4: "
			  "unsigned 1 at 81");
	EXPECT_EQ(operands("8@-16(%rbp) -4@(%rax) 4@0x10(%rsp)"),
			  "arg0: hex 8 by 32 -16; arg1: signed 4 by 80 0; arg2: unsigned 4 by 152 16");
	EXPECT_EQ(operands("4@$5 -4@$-1 8@$0x7fffffff"),
			  "arg0: unsigned 4 is 5; arg1: signed 4 is -1; arg2: hex 8 is 2147483647");
	EXPECT_EQ(operands("-4@$4294967295 4@$-1 -1@$200 1@$-1"),
			  "arg0: signed 4 is -1; arg1: unsigned 4 is -1; arg2: signed 1 is -56; arg3: unsigned 1 is -1");
	EXPECT_EQ(operands("%rdi"), "arg0: hex 8 at 112");
	for (const char* odd : {"8@%xmm0", "8f@%xmm0", "8@(%rax,%rbx,8)", "8@$99999999999", "3@%eax", "8@", "x@%rax",
							"8@%nosuch", "4@-16(%eax)", "8@name(%rip)", "8@99999999999(%rax)", "8@(%rax", "8@[x0"})
		EXPECT_EQ(operands(odd), "arg0: nowhere") << odd;
}

// A constant is a number of its own size and sign, wherever it is compared, counted or printed.
TEST(Usdt, Constants) {
	const auto number = [](bool is_signed, uint16_t size, uint32_t off) {
		const strobe_value v{STROBE_SRC_CONST, is_signed, size, off};
		return strobe_constant(&v);
	};
	EXPECT_EQ(number(false, 4, UINT32_MAX), UINT32_MAX);
	EXPECT_EQ(number(true, 4, UINT32_MAX), UINT64_MAX);
	EXPECT_EQ(number(false, 1, UINT32_MAX), 255u);
	EXPECT_EQ(number(false, 8, UINT32_MAX), UINT64_MAX);
	EXPECT_EQ(number(false, 8, 5), 5u);
}

TEST(Usdt, Casts) {
	EXPECT_EQ(operands("8@%rdi 8@-8(%rbp) 8@%rsi", {{"a", "int"}, {"_", "u64"}, {"c", "str"}}),
			  "a: signed 4 at 112; c: text 4096 by 104 0");
	EXPECT_EQ(operands("8@-8(%rbp)", {{"a", "str"}}), "a: text 4096 by 32 -8,0");
	EXPECT_EQ(operands("4@$5", {{"a", "str"}}), "a: nowhere");
	EXPECT_EQ(operands("8@%xmm0", {{"a", "str"}}), "a: nowhere");
}
#endif

TEST(Usdt, NoTextOfAnyLengthIsTrusted) {
	std::string text;
	for (int i = 0; i < 1000; i++) text += " 8@%rdi";
	EXPECT_EQ(types::usdt_arguments({.provider = "p", .name = "n", .arguments = text}, {}, nullptr).size(), 12u);
}

// ---- files

std::string path_of_libc() {
	std::ifstream maps("/proc/self/maps");
	for (std::string line; std::getline(maps, line);)
		if (line.ends_with("/libc.so.6")) return line.substr(line.find('/'));
	return "";
}

// The second version says that the first one is the next.
TEST(ElfFile, VersionsInACircleEnd) {
	const auto libc = types::ElfFile::open(path_of_libc());
	ASSERT_TRUE(libc) << libc.error().message;
	std::stringstream s;
	s << std::ifstream(path_of_libc()).rdbuf();
	std::string content = s.str();
	const size_t first = content.find((*libc)->section(".gnu.version_d"));
	ASSERT_NE(first, std::string::npos);
	constexpr size_t kNext = 16; // vd_next
	uint32_t step = 0;
	std::memcpy(&step, content.data() + first + kNext, sizeof step);
	const uint32_t back = -step;
	std::memcpy(content.data() + first + step + kNext, &back, sizeof back);
	char path[] = "/tmp/strobe-circle-XXXXXX";
	const int fd = mkstemp(path);
	ASSERT_GE(fd, 0);
	EXPECT_EQ(write(fd, content.data(), content.size()), static_cast<ssize_t>(content.size()));
	close(fd);
	const auto circle = types::ElfFile::open(path);
	EXPECT_TRUE(circle && !(*circle)->symbols().empty());
	unlink(path);
}

// ---- this program

class ThisProgram : public testing::Test {
protected:
	void SetUp() override {
		auto opened = types::Program::open("/proc/self/exe");
		ASSERT_TRUE(opened) << opened.error().message;
		program = std::move(*opened);
	}
	spec::ProbeRow row(types::FunctionProbe probe, std::vector<spec::Cast> casts = {}) {
		const auto found = program->find("strobe_test_function");
		EXPECT_TRUE(found);
		const auto r = program->row((*found)[0], {.probe = probe, .casts = std::move(casts)}, "self");
		EXPECT_TRUE(r) << r.error().message;
		return *r;
	}
	std::string walked(const spec::ProbeRow& r, const std::string& text) {
		const auto f = plan::resolve(text, r);
		if (!f) return f.error().message + (f.error().hint.empty() ? "" : "\nhint: " + f.error().hint);
		return described(*f) + ", " + f->type;
	}
	std::unique_ptr<types::Program> program;
};

#ifdef __x86_64__
TEST_F(ThisProgram, ArgumentsByType) {
	const spec::ProbeRow r = row(types::FunctionProbe::kEntry);
	std::string text;
	for (const auto& f : r.fields) text += described(f) + ", " + f.type + "\n";
	EXPECT_EQ(text, "shape: pointer 8 at 112, struct StrobeTestShape *\n"
					"color: signed 4 at 104, enum StrobeTestColor\n"
					"ratio: nowhere, double\n"
					"byte: unsigned 1 at 96, unsigned char\n"
					"label: text 4096 by 88 0, const char *\n"
					"a: signed 4 at 72, int\n"
					"b: signed 4 at 64, int\n"
					"seventh: signed 4 by 152 8, int\n");
	EXPECT_EQ(r.name, "uprobe:self:strobe_test_function");
	EXPECT_EQ(r.field("color")->names->text(7), "kStrobeBlue");
	EXPECT_EQ(r.field("color")->names->text(UINT64_MAX), "kStrobeNone");
	EXPECT_EQ(r.field("color")->names->text(5), "");
}

TEST_F(ThisProgram, WholeCalls) {
	const spec::ProbeRow r = row(types::FunctionProbe::kCall);
	EXPECT_EQ(walked(r, "shape"), "shape: pointer 8 at 0, struct StrobeTestShape *");
	EXPECT_EQ(walked(r, "label"), "label: text 4096 by 24 0, const char *");
	EXPECT_EQ(walked(r, "seventh"), "seventh: nowhere, int");
	EXPECT_THAT(walked(r, "ret"), testing::MatchesRegex("ret: signed 8 at 64, long( int)?")); // clang and gcc
	EXPECT_TRUE(r.hook.timed && r.hook.whole);
}

TEST_F(ThisProgram, Members) {
	const spec::ProbeRow r = row(types::FunctionProbe::kEntry);
	EXPECT_EQ(walked(r, "shape->name"), "shape->name: text 4096 by 112 0,0, const char *");
	EXPECT_EQ(walked(r, "shape.x"), "shape.x: signed 4 by 112 8, int");
	EXPECT_EQ(walked(r, "shape.next.next.x"), "shape.next.next.x: signed 4 by 112 16,16,8, int");
	EXPECT_EQ(walked(r, "shape->tag"), "shape->tag: text 8 by 112 24, char");
	EXPECT_EQ(walked(r, "shape->unnamed"), "shape->unnamed: signed 4 by 112 32, int");
	EXPECT_EQ(walked(r, "shape->bits"), "shape->bits: nowhere, unsigned int");
	EXPECT_EQ(walked(r, "shape->area"), "shape->area: nowhere, double");
	EXPECT_EQ(walked(r, "shape->nam"),
			  "'shape' (struct StrobeTestShape *) has no member 'nam'\nhint: did you mean 'name'?");
	EXPECT_EQ(walked(r, "a->b"), "'a' has no members: it is a int");
}

TEST_F(ThisProgram, Casts) {
	const spec::ProbeRow r = row(types::FunctionProbe::kEntry, {{"_", "u64"}, {"c", "u8"}, {"_", "u64"}, {"s", "str"}});
	EXPECT_EQ(walked(r, "c"), "c: unsigned 1 at 104, u8");
	EXPECT_EQ(walked(r, "s"), "s: text 4096 by 88 0, char *");
	EXPECT_EQ(r.fields.size(), 2u);
}
#endif

TEST_F(ThisProgram, FieldsThatCannotBeRead) {
	const std::vector rows = {row(types::FunctionProbe::kEntry)};
	const auto refused = plan::compile_probes(rows, {.where = "ratio == 1"});
	EXPECT_EQ(refused.error().message,
			  "--where: 'ratio' of uprobe:self:strobe_test_function cannot be read: it is a double");
	EXPECT_TRUE(plan::compile_probes(rows, {.where = "shape->x == 1 && label == \"x\""}) ||
				plan::compile_probes(rows, {.where = "shape.x == 1 && label == \"x\""}));
}

TEST_F(ThisProgram, WhatIsNotThere) {
	const auto said = [&](const std::string& symbol) {
		const auto found = program->find(symbol);
		return found ? "found" : found.error().message;
	};
	EXPECT_EQ(said("strobe_test_function"), "found");
	EXPECT_EQ(said("strobe_test_funct*"), "found");
	EXPECT_EQ(said("strobe::types::demangled"), "found");
	EXPECT_EQ(said("strobe_test_functoin"), "/proc/self/exe has no function 'strobe_test_functoin'");
	EXPECT_EQ(said("strobe_test_variable"), "'strobe_test_variable' of /proc/self/exe is a variable");
	EXPECT_EQ(said("zzzz*"), "no function of /proc/self/exe matches 'zzzz*'");
}

TEST(Machine, Registers) {
	EXPECT_FALSE(types::register_named(""));
	EXPECT_FALSE(types::register_named("r16"));
	EXPECT_FALSE(types::register_named("xmm0"));
	EXPECT_FALSE(types::register_named("r"));
	EXPECT_FALSE(types::register_named("x31"));
	for (const uint32_t offset : types::machine().arguments) EXPECT_LT(offset, types::machine().size);
}

} // namespace
} // namespace strobe
