// SPDX-License-Identifier: BSD-2-Clause
// Calls made by hand, and the text that strace prints for them.
#include "decode/decoder.h"

#include <gtest/gtest.h>
#include <linux/sched.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <sys/un.h>

#include <csignal>
#include <cstring>
#include <deque>
#include <string>

#include "decode/special.h"
#include "out/text.h"
#include "spec/registry.h"
#include "spec/words.h"

namespace strobe::decode {
namespace {

using namespace spec;
using namespace std::literals;

constexpr uint64_t kBuf = 0x7000, kBuf2 = 0x8000, kBuf3 = 0x9000;
constexpr int16_t kFault = -14;

template <class T>
std::string raw(const T& v) {
	return {reinterpret_cast<const char*>(&v), sizeof v};
}

/// A call with its memory; the pieces' bytes live here.
struct Sample {
	event::Call call;
	CallOptions how;
	DecodeOptions options;
	out::TextOptions text;
	std::deque<std::string> bytes;

	explicit Sample(std::initializer_list<uint64_t> args) { std::copy(args.begin(), args.end(), call.args.begin()); }

	event::Piece piece(uint64_t addr, std::string s, int16_t status) {
		bytes.push_back(std::move(s));
		const std::string& b = bytes.back();
		return {
			addr, static_cast<uint32_t>(b.size()), status, 0, {reinterpret_cast<const uint8_t*>(b.data()), b.size()}};
	}
	Sample& before(uint64_t addr, std::string s, int16_t status = 0) {
		call.before.add(piece(addr, std::move(s), status));
		return *this;
	}
	Sample& after(uint64_t addr, std::string s, int16_t status = 0) {
		call.after.add(piece(addr, std::move(s), status));
		return *this;
	}
	Sample& returns(int64_t v) {
		call.finished = true;
		call.ret = v;
		return *this;
	}

