// SPDX-License-Identifier: BSD-2-Clause
// The vocabulary in which system calls are described. A row is plain constexpr data; plan/ compiles it to what the
// kernel copies, decode/ prints it, cli/ looks its classes up. Nothing here knows records, BPF or formatting.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <span>
#include <string_view>

namespace strobe::spec {

using std::string_view;

// ---- constants with names -------------------------------------------------------------------------------------------

struct Name {
	uint64_t value;
	string_view text;
};

/// A family of constants. As flags: names are tried in order, so a composite stands before its parts. As an
/// enumeration: the first equal value wins. `part` is an enumeration that lives in the bits of `part_mask` of a flags
/// word (O_ACCMODE, MAP_TYPE, the signal of clone) and is printed first; when its value has no name there it is left to
/// the flags.
struct Xlat {
	string_view unknown; ///< "O_???", printed after a value without a name
	std::span<const Name> names;
	uint64_t part_mask = 0;
	const Xlat* part = nullptr;
};

// ---- types ----------------------------------------------------------------------------------------------------------

enum class Kind : uint8_t {
	// scalars, `size` bytes wide
	kInt,      ///< signed decimal
	kUInt,     ///< unsigned decimal
	kHex,      ///< 0x..., 0 prints 0
	kMode,     ///< permission bits: 0644, 000
	kFileMode, ///< S_IFREG|0644
	kFd,       ///< signed decimal
	kDirFd,    ///< kFd, or AT_FDCWD
	kPid,
	kUid,    ///< unsigned decimal, -1 prints -1; also gids
	kFlags,  ///< xlat, joined by |
	kEnum,   ///< xlat, one name
	kSignal, ///< SIGINT, SIGRT_3, or a number
	kDev,    ///< makedev(0x8, 0x1)
	kAddr,   ///< an address that is never followed; 0 prints NULL
	kSkip,   ///< present in memory, never printed (padding, fields that another one prints)
	// objects
	kStr,      ///< NUL-terminated, cut by -s
	kPath,     ///< NUL-terminated, up to PATH_MAX, printed whole
	kBytes,    ///< `len` bytes, cut by -s, printed as a quoted string
	kStruct,   ///< `st`
	kArray,    ///< `len` elements of `elem`, or up to a NULL element when len.from is kNull
	kSigset,   ///< `len` bytes of signal mask: [INT TERM], ~[]
	kSockaddr, ///< `len` bytes
};

/// Where a length comes from. Names are resolved to arguments (or sibling fields of a struct) when the plan is
/// compiled; an unknown name fails the unit test that compiles every row.
enum class LenFrom : uint8_t {
	kConst,  ///< n
	kArg,    ///< argument (in a struct: field) `name`
	kRet,    ///< the return value
	kPtrArg, ///< the 32-bit value behind pointer argument `name`
	kNull,   ///< arrays of pointers: up to a NULL element
	kBits,   ///< argument `name` in bits, rounded up to whole longs (fd_set)
};

struct Len {
	LenFrom from = LenFrom::kConst;
	uint32_t n = 0; ///< kConst: the length; else: an upper bound, 0 for none
	string_view name{};
	uint32_t scale = 1; ///< multiplies the value behind `from`
	/// All buffers of the vector together hold no more than the return value (readv, recvmsg).
	bool budget = false;
	string_view at_most{}; ///< argument that bounds it: with MSG_TRUNC recvfrom returns more than its buffer holds
};

struct StructDef;

/// One type, as a register or as a place in memory. `ptr`: the slot holds a pointer to what is described; an argument
/// whose kind is an object always is one.
struct Type {
	Kind kind = Kind::kInt;
	uint8_t size = 4; ///< scalars: bytes in memory, significant bytes of a register
	bool ptr = false;
	bool wide_unknown = false; ///< kEnum: a value without a name prints as decimal
	const Xlat* xlat = nullptr;
	const StructDef* st = nullptr;
	const Type* elem = nullptr;
	Len len{};
	/// Names the function in decode/special_*.cpp that prints the object instead of its kind.
	string_view special{};
	/// Arrays of pointers: unless -v is given, what the elements point to is not captured (envp).
	bool shallow = false;
};

enum class Show : uint8_t {
	kAlways,
	kVerbose, ///< only with -v (abbrev=none); when left out the struct ends in ", ..."
	kNonZero, ///< only when not zero
	kNever,   ///< captured when a pointer, never printed
	kAfter,   ///< the function "grown" prints it as the call left it, and only when it succeeded
};

struct Field {
	string_view name;
	uint16_t offset;
	Type type;
	Show show = Show::kAlways;
	/// The field exists only when field `when` has a bit of `when_mask`.
	string_view when{};
	uint64_t when_mask = 0;
};

struct StructDef {
	string_view name;
	uint16_t size; ///< bytes
	std::span<const Field> fields;
	/// Outputs: bytes that hold all which is shown of it in its short form; only these are captured then. 0: all of it.
	uint16_t brief = 0;

	[[nodiscard]] constexpr uint16_t shown(bool abbrev) const { return abbrev && brief ? brief : size; }
};

// ---- arguments and rows ---------------------------------------------------------------------------------------------

enum class Dir : uint8_t { kIn, kOut, kInOut };

struct Arg {
	string_view name;
	Type type{};
	Dir dir = Dir::kIn;
	/// The argument exists only when argument `cond_arg` has a bit of `cond_mask` (open's mode).
	string_view cond_arg{};
	uint64_t cond_mask = 0;
	bool cond_all = false; ///< ... or all bits of it (mremap's new address)
	/// Output that the kernel also leaves behind when the call fails.
	bool even_failed = false;
	/// In and out: what the object's pointers lead to is read only after the call (recvmsg's buffers).
	bool pointers_late = false;
	/// Not a register when >= 0: the object lies that many bytes above the stack pointer (rt_sigreturn's frame).
	int16_t on_stack = -1;

