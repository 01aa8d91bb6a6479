// SPDX-License-Identifier: BSD-2-Clause
// What numbers are called: lists of names, what a format file says of its fields, addresses of code, names in
// expressions.
#include <gtest/gtest.h>

#include <fmt/format.h>

#include <fstream>
#include <sstream>

#include "plan/predicate.h"
#include "plan/probe.h"
#include "symbols/kernel.h"
#include "types/format.h"
#include "types/print_format.h"

namespace strobe {
namespace {

TEST(ListedNames, AChoice) {
	const spec::ListedNames names({{1, "ONE"}, {2, "TWO"}, {UINT64_MAX, "NONE"}});
	EXPECT_EQ(names.text(2), "TWO");
	EXPECT_EQ(names.text(3), "");
	EXPECT_EQ(names.text(UINT64_MAX), "NONE");
	EXPECT_EQ(names.number("TWO"), 2u);
	EXPECT_EQ(names.number("THREE"), std::nullopt);
}

// A name of several flags stands for them; what has no name shows as a number.
TEST(ListedNames, Flags) {
	const spec::ListedNames names({{0, "NO"}, {6, "BOTH"}, {2, "LOW"}, {4, "HIGH"}, {8, "TOP"}}, true);
	EXPECT_EQ(names.text(6), "BOTH");
	EXPECT_EQ(names.text(14), "BOTH|TOP");
	EXPECT_EQ(names.text(10), "LOW|TOP");
	EXPECT_EQ(names.text(0x104), "HIGH|0x100");
	EXPECT_EQ(names.text(0x100), "");
	EXPECT_EQ(names.text(0), "NO");
}

std::string format_file(const std::string& fields, const std::string& print) {
	return "name: x\nID: 1\nformat:\n\tfield:unsigned short common_type;\toffset:0;\tsize:2;\tsigned:0;\n\n" + fields +
		   "\nprint fmt: " + print + "\n";
}

std::string field(const std::string& declaration, unsigned offset, unsigned size) {
	return fmt::format("\tfield:{};\toffset:{};\tsize:{};\tsigned:0;\n", declaration, offset, size);
}

spec::ProbeRow row(const std::string& text) {
	auto r = types::parse_format(text, "test:x");
	EXPECT_TRUE(r) << r.error().message;
	types::name_numbers(text, *r);
	return *r;
}

spec::ProbeRow recorded(const std::string& name) {
	std::stringstream s;
	s << std::ifstream(std::string(STROBE_FORMATS) + "/" + name + ".format").rdbuf();
	return row(s.str());
}

TEST(PrintFormat, NamesOfAKernel) {
	const auto r = recorded("inet_sock_set_state");
	EXPECT_EQ(r.field("newstate")->names->text(7), "TCP_CLOSE");
	EXPECT_EQ(r.field("family")->names->text(10), "AF_INET6");
	EXPECT_EQ(r.field("sport")->names, nullptr);
	EXPECT_EQ(r.field("saddr")->names, nullptr);
}

TEST(PrintFormat, FlagsBehindCastsMasksAndQuestions) {
	const auto r = row(format_file(
		field("unsigned long a", 8, 8) + field("int b", 16, 4),
		R"("%s %s", (REC->a) ? __print_flags((unsigned long)REC->a, "|", {(unsigned long)((( t)1u) << 3), "EIGHT"}, {1, "ONE"}) : "none", __print_symbolic(REC->b & (1 | 2), {1, "B"}))"));
	ASSERT_NE(r.field("a")->names, nullptr);
	EXPECT_TRUE(r.field("a")->names->are_flags());
	EXPECT_EQ(r.field("a")->names->text(9), "EIGHT|ONE");
	ASSERT_NE(r.field("b")->names, nullptr);
	EXPECT_EQ(r.field("b")->names->text(1), "B");
}

TEST(PrintFormat, AddressesOfCode) {
	const auto r =
		row(format_file(field("unsigned long a", 8, 8) + field("unsigned long b", 16, 8) + field("void * c", 24, 8),
						R"("100%% %p %.*lx %pS", REC->c, 3, REC->a, (void *)REC->b)"));
	EXPECT_FALSE(r.field("a")->is_code);
	EXPECT_TRUE(r.field("b")->is_code);
	EXPECT_FALSE(r.field("c")->is_code);
}

// Nothing is known of the fields then, and that is all.
TEST(PrintFormat, WhatMakesNoSenseIsLeftAlone) {
	for (const char* print :
		 {"", "\"", "\"%s\", __print_flags(", "\"%s\", __print_symbolic(REC->a, {1, })", "\"%s %s %s\", REC->a",
		  "\"%s\", __print_flags(REC->nosuch, \"\", {1, \"A\"})", "\"%*\", REC->a", "\"%pS\""}) {
		const auto r = row(format_file(field("int a", 8, 4), print));
		EXPECT_EQ(r.field("a")->names, nullptr) << print;
	}
}

TEST(KernelCode, NamesOnlyCode) {
	const symbols::KernelSymbols kernel("ffffffff81000000 T _text\n"
										"ffffffff81000100 t work\n"
										"ffffffff81000200 T _etext\n"
										"ffffffff82000000 D data\n"
										"ffffffffa0000000 t one\t[module]\n"
										"ffffffffa0000040 t two\t[module]\n");
	EXPECT_EQ(kernel.code(0xffffffff81000100), "work");
	EXPECT_EQ(kernel.code(0xffffffff81000123), "work+0x23");
	EXPECT_EQ(kernel.code(0xffffffff82000000), "") << "data";
	EXPECT_EQ(kernel.code(0xffffffffa0000010), "one+0x10");
	EXPECT_EQ(kernel.code(0xffffffffa0000040), "two");
	EXPECT_EQ(kernel.code(0xffffffffa0000048), "") << "its end is not known";
	EXPECT_EQ(kernel.code(0x1000), "");
	EXPECT_EQ(kernel.address("work"), 0xffffffff81000100);
	EXPECT_EQ(kernel.address("data"), std::nullopt);
}

// ---- in expressions

std::string compiled(const std::string& where) {
	const std::vector rows = {recorded("inet_sock_set_state")};
	const auto plans = plan::compile_probes(rows, {.where = where});
	if (!plans) return plans.error().message + (plans.error().hint.empty() ? "" : "\nhint: " + plans.error().hint);
	return plan::explain_predicate(plans->plans[0]);
}

TEST(NamesInExpressions, StandForNumbers) {
	EXPECT_EQ(compiled("newstate == TCP_CLOSE"), "push field s32@20\npush 7\neq\n");
	EXPECT_EQ(compiled("TCP_CLOSE != newstate"), "push 7\npush field s32@20\nne\n");
	EXPECT_EQ(compiled("newstate == \"TCP_CLOSE\""), "push field s32@20\npush 7\neq\n");
	EXPECT_EQ(compiled("family & AF_INET6 == AF_INET6"), "push field u16@28\npush 10\nand\npush 10\neq\n");
}

TEST(NamesInExpressions, OthersAreRefused) {
	EXPECT_EQ(compiled("newstate == TCP_CLOS"), "--where: 'TCP_CLOS' is none of the names of 'newstate' of test:x\n"
												"hint: did you mean 'TCP_CLOSE'?");
	EXPECT_EQ(compiled("family == inet"), "--where: 'inet' is none of the names of 'family' of test:x\n"
										  "hint: they are AF_INET, AF_INET6");
	EXPECT_TRUE(compiled("sport == TCP_CLOSE").starts_with("--where: test:x has no field 'TCP_CLOSE'\nhint: "));
}

} // namespace
} // namespace strobe
