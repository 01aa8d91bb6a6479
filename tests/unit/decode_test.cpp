// SPDX-License-Identifier: BSD-2-Clause
// The generic part of decoding: arguments, memory, results, as strace prints them.
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <csignal>

#include "sample_call.h"

namespace strobe::decode {
namespace {

// ---- names ------------------------------------------------------------------------------------------------

constexpr Name kOpenNames[] = {{0x101000, "O_SYNC"}, {0x1000, "O_DSYNC"}, {0x40, "O_CREAT"}, {0x80000, "O_CLOEXEC"}};
constexpr Name kAccessNames[] = {{0, "O_RDONLY"}, {1, "O_WRONLY"}, {2, "O_RDWR"}};
constexpr Xlat kAccess{"O_???", kAccessNames};
constexpr Xlat kOpen{"O_???", kOpenNames, 3, &kAccess};
constexpr Name kPlainNames[] = {{1, "F_ONE"}, {2, "F_TWO"}};
constexpr Xlat kPlain{"F_???", kPlainNames};
constexpr Name kZeroNames[] = {{0, "P_NONE"}, {1, "P_READ"}};
constexpr Xlat kZero{"P_???", kZeroNames};

// ---- scalars ----------------------------------------------------------------------------------------------

TEST(Scalars, NumbersAreAsWideAsTheCallTakesThem) {
	EXPECT_EQ(one(num("a"), 0xdeadbeefffffffffull), "-1");
	EXPECT_EQ(one(unum("a"), 0xdeadbeefffffffffull), "4294967295");
	EXPECT_EQ(one(lnum("a"), ~0ull), "-1");
	EXPECT_EQ(one(ulnum("a"), ~0ull), "18446744073709551615");
	EXPECT_EQ(one(hex("a"), 0x10), "0x10");
	EXPECT_EQ(one(hex("a"), 0), "0");
	EXPECT_EQ(one(hex("a", 4), 0xdeadbeef00000001ull), "0x1");
	EXPECT_EQ(one(addr("a"), 0), "NULL");
	EXPECT_EQ(one(addr("a"), 0x7f00), "0x7f00");
	EXPECT_EQ(one(pid("a"), 0xfffffffful), "-1");
}

TEST(Scalars, Descriptors) {
	EXPECT_EQ(one(fd("a"), 0xffffffff00000003ull), "3");
	EXPECT_EQ(one(dirfd("a"), 0xffffff9cull), "AT_FDCWD");
	EXPECT_EQ(one(dirfd("a"), 4), "4");
}

TEST(Scalars, Modes) {
	EXPECT_EQ(one(mode("a"), 0644), "0644");
	EXPECT_EQ(one(mode("a"), 0), "000");
	EXPECT_EQ(one(mode("a"), 0xffff0000 | 0755), "0755");
	EXPECT_EQ(one(filemode("a"), S_IFREG | 0644), "S_IFREG|0644");
	EXPECT_EQ(one(filemode("a"), S_IFDIR | S_ISVTX | 0777), "S_IFDIR|S_ISVTX|0777");
	EXPECT_EQ(one(filemode("a"), S_IFREG | S_ISUID | S_ISGID), "S_IFREG|S_ISUID|S_ISGID|000");
	EXPECT_EQ(one(filemode("a"), 0600), "0600");
	EXPECT_EQ(one(filemode("a"), 0170000 | 0600), "0170600");
}

TEST(Scalars, OwnersAndDevices) {
	EXPECT_EQ(one(uid("a"), 0xffffffff), "-1");
	EXPECT_EQ(one(uid("a"), 1000), "1000");
	EXPECT_EQ(one(dev("a"), 0x801), "makedev(0x8, 0x1)");
	EXPECT_EQ(one(dev("a"), 0), "makedev(0, 0)");
}

TEST(Scalars, Signals) {
	EXPECT_EQ(one(signal("a"), SIGINT), "SIGINT");
	EXPECT_EQ(one(signal("a"), 32), "SIGRTMIN");
	EXPECT_EQ(one(signal("a"), 35), "SIGRT_3");
	EXPECT_EQ(one(signal("a"), 0), "0");
	EXPECT_EQ(one(signal("a"), 65), "65");
	EXPECT_EQ(one(signal("a"), ~0ull), "-1");
}

TEST(Scalars, Flags) {
	EXPECT_EQ(one(flags("a", kPlain), 3), "F_ONE|F_TWO");
	EXPECT_EQ(one(flags("a", kPlain), 0x1001), "F_ONE|0x1000");
	EXPECT_EQ(one(flags("a", kPlain), 0x1000), "0x1000 /* F_??? */");
	EXPECT_EQ(one(flags("a", kPlain), 0), "0");
	EXPECT_EQ(one(flags("a", kZero), 0), "P_NONE");
	EXPECT_EQ(one(flags("a", kZero), 1), "P_READ");
	EXPECT_EQ(one(flags("a", kPlain), 0xffffffff00000001ull), "F_ONE");
}

TEST(Scalars, FlagsWithAnEnumerationInside) {
	EXPECT_EQ(one(flags("a", kOpen), 0), "O_RDONLY");
	EXPECT_EQ(one(flags("a", kOpen), 0x80042), "O_RDWR|O_CREAT|O_CLOEXEC");
	EXPECT_EQ(one(flags("a", kOpen), 0x101001), "O_WRONLY|O_SYNC");
	EXPECT_EQ(one(flags("a", kOpen), 0x1001), "O_WRONLY|O_DSYNC");
	EXPECT_EQ(one(flags("a", kOpen), 0x10000002), "O_RDWR|0x10000000");
	EXPECT_EQ(one(flags("a", kOpen), 0x43), "O_CREAT|0x3");
}

TEST(Scalars, Enumerations) {
	EXPECT_EQ(one(choice("a", kPlain), 2), "F_TWO");
	EXPECT_EQ(one(choice("a", kPlain), 3), "0x3 /* F_??? */");
	Type wide = t_enum(kPlain);
	wide.wide_unknown = true;
	EXPECT_EQ(one(arg("a", wide), 30), "30 /* F_??? */");
}

TEST(Scalars, StylesOfX) {
	const auto styled = [](Arg a, uint64_t v, out::XlatStyle style) {
		Sample s({v});
		s.text.xlat = style;
		return one(a, s);
	};
	const auto raw_style = out::XlatStyle::kRaw, verbose = out::XlatStyle::kVerbose;
	EXPECT_EQ(styled(flags("a", kOpen), 0x80002, raw_style), "0x80002");
	EXPECT_EQ(styled(flags("a", kOpen), 0x80002, verbose), "0x80002 /* O_RDWR|O_CLOEXEC */");
	EXPECT_EQ(styled(flags("a", kPlain), 0x1001, verbose), "0x1001 /* F_ONE|0x1000 */");
	EXPECT_EQ(styled(flags("a", kPlain), 0, verbose), "0");
	EXPECT_EQ(styled(choice("a", kPlain), 1, verbose), "0x1 /* F_ONE */");
	EXPECT_EQ(styled(dirfd("a"), 0xffffff9c, raw_style), "-100");
	EXPECT_EQ(styled(dirfd("a"), 0xffffff9c, verbose), "-100 /* AT_FDCWD */");
	EXPECT_EQ(styled(signal("a"), 2, verbose), "2 /* SIGINT */");
	EXPECT_EQ(styled(dev("a"), 0x801, verbose), "0x801 /* makedev(0x8, 0x1) */");
	EXPECT_EQ(styled(filemode("a"), 0100644, verbose), "0100644 /* S_IFREG|0644 */");
}

// ---- strings ----------------------------------------------------------------------------------------------

TEST(Strings, NullBadAndGood) {
	EXPECT_EQ(one(str("a"), 0), "NULL");
	EXPECT_EQ(one(str("a"), kBuf), "0x7000");
	Sample s({kBuf});
	s.before(kBuf, "hi\0"s);
	EXPECT_EQ(one(str("a"), s), R"("hi")");
}

TEST(Strings, AreCutByS) {
	Sample s({kBuf});
	s.options.max_string = 3;
	s.before(kBuf, "abc\0"s);
	EXPECT_EQ(one(str("a"), s), R"("abc")");
	s.before(kBuf2, "abcd"s);
	s.call.args[0] = kBuf2;
	EXPECT_EQ(one(str("a"), s), R"("abc"...)");
}

TEST(Strings, BeforeABadPageOnlyTheAddress) {
	Sample s({kBuf});
	s.before(kBuf, "abc", kFault);
	EXPECT_EQ(one(str("a"), s), "0x7000");
	EXPECT_EQ(one(path("a"), s), "0x7000");
}

TEST(Strings, PathsAreNotCutByS) {
	const std::string name(100, 'x');
	Sample s({kBuf});
	s.before(kBuf, name + '\0');
	EXPECT_EQ(one(path("a"), s), '"' + name + '"');
	Sample endless({kBuf});
	endless.before(kBuf, std::string(4096, 'y'));
	EXPECT_EQ(one(path("a"), endless), '"' + std::string(4095, 'y') + "\"...");
}

TEST(Strings, HexOptions) {
	Sample s({kBuf});
	s.before(kBuf, "a\x80\0"s);
	s.text.hex_strings = out::HexStrings::kNonAscii;
	EXPECT_EQ(one(path("a"), s), R"("\x61\x80")");
	s.text.hex_strings = out::HexStrings::kNone;
	EXPECT_EQ(one(path("a"), s), R"("a\200")");
}

const Row kWrite("write", 0, ret_int(), {fd("fd"), in_bytes("buf", by("count")), spec::size("count")});

TEST(Buffers, AreCutAndChecked) {
	Sample s({1, kBuf, 40});
	s.before(kBuf, std::string(33, 'a'));
	EXPECT_EQ(s.arguments(&kWrite), "1, \"" + std::string(32, 'a') + "\"..., 40");
	s.call.args[2] = 32;
	EXPECT_EQ(s.arguments(&kWrite), "1, \"" + std::string(32, 'a') + "\", 32");
	s.call.args[2] = 0;
	EXPECT_EQ(s.arguments(&kWrite), "1, \"\", 0");
}

TEST(Buffers, ReadableAreAllOrNothing) {
	Sample s({1, kBuf, 33});
	s.before(kBuf, std::string(32, 'a'), kFault);
	EXPECT_EQ(s.arguments(&kWrite), "1, 0x7000, 33");
	s.call.args[1] = 0;
	EXPECT_EQ(s.arguments(&kWrite), "1, NULL, 33");
}

TEST(Buffers, WhatTheCaptureCutStillPrints) {
	Sample s({1, kBuf, 100});
	s.options.max_string = 50;
	s.before(kBuf, std::string(10, 'a'));
	EXPECT_EQ(s.arguments(&kWrite), R"(1, "aaaaaaaaaa"..., 100)");
}

const Row kRead("read", 0, ret_int(), {fd("fd"), out_bytes("buf", by_ret()), spec::size("count")});

TEST(Outputs, AreAsLongAsTheResult) {
	Sample s({3, kBuf, 10});
	s.after(kBuf, "ab\n").returns(3);
	EXPECT_EQ(s.arguments(&kRead), R"(3, "ab\n", 10)");
	EXPECT_EQ(s.result(&kRead), "= 3");
}

TEST(Outputs, OfFailedCallsAreAddresses) {
	Sample s({3, kBuf, 10});
	s.after(kBuf, "ab\n").returns(-EBADF);
	EXPECT_EQ(s.arguments(&kRead), "3, 0x7000, 10");
	EXPECT_EQ(s.result(&kRead), "= -1 EBADF (Bad file descriptor)");
}

TEST(Outputs, WaitForTheResult) {
	Sample s({3, kBuf, 10});
	EXPECT_EQ(s.arguments(&kRead), "3, <unfinished from 1>");
	s.after(kBuf, "ab").returns(2);
	EXPECT_EQ(s.arguments(&kRead, 1), R"("ab", 10)");
}

TEST(Outputs, SomeAreReadAlthoughTheCallFailed) {
	Sample s({kBuf});
	s.after(kBuf, raw(5)).returns(-EINVAL);
	EXPECT_EQ(one(out_ref("a", kInt).even_if_failed(), s), "[5]");
	EXPECT_EQ(one(out_ref("a", kInt), s), "0x7000");
}

// ---- in and out -------------------------------------------------------------------------------------------

TEST(InOut, ShowsBothWhenTheyDiffer) {
	Sample s({kBuf});
	s.before(kBuf, raw(16)).after(kBuf, raw(28)).returns(0);
	EXPECT_EQ(one(inout_ref("a", kInt), s), "[16 => 28]");
	Sample same({kBuf});
	same.before(kBuf, raw(16)).after(kBuf, raw(16)).returns(0);
	EXPECT_EQ(one(inout_ref("a", kInt), same), "[16]");
}

TEST(InOut, OfFailedCallsShowsTheInput) {
	Sample s({kBuf});
	s.before(kBuf, raw(16)).after(kBuf, raw(28)).returns(-EINVAL);
	EXPECT_EQ(one(inout_ref("a", kInt), s), "[16]");
	EXPECT_EQ(one(inout_ref("a", kInt), 0), "<unfinished from 0>");
}

constexpr Field kPointFields[] = {
	{"x", 0, t_int()}, {"hidden", 4, t_skip(4)}, {"y", 8, t_int(), Show::kVerbose}, {"z", 12, t_int(), Show::kNonZero}};
constexpr StructDef kPoint{"point", 16, kPointFields};

std::string point(int x, int y, int z) {
	return raw(x) + raw(0) + raw(y) + raw(z);
}

TEST(InOut, Structures) {
	Sample s({kBuf});
	s.before(kBuf, point(1, 2, 0)).after(kBuf, point(3, 2, 0)).returns(0);
	EXPECT_EQ(one(inout_struct("a", kPoint), s), "{x=1, ...} => {x=3, ...}");
	Sample unreadable({kBuf});
	unreadable.returns(0);
	EXPECT_EQ(one(inout_struct("a", kPoint), unreadable), "0x7000");
}

// ---- structures and arrays --------------------------------------------------------------------------------

TEST(Structures, WholeOrNotAtAll) {
	Sample s({kBuf});
	s.before(kBuf, point(1, 2, 0));
	EXPECT_EQ(one(in_struct("a", kPoint), s), "{x=1, ...}");
	s.how.abbrev = false;
	EXPECT_EQ(one(in_struct("a", kPoint), s), "{x=1, y=2}");
	s.how.verbose = false;
	EXPECT_EQ(one(in_struct("a", kPoint), s), "0x7000");
	Sample partial({kBuf});
	partial.before(kBuf, point(1, 2, 0).substr(0, 15), kFault);
	EXPECT_EQ(one(in_struct("a", kPoint), partial), "0x7000");
	EXPECT_EQ(one(in_struct("a", kPoint), 0), "NULL");
}

TEST(Structures, FieldsThatAreZeroMayHide) {
	Sample s({kBuf});
	s.before(kBuf, point(1, 2, 9));
	EXPECT_EQ(one(in_struct("a", kPoint), s), "{x=1, z=9, ...}");
}

constexpr Field kInnerFields[] = {{"name", 0, t_chars(8)}, {"mask", 8, t_sigset()}, {"p", 16, t_struct(kPoint)}};
constexpr StructDef kInner{"inner", 32, kInnerFields};

TEST(Structures, HoldObjectsInPlace) {
	Sample t({kBuf});
	t.before(kBuf, "abc\0...."s + raw(uint64_t{3}) + point(7, 0, 0));
	EXPECT_EQ(one(in_struct("a", kInner), t), R"({name="abc", mask=[HUP INT], p={x=7, ...}})");
	Sample endless({kBuf});
	endless.before(kBuf, "abcdefgh"s + raw(uint64_t{0}) + point(7, 0, 0));
	EXPECT_EQ(one(in_struct("a", kInner), endless), R"({name="abcdefg"..., mask=[], p={x=7, ...}})");
}

constexpr Field kVecFields[] = {
	{"iov_base", 0, to_bytes(Len{.from = LenFrom::kArg, .name = "iov_len", .budget = true})},
	{"iov_len", 8, t_uint(8)}};
constexpr StructDef kVec{"iovec", 16, kVecFields};
constexpr Type kVecType = t_struct(kVec);
const Row kReadv("readv", 0, ret_int(),
				 {fd("fd"), out_array("iov", kVecType, by("iovcnt")).even_if_failed(), unum("iovcnt")});
const Row kWritev("writev", 0, ret_int(), {fd("fd"), in_array("iov", kVecType, by("iovcnt")), unum("iovcnt")});

std::string vectors(uint64_t a, uint64_t n, uint64_t b, uint64_t m) {
	return raw(a) + raw(n) + raw(b) + raw(m);
}

TEST(Arrays, OfVectors) {
	Sample s({3, kBuf, 2});
	s.before(kBuf, vectors(kBuf2, 3, kBuf3, 2)).before(kBuf2, "abc").before(kBuf3, "de");
	EXPECT_EQ(s.arguments(&kWritev), R"(3, [{iov_base="abc", iov_len=3}, {iov_base="de", iov_len=2}], 2)");
}

TEST(Arrays, OfVectorsHoldNoMoreThanTheResult) {
	Sample s({3, kBuf, 2});
	s.after(kBuf, vectors(kBuf2, 3, kBuf3, 2)).after(kBuf2, "abc").after(kBuf3, "d").returns(4);
	EXPECT_EQ(s.arguments(&kReadv), R"(3, [{iov_base="abc", iov_len=3}, {iov_base="d", iov_len=2}], 2)");
}

TEST(Arrays, OfVectorsOfAFailedCallAreAddresses) {
	Sample s({3, kBuf, 1});
	s.after(kBuf, raw(kBuf2) + raw(uint64_t{3})).after(kBuf2, "abc").returns(-EFAULT);
	EXPECT_EQ(s.arguments(&kReadv), "3, [{iov_base=0x8000, iov_len=3}], 1");
}

const Row kNumbers("numbers", 0, ret_int(), {in_array("list", kInt, by("n")), num("n")});

TEST(Arrays, ElementByElement) {
	Sample s({kBuf, 3});
	s.before(kBuf, raw(1) + raw(2), kFault);
	EXPECT_EQ(s.arguments(&kNumbers), "[1, 2, ... /* 0x7008 */], 3");
	s.call.args[1] = 2;
	EXPECT_EQ(s.arguments(&kNumbers), "[1, 2], 2");
	s.call.args[1] = 0;
	EXPECT_EQ(s.arguments(&kNumbers), "[], 0");
	s.call.args = {kBuf2, 2};
	EXPECT_EQ(s.arguments(&kNumbers), "0x8000, 2");
	s.call.args = {0, 2};
	EXPECT_EQ(s.arguments(&kNumbers), "NULL, 2");
}

TEST(Arrays, AreCutByS) {
	Sample s({kBuf, 4});
	s.options.max_string = 2;
	s.before(kBuf, raw(1) + raw(2) + raw(3) + raw(4));
	EXPECT_EQ(s.arguments(&kNumbers), "[1, 2, ...], 4");
	s.how.abbrev = false;
	EXPECT_EQ(s.arguments(&kNumbers), "[1, 2, 3, 4], 4");
}

TEST(Arrays, AbsurdLengthsPrintTheAddress) {
	Sample s({kBuf, ~0ull});
	s.before(kBuf, raw(1));
	EXPECT_EQ(s.arguments(&kNumbers), "0x7000, -1");
}

// ---- sets -------------------------------------------------------------------------------------------------

TEST(Sigsets, InvertedWhenTwoThirdsAreSet) {
	const auto set = [](uint64_t bits) {
		Sample s({kBuf});
		s.before(kBuf, raw(bits));
		return one(in_sigset("a", fixed(8)), s);
	};
	EXPECT_EQ(set(0), "[]");
	EXPECT_EQ(set(1ull << (SIGINT - 1) | 1ull << (SIGCHLD - 1)), "[INT CHLD]");
	EXPECT_EQ(set(1ull << 31 | 1ull << 33), "[RTMIN RT_2]");
	EXPECT_EQ(set(~0ull), "~[]");
	EXPECT_EQ(set(~(1ull << 31 | 1ull << 32)), "~[RTMIN RT_1]");
	EXPECT_EQ(one(in_sigset("a", fixed(16)), kBuf), "0x7000");
}

// ---- the row as a whole -----------------------------------------------------------------------------------

TEST(Rows, OptionalArguments) {
	const Row open("open", 0, ret_fd(), {path("p"), flags("flags", kOpen), mode("mode").only_if("flags", 0x40)});
	Sample s({0, 0x41, 0600});
	EXPECT_EQ(s.arguments(&open), "NULL, O_WRONLY|O_CREAT, 0600");
	s.call.args[1] = 1;
	EXPECT_EQ(s.arguments(&open), "NULL, O_WRONLY");
}

TEST(Rows, WithoutKnowledgeArgumentsAreNumbers) {
	Sample s({1, 0, 0xffffffffffffffff, 4, 5, 6});
	s.call.nr = 0x1d7;
	TextBuf name;
	Decoder::name(nullptr, s.call, name);
	EXPECT_EQ(name.view(), "syscall_0x1d7");
	EXPECT_EQ(s.arguments(nullptr), "0x1, 0, 0xffffffffffffffff, 0x4, 0x5, 0x6");
	const Row bare("bare", 0, {"a", "b"});
	EXPECT_EQ(s.arguments(&bare), "0x1, 0");
}

TEST(Rows, RawAndForeignAbisPrintNumbers) {
	Sample s({3, kBuf, 10});
	s.how.raw = true;
	EXPECT_EQ(s.arguments(&kRead), "0x3, 0x7000, 0xa");
	s.returns(10);
	EXPECT_EQ(s.result(&kRead), "= 0xa");
	s.how.raw = false;
	s.call.abi = STROBE_ABI_I386;
	EXPECT_EQ(s.arguments(&kRead), "0x3, 0x7000, 0xa");
	EXPECT_EQ(s.result(&kRead), "= 10");
}

TEST(Rows, VariantsChooseTheArguments) {
	static const Variant list[] = {
		Variant(1, ret_flags(kPlain), {fd("fd"), choice("cmd", kPlain)}),
		Variant(2, ret_int(), {fd("fd"), choice("cmd", kPlain), unum("arg")}),
	};
	static const Variants variants{{"cmd", ""}, ~0ull, list};
	const Row fcntl = Row("fcntl", 0, ret_int(), {fd("fd"), choice("cmd", kPlain), hex("arg")}).with(variants);
	Sample s({3, 1, 9});
	s.returns(1);
	EXPECT_EQ(s.arguments(&fcntl), "3, F_ONE");
	EXPECT_EQ(s.result(&fcntl), "= 0x1 (flags F_ONE)");
	s.returns(0);
	EXPECT_EQ(s.result(&fcntl), "= 0");
	s.call.args[1] = 2;
	EXPECT_EQ(s.arguments(&fcntl), "3, F_TWO, 9");
	s.call.args[1] = 3;
	EXPECT_EQ(s.arguments(&fcntl), "3, 0x3 /* F_??? */, 0x9");
}

TEST(Results, OfEveryKind) {
	const auto result = [](Ret ret, int64_t v) {
		const Row row("x", 0, ret, std::initializer_list<Arg>{});
		Sample s({});
		s.returns(v);
		return s.result(&row);
	};
	EXPECT_EQ(result(ret_int(), 5), "= 5");
	EXPECT_EQ(result(ret_fd(), 3), "= 3");
	EXPECT_EQ(result(ret_hex(), 0x7f0000000000), "= 0x7f0000000000");
	EXPECT_EQ(result(ret_hex(), 0), "= 0");
	EXPECT_EQ(result(ret_oct(), 022), "= 022");
	EXPECT_EQ(result(ret_enum(kPlain), 2), "= 0x2 (F_TWO)");
	EXPECT_EQ(result(ret_enum(kPlain), 9), "= 0x9");
	EXPECT_EQ(result(ret_none(), 0), "= ?");
	EXPECT_EQ(result(ret_int(), -ENOENT), "= -1 ENOENT (No such file or directory)");
	EXPECT_EQ(result(ret_int(), -4000), "= -1 (errno 4000)");
	EXPECT_EQ(result(ret_int(), -4096), "= 18446744073709547520");
	EXPECT_EQ(result(ret_int(), -512), "= ? ERESTARTSYS (To be restarted if SA_RESTART is set)");
	EXPECT_EQ(result(ret_int(), -513), "= ? ERESTARTNOINTR (To be restarted)");
	EXPECT_EQ(result(ret_int(), -514), "= ? ERESTARTNOHAND (To be restarted if no handler)");
	EXPECT_EQ(result(ret_int(), -516), "= ? ERESTART_RESTARTBLOCK (Interrupted by signal)");
	Sample unfinished({});
	EXPECT_EQ(unfinished.result(&kRead), "= ?");
}

} // namespace
} // namespace strobe::decode