	/// Arguments from `from` on; `...` behind a part that stops before the result is known.
	std::string arguments(const Row* row, unsigned from = 0) {
		TextBuf b;
		out::TextSink sink(b, text);
		Decoder d(options);
		sink.begin_arguments();
		const Printed p = d.arguments(row, call, how, from, sink);
		if (!p.all) {
			if (p.comma) sink.pause_arguments();
			b.put("<unfinished from ");
			b.udec(p.next);
			b.put('>');
		}
		return std::string(b.view());
	}
	std::string result(const Row* row) {
		TextBuf b;
		out::TextSink sink(b, text);
		Decoder(options).result(row, call, how, sink);
		return std::string(b.view());
	}
};

/// One argument of a call that reads.
std::string one(Arg a, Sample& s) {
	const Row row("test", 0, ret_int(), {a});
	return s.arguments(&row);
}
std::string one(Arg a, uint64_t v) {
	Sample s({v});
	return one(a, s);
}

// Rows keep pointers to the types of elements.
constexpr Type kInt = t_int();

// ---- names
// --------------------------------------------------------------------------------------------------------------

constexpr Name kOpenNames[] = {{0x101000, "O_SYNC"}, {0x1000, "O_DSYNC"}, {0x40, "O_CREAT"}, {0x80000, "O_CLOEXEC"}};
constexpr Name kAccessNames[] = {{0, "O_RDONLY"}, {1, "O_WRONLY"}, {2, "O_RDWR"}};
constexpr Xlat kAccess{"O_???", kAccessNames};
constexpr Xlat kOpen{"O_???", kOpenNames, 3, &kAccess};
constexpr Name kPlainNames[] = {{1, "F_ONE"}, {2, "F_TWO"}};
constexpr Xlat kPlain{"F_???", kPlainNames};
constexpr Name kZeroNames[] = {{0, "P_NONE"}, {1, "P_READ"}};
constexpr Xlat kZero{"P_???", kZeroNames};

// ---- scalars
// ------------------------------------------------------------------------------------------------------------

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

// ---- strings
// ------------------------------------------------------------------------------------------------------------

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

// ---- in and out -----------------------------------------------------------------------------------------------------

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

// ---- structures and arrays
// ----------------------------------------------------------------------------------------------

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

constexpr Type kString = to_str();
const Row kExec("execve", 0, ret_int(),
				{path("pathname"), in_array("argv", kString, to_null()),
				 in_array("envp", kString, to_null()).special("envp")});

TEST(Arrays, UpToANull) {
	Sample s({kBuf, kBuf2, kBuf3});
	s.before(kBuf, "/bin/x\0"s).before(kBuf2, raw(kBuf) + raw(uint64_t{0x123}) + raw(uint64_t{0}));
	s.before(kBuf3, raw(kBuf) + raw(uint64_t{0}));
	EXPECT_EQ(s.arguments(&kExec), R"("/bin/x", ["/bin/x", 0x123], 0x9000 /* 1 var */)");
	s.how.abbrev = false;
	EXPECT_EQ(s.arguments(&kExec), R"("/bin/x", ["/bin/x", 0x123], ["/bin/x"])");
}

TEST(Arrays, UpToANullThatDoesNotCome) {
	Sample s({kBuf, kBuf2, kBuf2});
	s.before(kBuf, "x\0"s).before(kBuf2, raw(kBuf) + raw(kBuf), kFault);
	EXPECT_EQ(s.arguments(&kExec), R"("x", ["x", "x", ... /* 0x8010 */], 0x8000 /* 2 vars, unterminated */)");
	s.call.args = {kBuf, 0x5000, 0x5000};
	EXPECT_EQ(s.arguments(&kExec), R"("x", 0x5000, 0x5000)");
}

// ---- sets
// ---------------------------------------------------------------------------------------------------------------

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

// ---- socket addresses
// ---------------------------------------------------------------------------------------------------

const Row kConnect("connect", 0, ret_int(), {fd("fd"), in_sockaddr("addr", by("len")), num("len")});

std::string address(const std::string& bytes, uint64_t len, out::XlatStyle style = out::XlatStyle::kAbbrev) {
	Sample s({3, kBuf, len});
	s.text.xlat = style;
	s.before(kBuf, bytes);
	std::string a = s.arguments(&kConnect);
	return a.substr(3, a.rfind(", ") - 3);
}

TEST(Sockaddr, Inet) {
	sockaddr_in sin{};
	sin.sin_family = AF_INET;
	sin.sin_port = htons(80);
	sin.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	EXPECT_EQ(address(raw(sin), sizeof sin),
			  R"({sa_family=AF_INET, sin_port=htons(80), sin_addr=inet_addr("127.0.0.1")})");
	EXPECT_EQ(address(raw(sin), sizeof sin, out::XlatStyle::kRaw),
			  R"({sa_family=0x2, sin_port="\x00\x50", sin_addr="\x7f\x00\x00\x01"})");
	EXPECT_EQ(address(raw(sin), 8), R"({sa_family=AF_INET, sa_data="\0P\177\0\0\1"})");
}

TEST(Sockaddr, Inet6) {
	sockaddr_in6 sin{};
	sin.sin6_family = AF_INET6;
	sin.sin6_port = htons(53);
	sin.sin6_flowinfo = htonl(7);
	sin.sin6_addr = IN6ADDR_LOOPBACK_INIT;
	sin.sin6_scope_id = 9;
	EXPECT_EQ(address(raw(sin), sizeof sin), R"({sa_family=AF_INET6, sin6_port=htons(53), sin6_flowinfo=htonl(7), )"
											 R"(inet_pton(AF_INET6, "::1", &sin6_addr), sin6_scope_id=9})");
	EXPECT_EQ(address(raw(sin), 24), R"({sa_family=AF_INET6, sin6_port=htons(53), sin6_flowinfo=htonl(7), )"
									 R"(inet_pton(AF_INET6, "::1", &sin6_addr)})");
}

TEST(Sockaddr, Unix) {
	EXPECT_EQ(address("\1\0/tmp/x\0"s, 9), R"({sa_family=AF_UNIX, sun_path="/tmp/x"})");
	EXPECT_EQ(address("\1\0/tmp/x"s, 8), R"({sa_family=AF_UNIX, sun_path="/tmp/x"})");
	EXPECT_EQ(address("\1\0\0abc"s, 6), R"({sa_family=AF_UNIX, sun_path=@"abc"})");
	EXPECT_EQ(address("\1\0"s, 2), "{sa_family=AF_UNIX}");
}

TEST(Sockaddr, NetlinkAndOthers) {
	EXPECT_EQ(address("\x10\0\0\0\5\0\0\0\1\0\0\0"s, 12), "{sa_family=AF_NETLINK, nl_pid=5, nl_groups=0x00000001}");
	EXPECT_EQ(address("\4\0ab"s, 4), R"({sa_family=AF_IPX, sa_data="ab"})");
	EXPECT_EQ(address("\xff\0ab"s, 4), R"({sa_family=0xff /* AF_??? */, sa_data="ab"})");
}

TEST(Sockaddr, Lengths) {
	EXPECT_EQ(address("\2"s, 1), "0x7000");
	EXPECT_EQ(address("\2\0"s, ~0ull), "0x7000");
	EXPECT_EQ(address("\2\0ab"s, 16), "0x7000");
	const std::string big = "\4\0"s + std::string(200, 'a');
	EXPECT_EQ(address(big, 200), "{sa_family=AF_IPX, sa_data=\"" + std::string(126, 'a') + "\"}");
}

const Row kAccept("accept", 0, ret_fd(), {fd("fd"), out_sockaddr("addr", by_ptr("len")), inout_ref("len", kInt)});

TEST(Sockaddr, OfAccept) {
	Sample s({3, kBuf, kBuf2});
	s.before(kBuf2, raw(128)).after(kBuf2, raw(9)).after(kBuf, "\1\0/tmp/x\0"s).returns(4);
	EXPECT_EQ(s.arguments(&kAccept), R"(3, {sa_family=AF_UNIX, sun_path="/tmp/x"}, [128 => 9])");
	EXPECT_EQ(s.result(&kAccept), "= 4");
	Sample failed({3, kBuf, kBuf2});
	failed.before(kBuf2, raw(128)).after(kBuf2, raw(9)).returns(-EAGAIN);
	EXPECT_EQ(failed.arguments(&kAccept), "3, 0x7000, [128]");
	Sample nobody({3, 0, kBuf2});
	nobody.before(kBuf2, raw(128)).after(kBuf2, raw(128)).returns(4);
	EXPECT_EQ(nobody.arguments(&kAccept), "3, NULL, 0x8000");
}

// ---- the row as a whole
// -------------------------------------------------------------------------------------------------

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

// ---- special functions
// --------------------------------------------------------------------------------------------------

TEST(Specials, EveryNameInARowExists) {
	const auto known = [](string_view name) { return name.empty() || find_special(name); };
	for (const Row* row : rows()) {
		EXPECT_TRUE(known(row->special)) << row->name << ": " << row->special;
		EXPECT_TRUE(known(row->ret.special)) << row->name << ": " << row->ret.special;
		for (const Arg& a : row->args) EXPECT_TRUE(known(a.type.special)) << row->name << ": " << a.type.special;
		if (!row->variants) continue;
		for (const Variant& v : row->variants->list) {
			EXPECT_TRUE(known(v.special)) << row->name << ": " << v.special;
			EXPECT_TRUE(known(v.ret.special)) << row->name << ": " << v.ret.special;
			for (const Arg& a : v.args) EXPECT_TRUE(known(a.type.special)) << row->name << ": " << a.type.special;
		}
	}
}

TEST(Specials, WaitStatus) {
	const auto status = [](int value, int64_t ret = 1) {
		Sample s({kBuf});
		s.after(kBuf, raw(value)).returns(ret);
		return one(out_ref("a", kInt).special("wait_status"), s);
	};
	EXPECT_EQ(status(0x100), "[{WIFEXITED(s) && WEXITSTATUS(s) == 1}]");
	EXPECT_EQ(status(SIGKILL), "[{WIFSIGNALED(s) && WTERMSIG(s) == SIGKILL}]");
	EXPECT_EQ(status(SIGSEGV | 0x80), "[{WIFSIGNALED(s) && WTERMSIG(s) == SIGSEGV && WCOREDUMP(s)}]");
	EXPECT_EQ(status(SIGSTOP << 8 | 0x7f), "[{WIFSTOPPED(s) && WSTOPSIG(s) == SIGSTOP}]");
	EXPECT_EQ(status((SIGTRAP | 0x80) << 8 | 0x7f), "[{WIFSTOPPED(s) && WSTOPSIG(s) == SIGTRAP | 0x80}]");
	EXPECT_EQ(status(6 << 16 | SIGTRAP << 8 | 0x7f),
			  "[{WIFSTOPPED(s) && WSTOPSIG(s) == SIGTRAP}|PTRACE_EVENT_EXIT<<16]");
	EXPECT_EQ(status(0xffff), "[{WIFCONTINUED(s)}]");
	EXPECT_EQ(status(0, 0), "0x7000");
	EXPECT_EQ(status(0, -ECHILD), "0x7000");
}

const Row kClone = Row("clone", 0, ret_int(),
					   {hex("flags"), addr("stack"), out_ref("parent_tid", kInt), addr("child_tid"), addr("tls")})
					   .by("clone");

TEST(Specials, Clone) {
	Sample fork({CLONE_CHILD_CLEARTID | CLONE_CHILD_SETTID | SIGCHLD, 0, 0, 0x7f10, 0});
	EXPECT_EQ(fork.arguments(&kClone),
			  "child_stack=NULL, flags=CLONE_CHILD_CLEARTID|CLONE_CHILD_SETTID|SIGCHLD<unfinished from 2>");
	fork.returns(77);
	EXPECT_EQ(fork.arguments(&kClone),
			  "child_stack=NULL, flags=CLONE_CHILD_CLEARTID|CLONE_CHILD_SETTID|SIGCHLD, child_tidptr=0x7f10");
	EXPECT_EQ(fork.arguments(&kClone, 2), ", child_tidptr=0x7f10");
	Sample vfork({SIGCHLD, 0});
	EXPECT_EQ(vfork.arguments(&kClone), "child_stack=NULL, flags=SIGCHLD");
	Sample thread({CLONE_VM | CLONE_PARENT_SETTID | CLONE_SETTLS, 0x100, kBuf, 0, 0x500});
	thread.after(kBuf, raw(78)).returns(78);
	EXPECT_EQ(thread.arguments(&kClone),
			  "child_stack=0x100, flags=CLONE_VM|CLONE_SETTLS|CLONE_PARENT_SETTID, parent_tid=[78], tls=0x500");
}

const Row kClone3 = Row("clone3", 0, ret_int(), {in_bytes("cl_args", by("size")), spec::size("size")}).by("clone3");

TEST(Specials, Clone3) {
	clone_args a{};
	a.flags = CLONE_VM | CLONE_PARENT_SETTID | CLONE_SETTLS;
	a.parent_tid = kBuf2;
	a.stack = 0x1000;
	a.stack_size = 0x200;
	a.tls = 0x600;
	Sample s({kBuf, sizeof a});
	s.before(kBuf, raw(a));
	const auto in = "{flags=CLONE_VM|CLONE_SETTLS|CLONE_PARENT_SETTID, parent_tid=0x8000, exit_signal=0, stack=0x1000, "
					"stack_size=0x200, tls=0x600}"s;
	EXPECT_EQ(s.arguments(&kClone3), in + "<unfinished from 1>");
	s.after(kBuf2, raw(9)).returns(9);
	EXPECT_EQ(s.arguments(&kClone3), in + " => {parent_tid=[9]}, 88");
	EXPECT_EQ(s.arguments(&kClone3, 1), " => {parent_tid=[9]}, 88");
	s.returns(-EPERM);
	EXPECT_EQ(s.arguments(&kClone3), in + ", 88");
	s.call.args[1] = 63;
	EXPECT_EQ(s.arguments(&kClone3), "0x7000, 63");
}

TEST(Specials, Clone3WithBytesOfTheFuture) {
	clone_args a{};
	a.exit_signal = SIGCHLD;
	Sample s({kBuf, sizeof a + 8});
	s.before(kBuf, raw(a) + "\1\0\0\0\0\0\0\2"s).returns(-E2BIG);
	EXPECT_EQ(s.arguments(&kClone3), "{flags=0, exit_signal=SIGCHLD, stack=NULL, stack_size=0, "
									 R"(/* bytes 88..95 */ "\x01\x00\x00\x00\x00\x00\x00\x02"}, 96)");
}

constexpr Field kPollFields[] = {{"fd", 0, t_fd()}, {"events", 4, t_hex(2)}, {"revents", 6, t_hex(2)}};
constexpr StructDef kPollStruct{"pollfd", 8, kPollFields};
constexpr Type kPollType = t_struct(kPollStruct);
const Row kPoll("poll", 0, ret_by("poll"),
				{in_array("fds", kPollType, by("nfds")).inout().special("poll"), unum("nfds"), num("timeout")});

std::string poll_fd(int fd, short events, short revents) {
	return raw(pollfd{fd, events, revents});
}

TEST(Specials, Poll) {
	Sample s({kBuf, 2, ~0ull});
	s.before(kBuf, poll_fd(3, POLLIN, 0) + poll_fd(-1, POLLOUT, 0));
	EXPECT_EQ(s.arguments(&kPoll), "[{fd=3, events=POLLIN}, {fd=-1}], 2, -1");
	s.after(kBuf, poll_fd(3, POLLIN, POLLIN | POLLHUP) + poll_fd(-1, POLLOUT, 0)).returns(1);
	EXPECT_EQ(s.arguments(&kPoll), "[{fd=3, events=POLLIN}, {fd=-1}], 2, -1");
	EXPECT_EQ(s.result(&kPoll), "= 1 ([{fd=3, revents=POLLIN|POLLHUP}])");
	s.returns(0);
	EXPECT_EQ(s.result(&kPoll), "= 0 (Timeout)");
	s.returns(-EINTR);
	EXPECT_EQ(s.result(&kPoll), "= -1 EINTR (Interrupted system call)");
}

constexpr Field kTimevalFields[] = {{"tv_sec", 0, t_int(8)}, {"tv_usec", 8, t_uint(8)}};
constexpr StructDef kTimeval{"timeval", 16, kTimevalFields};
constexpr Type kWord = t_hex(8);
constexpr Arg fds(string_view n) {
	return in_array(n, kWord, bits("n")).inout().special("fd_set");
}
const Row kSelect("select", 0, ret_by("select"),
				  {num("n"), fds("in"), fds("out"), fds("ex"), inout_struct("tvp", kTimeval).special("entry")});

TEST(Specials, Select) {
	Sample s({6, kBuf, kBuf2, 0, kBuf3});
	const std::string time = raw(uint64_t{1}) + raw(uint64_t{0}), rest = raw(uint64_t{0}) + raw(uint64_t{9});
	s.before(kBuf, raw(uint64_t{0x28 | 1ull << 60})).before(kBuf2, raw(uint64_t{0x10})).before(kBuf3, time);
	EXPECT_EQ(s.arguments(&kSelect), "6, [3 5], [4], NULL, {tv_sec=1, tv_usec=0}");
	s.after(kBuf, raw(uint64_t{0x28})).after(kBuf2, raw(uint64_t{0x10})).after(kBuf3, rest).returns(3);
	EXPECT_EQ(s.arguments(&kSelect), "6, [3 5], [4], NULL, {tv_sec=1, tv_usec=0}");
	EXPECT_EQ(s.result(&kSelect), "= 3 (in [3 5], out [4], left {tv_sec=0, tv_usec=9})");
	s.returns(0);
	EXPECT_EQ(s.result(&kSelect), "= 0 (Timeout)");
}

std::string signal_text(const siginfo_t& si) {
	TextBuf b;
	out::TextSink sink(b);
	Decoder().siginfo({reinterpret_cast<const uint8_t*>(&si), 48}, sink);
	return std::string(b.view());
}

TEST(Specials, Siginfo) {
	siginfo_t si{};
	si.si_signo = SIGCHLD;
	si.si_code = CLD_EXITED;
	si.si_pid = 42;
	si.si_uid = 1000;
	si.si_status = 3;
	si.si_utime = 105;
	EXPECT_EQ(signal_text(si), "{si_signo=SIGCHLD, si_code=CLD_EXITED, si_pid=42, si_uid=1000, si_status=3, "
							   "si_utime=105 /* 1.05 s */, si_stime=0}");
	si.si_code = CLD_KILLED;
	si.si_status = SIGKILL;
	si.si_utime = 0;
	EXPECT_EQ(signal_text(si), "{si_signo=SIGCHLD, si_code=CLD_KILLED, si_pid=42, si_uid=1000, si_status=SIGKILL, "
							   "si_utime=0, si_stime=0}");
	siginfo_t user{};
	user.si_signo = SIGUSR1;
	user.si_code = SI_USER;
	user.si_pid = 7;
	EXPECT_EQ(signal_text(user), "{si_signo=SIGUSR1, si_code=SI_USER, si_pid=7, si_uid=0}");
	user.si_code = SI_QUEUE;
	user.si_value.sival_ptr = reinterpret_cast<void*>(0x10);
	EXPECT_EQ(signal_text(user), "{si_signo=SIGUSR1, si_code=SI_QUEUE, si_pid=7, si_uid=0, si_int=16, si_ptr=0x10}");
	siginfo_t fault{};
	fault.si_signo = SIGSEGV;
	fault.si_code = SEGV_MAPERR;
	EXPECT_EQ(signal_text(fault), "{si_signo=SIGSEGV, si_code=SEGV_MAPERR, si_addr=NULL}");
	fault.si_code = SI_KERNEL;
	EXPECT_EQ(signal_text(fault), "{si_signo=SIGSEGV, si_code=SI_KERNEL, si_addr=NULL}");
	siginfo_t sys{};
	sys.si_signo = SIGSYS;
	sys.si_code = 1;
	sys.si_call_addr = reinterpret_cast<void*>(0x99);
	sys.si_syscall = 0;
	sys.si_arch = 0xc000003e;
	EXPECT_EQ(signal_text(sys), "{si_signo=SIGSYS, si_code=SYS_SECCOMP, si_call_addr=0x99, si_syscall=__NR_read, "
								"si_arch=AUDIT_ARCH_X86_64}");
}

TEST(Specials, Sigaction) {
	const auto action = [](uint64_t handler, uint64_t flags) {
		Sample s({kBuf});
		s.before(kBuf, raw(handler) + raw(flags) + raw(uint64_t{0x77}) + raw(uint64_t{2}));
		return one(in_bytes("a", fixed(32)).special("sigaction"), s);
	};
	EXPECT_EQ(action(0, 0x04000000), "{sa_handler=SIG_DFL, sa_mask=[INT], sa_flags=SA_RESTORER, sa_restorer=0x77}");
	EXPECT_EQ(action(0x400, 0), "{sa_handler=0x400, sa_mask=[INT], sa_flags=0}");
}

TEST(Specials, Stat) {
	struct stat st {};
	st.st_mode = S_IFREG | 0644;
	st.st_size = 12;
	Sample s({kBuf});
	s.after(kBuf, raw(st)).returns(0);
	const Arg a = out_bytes("a", fixed(144)).special("stat");
	EXPECT_EQ(one(a, s), "{st_mode=S_IFREG|0644, st_size=12, ...}");
	s.returns(-ENOENT);
	EXPECT_EQ(one(a, s), "0x7000");
	st.st_mode = S_IFCHR | 0620;
	st.st_rdev = 0x8801;
	st.st_mtim.tv_nsec = 5;
	Sample device({kBuf});
	device.after(kBuf, raw(st)).returns(0);
	device.how.abbrev = false;
	setenv("TZ", "UTC", 1);
	EXPECT_EQ(one(a, device),
			  "{st_dev=makedev(0, 0), st_ino=0, st_mode=S_IFCHR|0620, st_nlink=0, st_uid=0, st_gid=0, st_blksize=0, "
			  "st_blocks=0, st_rdev=makedev(0x88, 0x1), st_atime=0, st_atime_nsec=0, "
			  "st_mtime=0 /* 1970-01-01T00:00:00.000000005+0000 */, st_mtime_nsec=5, st_ctime=0, st_ctime_nsec=0}");
}

// ---- messages
// -----------------------------------------------------------------------------------------------------------

const Row kSendmsg("sendmsg", 0, ret_int(), {fd("fd"), in_bytes("msg", fixed(56)).special("msghdr"), num("flags")});
const Row kRecvmsg("recvmsg", 0, ret_int(),
				   {fd("fd"), in_bytes("msg", fixed(56)).inout().special("recv_msghdr"), num("flags")});

msghdr message(uint64_t control, size_t control_size) {
	msghdr m{};
	m.msg_iov = reinterpret_cast<iovec*>(kBuf2);
	m.msg_iovlen = 1;
	m.msg_control = reinterpret_cast<void*>(control);
	m.msg_controllen = control_size;
	return m;
}

TEST(Messages, Sent) {
	Sample s({3, kBuf, 0});
	s.before(kBuf, raw(message(0, 0))).before(kBuf2, raw(kBuf3) + raw(uint64_t{2})).before(kBuf3, "hi").returns(2);
	EXPECT_EQ(s.arguments(&kSendmsg),
			  R"(3, {msg_name=NULL, msg_namelen=0, msg_iov=[{iov_base="hi", iov_len=2}], msg_iovlen=1, )"
			  R"(msg_controllen=0, msg_flags=0}, 0)");
}

std::string control_bytes(int level, int type, const std::string& data, uint64_t len) {
	std::string s = raw(len) + raw(level) + raw(type) + data;
	s.resize((s.size() + 7) / 8 * 8);
	return s;
}

std::string control(const std::string& bytes) {
	Sample s({3, kBuf, 0});
	s.before(kBuf, raw(message(0xa000, bytes.size()))).before(0xa000, bytes);
	const std::string a = s.arguments(&kSendmsg);
	const size_t from = a.find("msg_control=");
	return a.substr(from, a.find(", msg_controllen") - from);
}

TEST(Messages, Control) {
	EXPECT_EQ(control(control_bytes(SOL_SOCKET, SCM_RIGHTS, raw(4) + raw(5), 24)),
			  "msg_control=[{cmsg_len=24, cmsg_level=SOL_SOCKET, cmsg_type=SCM_RIGHTS, cmsg_data=[4, 5]}]");
	EXPECT_EQ(control(control_bytes(SOL_SOCKET, SCM_CREDENTIALS, raw(1) + raw(2) + raw(3), 28) +
					  control_bytes(SOL_IP, IP_TTL, raw(64), 20)),
			  "msg_control=[{cmsg_len=28, cmsg_level=SOL_SOCKET, cmsg_type=SCM_CREDENTIALS, "
			  "cmsg_data={pid=1, uid=2, gid=3}}, "
			  "{cmsg_len=20, cmsg_level=SOL_IP, cmsg_type=IP_TTL, cmsg_data=[64]}]");
	EXPECT_EQ(control(control_bytes(SOL_SOCKET, SO_TIMESTAMP, raw(uint64_t{1}) + raw(uint64_t{2}), 32)),
			  "msg_control=[{cmsg_len=32, cmsg_level=SOL_SOCKET, cmsg_type=SO_TIMESTAMP_OLD, "
			  "cmsg_data={tv_sec=1, tv_usec=2}}]");
	EXPECT_EQ(control(control_bytes(6, 9, "", 16)), "msg_control=[{cmsg_len=16, cmsg_level=SOL_TCP, cmsg_type=0x9}]");
	EXPECT_EQ(control("short"), "msg_control=0xa000");
}

TEST(Messages, ControlWithLengthsThatLie) {
	EXPECT_EQ(control(control_bytes(SOL_SOCKET, SCM_RIGHTS, raw(4) + raw(5), 3)),
			  "msg_control=[{cmsg_len=3, cmsg_level=SOL_SOCKET, cmsg_type=SCM_RIGHTS}, ... /* 0xa010 */]");
	EXPECT_EQ(control(control_bytes(SOL_SOCKET, SCM_RIGHTS, raw(4) + raw(5), ~0ull)),
			  "msg_control=[{cmsg_len=18446744073709551615, cmsg_level=SOL_SOCKET, cmsg_type=SCM_RIGHTS, "
			  "cmsg_data=[4, 5]}]");
}

TEST(Messages, Received) {
	msghdr m = message(0, 0);
	m.msg_name = reinterpret_cast<void*>(0xa000);
	m.msg_namelen = 128;
	Sample s({3, kBuf, 0});
	s.before(kBuf, raw(m));
	EXPECT_EQ(s.arguments(&kRecvmsg), "3, <unfinished from 1>");
	m.msg_namelen = 2;
	s.after(kBuf, raw(m)).after(kBuf2, raw(kBuf3) + raw(uint64_t{100})).after(kBuf3, "hi").after(0xa000, "\1\0"s);
	s.returns(2);
	EXPECT_EQ(s.arguments(&kRecvmsg),
			  R"(3, {msg_name={sa_family=AF_UNIX}, msg_namelen=128 => 2, )"
			  R"(msg_iov=[{iov_base="hi", iov_len=100}], msg_iovlen=1, msg_controllen=0, msg_flags=0}, 0)");
	s.returns(-EAGAIN);
	EXPECT_EQ(s.arguments(&kRecvmsg), "3, {msg_namelen=128}, 0");
}

} // namespace
} // namespace strobe::decode