	[[nodiscard]] constexpr Arg only_if(string_view arg, uint64_t mask) const {
		Arg a = *this;
		a.cond_arg = arg;
		a.cond_mask = mask;
		return a;
	}
	[[nodiscard]] constexpr Arg only_if_all(string_view arg, uint64_t mask) const {
		Arg a = only_if(arg, mask);
		a.cond_all = true;
		return a;
	}
	[[nodiscard]] constexpr Arg special(string_view name_) const {
		Arg a = *this;
		a.type.special = name_;
		return a;
	}
	[[nodiscard]] constexpr Arg cap(uint32_t n) const { ///< upper bound of the length, in elements or bytes
		Arg a = *this;
		a.type.len.n = n;
		return a;
	}
	[[nodiscard]] constexpr Arg len(const Len& l) const { ///< structures whose size is an argument
		Arg a = *this;
		a.type.len = l;
		return a;
	}
	[[nodiscard]] constexpr Arg out() const {
		Arg a = *this;
		a.dir = Dir::kOut;
		return a;
	}
	[[nodiscard]] constexpr Arg inout() const {
		Arg a = *this;
		a.dir = Dir::kInOut;
		return a;
	}
	[[nodiscard]] constexpr Arg pointers_at_exit() const {
		Arg a = *this;
		a.pointers_late = true;
		return a;
	}
	[[nodiscard]] constexpr Arg even_if_failed() const {
		Arg a = *this;
		a.even_failed = true;
		return a;
	}
};

enum class RetKind : uint8_t {
	kInt, ///< decimal; errors as -1 ENAME (text)
	kFd,
	kUInt,
	kHex,   ///< addresses, 0x...
	kOct,   ///< umask
	kFlags, ///< 0x1 (flags FD_CLOEXEC): xlat
	kEnum,  ///< 0x1 (F_WRLCK): xlat
	kNone,  ///< never returns
};

struct Ret {
	RetKind kind = RetKind::kInt;
	const Xlat* xlat = nullptr;
	/// Names the function in decode/special_*.cpp that adds the text in parentheses ("(in [3])", "(Timeout)").
	string_view special{};
};

/// Classes of -e trace=%class, as strace groups them.
enum Class : uint64_t {
	kDesc = 1ull << 0,
	kFile = 1ull << 1,
	kMemory = 1ull << 2,
	kNetwork = 1ull << 3,
	kProcess = 1ull << 4,
	kSignalClass = 1ull << 5,
	kIpc = 1ull << 6,
	kCreds = 1ull << 7,
	kStat = 1ull << 8,
	kLstat = 1ull << 9,
	kFstat = 1ull << 10,
	kStatLike = 1ull << 11, ///< %%stat
	kStatfs = 1ull << 12,
	kFstatfs = 1ull << 13,
	kStatfsLike = 1ull << 14, ///< %%statfs
	kClock = 1ull << 15,
	kPure = 1ull << 16,
	// not classes but facts of the same kind
	kMayBlock = 1ull << 32, ///< shows as <unfinished ...> while it waits
	kExec = 1ull << 33,     ///< replaces the program
	kNoReturn = 1ull << 34, ///< never reaches sys_exit
	kForks = 1ull << 35,    ///< makes a task
};

/// The same call under another key: arguments and return value when `value` holds.
struct Variant {
	std::array<uint64_t, 2> value;
	std::array<Arg, 6> args{};
	uint8_t n_args = 0;
	Ret ret{};
	string_view special{};

	constexpr Variant(uint64_t v, Ret r, std::initializer_list<Arg> list) : Variant({v, 0}, r, list) {}
	constexpr Variant(std::array<uint64_t, 2> v, Ret r, std::initializer_list<Arg> list) : value(v), ret(r) {
		for (const Arg& a : list) args.at(n_args++) = a;
	}
	[[nodiscard]] constexpr Variant by(string_view function) const {
		Variant v = *this;
		v.special = function;
		return v;
	}
};

struct Variants {
	std::array<string_view, 2> key; ///< argument names; the second may be empty
	uint64_t mask = ~0ull;          ///< applied to the first key argument (futex: without its flag bits)
	std::span<const Variant> list;
};

struct Row {
	string_view name;
	uint64_t classes = 0;
	Ret ret{};
	std::array<Arg, 6> args{};
	uint8_t n_args = 0;
	bool complete = false; ///< decoded as strace does; else every argument is a plain number
	const Variants* variants = nullptr;
	/// Names the function in decode/special_*.cpp that prints all arguments.
	string_view special{};

	constexpr Row(string_view n, uint64_t c, Ret r, std::initializer_list<Arg> list)
		: name(n), classes(c), ret(r), complete(true) {
		for (const Arg& a : list) args.at(n_args++) = a;
	}
	/// A call that is only named: every argument prints as a number in hexadecimal.
	constexpr Row(string_view n, uint64_t c, std::initializer_list<string_view> names) : name(n), classes(c) {
		for (string_view a : names) args.at(n_args++) = Arg{a, Type{.kind = Kind::kHex, .size = 8}};
	}
	[[nodiscard]] constexpr Row with(const Variants& v) const {
		Row r = *this;
		r.variants = &v;
		return r;
	}
	[[nodiscard]] constexpr Row by(string_view function) const {
		Row r = *this;
		r.special = function;
		return r;
	}
};

} // namespace strobe::spec
