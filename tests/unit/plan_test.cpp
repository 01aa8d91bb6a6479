// SPDX-License-Identifier: BSD-2-Clause
// Every row compiles, under all options; a few plans in full; what is refused.
#include "plan/compile.h"

#include <gtest/gtest.h>

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "abi/event.h"
#include "decode/special.h"
#include "spec/structs_common.h"
#include "spec/words.h"

namespace strobe::plan {
namespace {

using namespace spec;
using Text = std::vector<std::string>;

constexpr CallOptions kAllOptions[] = {
	{}, {.abbrev = false}, {.verbose = false}, {.raw = true}, {.abbrev = false, .verbose = false},
};
constexpr unsigned kStringLimits[] = {0, 1, 32, 4096, 0x3fffffff}; // the last one is the most that -s takes

Options options_of(const CallOptions& call, unsigned max_string = 32) {
	Options o;
	o.max_string = max_string;
	o.of_call = [call](Abi, const Row&) { return call; };
	return o;
}

const Row& row(std::string_view name) {
	const Row* r = row_named(name);
	EXPECT_NE(r, nullptr) << name;
	return *r;
}

// ---- plans as text --------------------------------------------------------------------------------------------------

std::string length_text(const strobe_op& op) {
	const std::string scale = op.scale == 1 ? "" : fmt::format("*{}", op.scale);
	switch (op.len_from) {
	case STROBE_LEN_CONST: return fmt::format("{}{}", op.len_value, scale);
	case STROBE_LEN_ARG: return fmt::format("arg{}:{}{}", op.len_value, op.len_width, scale);
	case STROBE_LEN_RET: return "ret" + scale;
	case STROBE_LEN_PTR: return fmt::format("behind arg{}{}", op.len_value, scale);
	case STROBE_LEN_FIELD: return fmt::format("field@{}:{}{}", op.len_value, op.len_width, scale);
	case STROBE_LEN_BITS: return fmt::format("bits of arg{}{}", op.len_value, scale);
	default: return "?";
	}
}

std::string op_text(const strobe_op& op) {
	const bool nested = op.parent != STROBE_NO_PARENT;
	std::string s = op.kind == STROBE_OP_STR ? "str" : "mem";
	s += nested ? fmt::format(" op{}@{}", op.parent, op.ptr_off) : fmt::format(" arg{}", op.arg);
	if (nested && op.stride) s += fmt::format(" each {} up to {}", op.stride, op.count_max);
	if (op.kind == STROBE_OP_MEM) s += " len " + length_text(op);
	s += fmt::format(" max {}", op.max);
	if (op.flags & STROBE_OP_ENTRY) s += " entry";
	if (op.flags & STROBE_OP_RETRY) s += " retry";
	if (op.flags & STROBE_OP_EXIT) s += op.flags & STROBE_OP_OK_ONLY ? " exit" : " exit,failed";
	if (op.flags & STROBE_OP_BUDGET) s += " budget";
	if (op.flags & STROBE_OP_TO_NULL) s += " to-null";
	return s;
}

Text text(const strobe_plan& plan) {
	Text t;
	for (unsigned i = 0; i < plan.n_ops; i++) t.push_back(op_text(plan.op[i]));
	return t;
}

Text plan_of(const Row& r, const CallOptions& call = {}, unsigned max_string = 32) {
	const auto plan = compile(r, options_of(call, max_string));
	EXPECT_TRUE(plan) << plan.error().message;
	return plan ? text(*plan) : Text{};
}

TEST(Plan, APathIsAStringOfTheEntry) {
	EXPECT_EQ(plan_of(row("openat")), (Text{"str arg1 max 4096 entry retry"}));
	EXPECT_EQ(plan_of(row("openat"), {}, 4), (Text{"str arg1 max 4096 entry retry"})) << "-s does not cut paths";
}

TEST(Plan, OutputIsAsLongAsTheReturnValue) {
	EXPECT_EQ(plan_of(row("read")), (Text{"mem arg1 len ret max 33 exit"}));
	EXPECT_EQ(plan_of(row("read"), {}, 4096), (Text{"mem arg1 len ret max 4097 exit"}));
}

TEST(Plan, OfAStatOnlyWhatItsShortFormShows) {
	EXPECT_EQ(plan_of(row("fstat")), (Text{"mem arg1 len 56 max 56 exit"}));
	EXPECT_EQ(plan_of(row("fstat"), {.abbrev = false}), (Text{"mem arg1 len 144 max 144 exit"}));
}

TEST(Plan, AValueResultLengthIsReadOnBothSides) {
	EXPECT_EQ(plan_of(row("getsockname")), (Text{
											   "mem arg1 len behind arg2 max 128 exit",
											   "mem arg2 len 1*4 max 4 entry",
											   "mem arg2 len 1*4 max 4 exit",
										   }));
}

TEST(Plan, AVectorIsFollowed) {
	EXPECT_EQ(plan_of(row("writev")), (Text{
										  "mem arg1 len arg2:8*16 max 528 entry retry",
										  "mem op0@0 each 16 up to 33 len field@8:8 max 33 entry retry",
									  }));
	EXPECT_EQ(plan_of(row("readv")), (Text{
										 "mem arg1 len arg2:8*16 max 528 exit,failed",
										 "mem op0@0 each 16 up to 33 len field@8:8 max 33 exit,failed budget",
									 }));
}

TEST(Plan, AMessageIsReadWhereTheKernelLeftIt) {
	const Text want = {
		"mem arg1 len 56 max 56 entry", // the length of the address, as it was
		"mem arg1 len 56 max 56 exit",
		"mem op1@0 len field@8:4 max 128 exit",
		"mem op1@16 len field@24:8*16 max 528 exit",
		"mem op3@0 each 16 up to 33 len field@8:8 max 33 exit budget",
		"mem op1@32 len field@40:8 max 32768 exit",
	};
	EXPECT_EQ(plan_of(row("recvmsg")), want);
	EXPECT_EQ(plan_of(row("recvmsg"), {.verbose = false}), Text{}) << "structures print as addresses";
}

TEST(Plan, TheEnvironmentIsOnlyCountedUnlessVIsGiven) {
	const Text short_form = {
		"str arg0 max 4096 entry retry",
		"mem arg1 len 4096*8 max 264 entry retry to-null",
		"str op1@0 each 8 up to 33 max 33 entry retry to-null",
		"mem arg2 len 4096*8 max 12288 entry retry to-null",
	};
	const Text long_form = {
		"str arg0 max 4096 entry retry",
		"mem arg1 len 4096*8 max 4096 entry retry to-null",
		"str op1@0 each 8 up to 512 max 33 entry retry to-null",
		"mem arg2 len 4096*8 max 4096 entry retry to-null",
		"str op3@0 each 8 up to 512 max 33 entry retry to-null",
	};
	EXPECT_EQ(plan_of(row("execve")), short_form);
	EXPECT_EQ(plan_of(row("execve"), {.abbrev = false}), long_form);
}

TEST(Plan, RawArgumentsReadNothing) {
	for (const std::string_view name : {"openat", "read", "recvmsg", "execve"})
		EXPECT_EQ(plan_of(row(name), {.raw = true}), Text{}) << name;
}

TEST(Plan, CountedCallsReadNothingAndAreTraced) {
	Options o;
	o.count_only = true;
	const auto plan = compile(row("openat"), o);
	ASSERT_TRUE(plan);
	EXPECT_EQ(plan->n_ops, 0);
	EXPECT_TRUE(plan->flags & STROBE_PLAN_TRACED);
	EXPECT_FALSE(plan->flags & (STROBE_PLAN_ENTRY | STROBE_PLAN_EXIT));
}

TEST(Plan, FlagsTellWhatKindOfCallItIs) {
	const auto flags_of = [](std::string_view name) { return compile(row(name), {})->flags; };
	EXPECT_EQ(flags_of("openat"), STROBE_PLAN_TRACED | STROBE_PLAN_ENTRY | STROBE_PLAN_MAY_BLOCK);
	EXPECT_EQ(flags_of("read"), STROBE_PLAN_TRACED | STROBE_PLAN_EXIT | STROBE_PLAN_MAY_BLOCK);
	EXPECT_EQ(flags_of("close"), static_cast<uint32_t>(STROBE_PLAN_TRACED));
	EXPECT_EQ(flags_of("exit_group") & STROBE_PLAN_NO_RETURN, static_cast<uint32_t>(STROBE_PLAN_NO_RETURN));
	EXPECT_EQ(flags_of("execve") & STROBE_PLAN_EXEC, static_cast<uint32_t>(STROBE_PLAN_EXEC));
}

// ---- all rows -------------------------------------------------------------------------------------------------------

constexpr unsigned kMuch = ~0u;

/// Bytes of one element of what `op` reads, as far as the plan tells.
unsigned element_bytes(const strobe_op& child, const strobe_op& parent) {
	if (child.stride) return child.stride;
	return parent.len_from == STROBE_LEN_CONST ? parent.max : kMuch;
}

void check_nested(const strobe_plan& plan, unsigned i) {
	const strobe_op& op = plan.op[i];
	ASSERT_LT(op.parent, i) << "a parent runs before its children";
	const strobe_op& parent = plan.op[op.parent];
	EXPECT_EQ(parent.kind, STROBE_OP_MEM);
	const unsigned phases = STROBE_OP_ENTRY | STROBE_OP_EXIT | STROBE_OP_OK_ONLY | STROBE_OP_RETRY;
	EXPECT_EQ(op.flags & phases, parent.flags & phases) << "a child runs when its parent does";
	EXPECT_LE(op.ptr_off + 8u, element_bytes(op, parent));
	EXPECT_GE(op.count_max, 1u);
	EXPECT_EQ(plan.root_of[i], plan.root_of[op.parent]);
	if (op.len_from == STROBE_LEN_FIELD) {
		EXPECT_LE(op.len_value + op.len_width, element_bytes(op, parent));
		EXPECT_NE(std::string("\1\2\4\10").find(static_cast<char>(op.len_width)), std::string::npos)
			<< int{op.len_width};
	}
}

void check_op(const strobe_plan& plan, unsigned i) {
	const strobe_op& op = plan.op[i];
	EXPECT_TRUE(op.kind == STROBE_OP_STR || op.kind == STROBE_OP_MEM);
	EXPECT_GE(op.max, 1u);
	EXPECT_LE(op.max, STROBE_PIECE_MAX);
	EXPECT_GE(op.scale, 1u);
	EXPECT_TRUE(op.arg < 6 || op.arg == STROBE_ARG_STACK);
	EXPECT_EQ(!(op.flags & STROBE_OP_ENTRY), !!(op.flags & STROBE_OP_EXIT)) << "one phase";
	if (op.flags & STROBE_OP_RETRY) {
		EXPECT_TRUE(op.flags & STROBE_OP_ENTRY);
	}
	if (op.flags & STROBE_OP_OK_ONLY) {
		EXPECT_TRUE(op.flags & STROBE_OP_EXIT);
	}
	if (op.len_from == STROBE_LEN_CONST) {
		EXPECT_GE(op.len_value, 1u) << "reads nothing";
	}
	if (op.len_from == STROBE_LEN_ARG || op.len_from == STROBE_LEN_PTR || op.len_from == STROBE_LEN_BITS) {
		EXPECT_LT(op.len_value, 6);
	}
	if (op.len_from == STROBE_LEN_RET) {
		EXPECT_TRUE(op.flags & STROBE_OP_EXIT) << "there is no return value yet";
	}
	EXPECT_TRUE(plan.family[plan.root_of[i]] & (1u << i));
	if (op.parent == STROBE_NO_PARENT) {
		EXPECT_EQ(plan.root_of[i], i);
	} else {
		check_nested(plan, i);
	}
}

void check_masks(const strobe_plan& plan) {
	unsigned entry = 0, ok = 0, failed = 0, retry = 0;
	for (unsigned i = 0; i < plan.n_ops; i++) {
		const unsigned bit = 1u << i, f = plan.op[i].flags;
		if (f & STROBE_OP_ENTRY) entry |= bit;
		if (f & STROBE_OP_EXIT) ok |= bit;
		if ((f & STROBE_OP_EXIT) && !(f & STROBE_OP_OK_ONLY)) failed |= bit;
		if (f & STROBE_OP_RETRY) retry |= bit;
	}
	EXPECT_EQ(plan.entry_ops, entry);
	EXPECT_EQ(plan.exit_ok_ops, ok);
	EXPECT_EQ(plan.exit_failed_ops, failed);
	EXPECT_EQ(plan.retry_ops, retry);
	EXPECT_EQ(!!(plan.flags & STROBE_PLAN_ENTRY), entry != 0);
	EXPECT_EQ(!!(plan.flags & STROBE_PLAN_EXIT), ok != 0);
}

void check_set(const PlanSet& set) {
	ASSERT_EQ(set.plans.size(), size_t{STROBE_PLANS});
	for (unsigned p = 0; p < set.plans.size(); p++) {
		const strobe_plan& plan = set.plans[p];
		SCOPED_TRACE(fmt::format("plan {}", p));
		ASSERT_LE(plan.n_ops, STROBE_PLAN_OPS);
		for (unsigned i = 0; i < plan.n_ops; i++) {
			SCOPED_TRACE(fmt::format("op {}: {}", i, op_text(plan.op[i])));
			check_op(plan, i);
		}
		check_masks(plan);
		if (testing::Test::HasFailure()) return; // one plan says enough
	}
}

TEST(AllPlans, CompileAndAreSoundUnderAllOptions) {
	for (const CallOptions& call : kAllOptions) {
		for (const unsigned max_string : kStringLimits) {
			SCOPED_TRACE(
				fmt::format("abbrev {} verbose {} raw {} -s {}", call.abbrev, call.verbose, call.raw, max_string));
			const auto set = compile_all(options_of(call, max_string));
			ASSERT_TRUE(set) << set.error().message;
			check_set(*set);
		}
	}
}

TEST(AllPlans, EveryRowCompilesAlsoWithoutANumber) {
	for (const Row* r : rows())
		for (const CallOptions& call : kAllOptions) {
			const auto plan = compile(*r, options_of(call));
			EXPECT_TRUE(plan) << plan.error().message;
		}
}

TEST(AllPlans, VariantsAreKeyedOnceAndLieBehindTheAbis) {
	const auto set = compile_all({});
	ASSERT_TRUE(set);
	std::set<std::array<uint32_t, 3>> keys;
	std::set<uint32_t> slots;
	for (const auto& [key, slot] : set->variants) {
		EXPECT_TRUE(keys.insert({key.plan, key.value[0], key.value[1]}).second) << key.plan << " " << key.value[0];
		EXPECT_TRUE(slots.insert(slot).second);
		EXPECT_GE(slot, 3 * STROBE_NR_MAX);
		const strobe_plan& base = set->plans.at(key.plan);
		EXPECT_TRUE(base.flags & STROBE_PLAN_VARIANTS);
		EXPECT_LT(base.variant_arg[0], 6);
		EXPECT_EQ(key.value[0] & ~base.variant_mask, 0u) << "a value that the mask cuts is never found";
		EXPECT_TRUE(base.variant_arg[1] < 6 || key.value[1] == 0);
	}
	EXPECT_FALSE(keys.empty());
}

TEST(AllPlans, CallsThatAreNotTracedHaveAnEmptyPlan) {
	Options o;
	o.unknown_traced = false;
	o.of_call = [](Abi, const Row& r) { return CallOptions{.traced = r.name == "openat"}; };
	const auto set = compile_all(o);
	ASSERT_TRUE(set);
	std::set<uint32_t> traced;
	for (uint32_t i = 0; i < set->plans.size(); i++)
		if (set->plans[i].flags) traced.insert(i);
	const std::set<uint32_t> want = {plan_index(Abi::kX86_64, 257), plan_index(Abi::kI386, 295),
									 plan_index(Abi::kX32, 257)};
	EXPECT_EQ(traced, want);
}

TEST(AllPlans, CallsOfOtherAbisReadNothing) {
	const auto set = compile_all({});
	ASSERT_TRUE(set);
	for (uint32_t i = STROBE_NR_MAX; i < 3 * STROBE_NR_MAX; i++) {
		EXPECT_EQ(set->plans[i].n_ops, 0) << i;
		EXPECT_TRUE(set->plans[i].flags & STROBE_PLAN_TRACED) << i;
	}
}

TEST(AllPlans, NumbersBeyondTheTableShareTheLastSlot) {
	EXPECT_EQ(plan_index(Abi::kX86_64, 0), 0u);
	EXPECT_EQ(plan_index(Abi::kI386, 5), STROBE_NR_MAX + 5);
	EXPECT_EQ(plan_index(Abi::kX86_64, 100'000), STROBE_NR_MAX - 1);
	EXPECT_EQ(plan_index(Abi::kX32, ~0ull), 3 * STROBE_NR_MAX - 1);
	EXPECT_EQ(table_of(Abi::kX86_64).size() <= STROBE_NR_MAX, true) << "a row in the shared slot";
	EXPECT_EQ(row_of(Abi::kX86_64, STROBE_NR_MAX - 1), nullptr);
}

TEST(AllPlans, AbisAreNumberedAsInRecords) {
	EXPECT_EQ(static_cast<int>(Abi::kX86_64), STROBE_ABI_X86_64);
	EXPECT_EQ(static_cast<int>(Abi::kI386), STROBE_ABI_I386);
	EXPECT_EQ(static_cast<int>(Abi::kX32), STROBE_ABI_X32);
}

// ---- what is refused ------------------------------------------------------------------------------------------------

std::string refusal(const Row& r) {
	const auto plan = compile(r, {});
	return plan ? "(compiled)" : plan.error().message;
}

constexpr Field kFieldsWithTypo[] = {{"base", 0, to_bytes(by("lenght"))}, {"length", 8, t_uint(8)}};
constexpr StructDef kWithTypo{"with_typo", 16, kFieldsWithTypo};
constexpr Type kMessage = t_struct(kWithTypo);

TEST(Refused, ALengthThatNamesNoArgument) {
	EXPECT_EQ(refusal(Row("probe", 0, ret_int(), {in_bytes("buf", by("cuont")), size("count")})),
			  "the row of probe names an argument 'cuont' that it does not have");
	EXPECT_EQ(refusal(Row("probe", 0, ret_int(), {out_bytes("buf", by_ptr("len"))})),
			  "the row of probe names an argument 'len' that it does not have");
	EXPECT_EQ(refusal(Row("probe", 0, ret_int(), {in_bytes("set", bits("nfds"))})),
			  "the row of probe names an argument 'nfds' that it does not have");
}

TEST(Refused, ALengthThatNamesNeitherFieldNorArgument) {
	const std::string want = "the row of probe names an argument 'lenght' that it does not have";
	EXPECT_EQ(refusal(Row("probe", 0, ret_int(), {in_struct("msg", kWithTypo)})), want);
	EXPECT_EQ(refusal(Row("probe", 0, ret_int(), {in_array("vec", kMessage, fixed(2))})), want);
}

TEST(Refused, MoreOperationsThanAPlanHolds) {
	static constexpr Field kPointers[] = {{"a", 0, to_str()}, {"b", 8, to_str()}, {"c", 16, to_str()}};
	static constexpr StructDef kThree{"three", 24, kPointers};
	const auto a = [](string_view n) { return in_struct(n, kThree); };
	EXPECT_EQ(refusal(Row("probe", 0, ret_int(), {a("a"), a("b"), a("c"), a("d")})), "(compiled)") << "exactly 16";
	EXPECT_EQ(refusal(Row("probe", 0, ret_int(), {a("a"), a("b"), a("c"), a("d"), str("e")})),
			  "the row of probe needs more than 16 fetch operations");
}

// ---- names that only decoding uses ----------------------------------------------------------------------------------

/// Looks at every type that can be reached from a row.
struct Walk {
	std::string where;
	std::span<const Arg> args;
	std::set<std::string_view> specials{};

	[[nodiscard]] bool has_arg(string_view name) const {
		return std::any_of(args.begin(), args.end(), [&](const Arg& a) { return a.name == name; });
	}
	void function(string_view name, const char* kind, bool (*has)(const decode::Special&)) {
		if (name.empty()) return;
		const decode::Special* s = decode::find_special(name);
		ASSERT_NE(s, nullptr) << where << " names a function '" << name << "' that decode/ does not have";
		EXPECT_TRUE(has(*s)) << where << ": '" << name << "' is no function that prints " << kind;
		specials.insert(name);
	}
	void ret(const Ret& r) {
		function(r.special, "a note", [](const decode::Special& s) { return s.note != nullptr; });
		if (r.kind == RetKind::kFlags || r.kind == RetKind::kEnum) {
			EXPECT_NE(r.xlat, nullptr) << where;
		}
	}
	void type(const Type& t, std::span<const Field> siblings, int depth = 0) {
		ASSERT_LT(depth, 16) << where << ": a type that holds itself";
		function(t.special, "a value", [](const decode::Special& s) { return s.value != nullptr; });
		length(t.len, siblings);
		if (t.kind == Kind::kFlags || t.kind == Kind::kEnum) {
			EXPECT_NE(t.xlat, nullptr) << where;
		}
		if (t.kind == Kind::kStruct) {
			ASSERT_NE(t.st, nullptr) << where;
			fields(*t.st, depth);
		}
		if (t.kind == Kind::kArray) {
			ASSERT_NE(t.elem, nullptr) << where;
			type(*t.elem, siblings, depth + 1);
		}
	}
	void length(const Len& len, std::span<const Field> siblings) {
		const bool field =
			std::any_of(siblings.begin(), siblings.end(), [&](const Field& f) { return f.name == len.name; });
		if (!len.name.empty()) {
			EXPECT_TRUE(field || has_arg(len.name)) << where << " names '" << len.name << "'";
		}
		if (!len.at_most.empty()) {
			EXPECT_TRUE(has_arg(len.at_most)) << where << " names '" << len.at_most << "'";
		}
	}
	void fields(const StructDef& s, int depth) {
		for (const Field& f : s.fields) {
			const bool scalar = f.type.ptr || f.type.kind < Kind::kStr;
			EXPECT_LE(f.offset + (f.type.ptr ? 8u
								  : scalar   ? f.type.size
											 : 0u),
					  s.size)
				<< where << " " << s.name << "." << f.name;
			type(f.type, s.fields, depth + 1);
		}
	}
	void arguments() {
		for (const Arg& a : args) {
			type(a.type, {});
			if (!a.cond_arg.empty()) {
				EXPECT_TRUE(has_arg(a.cond_arg)) << where << " names '" << a.cond_arg << "'";
			}
		}
	}
	void call(string_view special) {
		function(special, "a call", [](const decode::Special& s) { return s.call != nullptr; });
	}
};

TEST(AllRows, NamesResolve) {
	std::set<std::string_view> used;
	for (const Row* r : rows()) {
		Walk walk{std::string(r->name), {r->args.data(), r->n_args}};
		walk.arguments();
		walk.ret(r->ret);
		walk.call(r->special);
		used.merge(walk.specials);
		if (!r->variants) continue;
		EXPECT_TRUE(walk.has_arg(r->variants->key[0])) << r->name;
		EXPECT_TRUE(r->variants->key[1].empty() || walk.has_arg(r->variants->key[1])) << r->name;
		for (const Variant& v : r->variants->list) {
			Walk inner{fmt::format("{} for {:#x}", r->name, v.value[0]), {v.args.data(), v.n_args}};
			inner.arguments();
			inner.ret(v.ret);
			inner.call(v.special);
			used.merge(inner.specials);
		}
	}
	EXPECT_GT(used.size(), 10u) << "the walk finds specials at all";
}

TEST(AllRows, ArgumentsHaveNamesOfTheirOwn) {
	for (const Row* r : rows()) {
		std::set<string_view> names;
		for (unsigned i = 0; i < r->n_args; i++)
			EXPECT_TRUE(names.insert(r->args[i].name).second) << r->name << " " << r->args[i].name;
	}
}

} // namespace
} // namespace strobe::plan
