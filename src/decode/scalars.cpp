// SPDX-License-Identifier: BSD-2-Clause
// Values that fit a register.
#include <fcntl.h>
#include <linux/audit.h>
#include <net/if.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>

#include <bit>

#include "decode/decoding.h"
#include "spec/registry.h"

namespace strobe::decode {

namespace {

constexpr uint64_t mask_of(unsigned size) {
	return size >= 8 ? ~0ull : (1ull << (8 * size)) - 1;
}

constexpr bool is_signed(Kind kind) {
	return kind == Kind::kInt || kind == Kind::kFd || kind == Kind::kDirFd || kind == Kind::kPid ||
		   kind == Kind::kSignal;
}

void join(TextBuf& out, size_t start, string_view name) {
	if (out.size() != start) out.put('|');
	out.put(name);
}

string_view file_type(uint64_t mode) {
	switch (mode & S_IFMT) {
	case S_IFREG: return "S_IFREG";
	case S_IFDIR: return "S_IFDIR";
	case S_IFLNK: return "S_IFLNK";
	case S_IFCHR: return "S_IFCHR";
	case S_IFBLK: return "S_IFBLK";
	case S_IFIFO: return "S_IFIFO";
	case S_IFSOCK: return "S_IFSOCK";
	default: return {};
	}
}

} // namespace

uint64_t cut(const spec::Type& t, uint64_t v) {
	if (t.size == 0 || t.size >= 8 || t.ptr) return v;
	v &= mask_of(t.size);
	const unsigned unused = 64 - 8 * t.size;
	return is_signed(t.kind) ? static_cast<uint64_t>(static_cast<int64_t>(v << unused) >> unused) : v;
}

string_view name_of(const spec::Xlat& x, uint64_t v) {
	for (const spec::Name& n : x.names)
		if (n.value == v) return n.text;
	return {};
}

void join_flags(const spec::Xlat& x, uint64_t v, TextBuf& out) {
	const size_t start = out.size();
	if (x.part) {
		const string_view name = name_of(*x.part, v & x.part_mask);
		if (!name.empty()) {
			out.put(name);
			v &= ~x.part_mask;
		}
	}
	for (const spec::Name& n : x.names) {
		if (v == 0 && out.size() != start) return;
		if (v != n.value && (n.value == 0 || (v & n.value) != n.value)) continue;
		join(out, start, n.text);
		v &= ~n.value;
	}
	if (v != 0 && out.size() != start) {
		out.put('|');
		out.hex(v);
	}
}

TextBuf& Decoding::text() {
	scratch_.clear();
	return scratch_;
}

void Decoding::flags(const spec::Xlat& x, uint64_t v) {
	TextBuf& names = text();
	join_flags(x, v, names);
	sink.constant(v, names.view(), v ? x.unknown : string_view(), Radix::kHex);
}

void Decoding::choice(const spec::Xlat& x, uint64_t v, Radix radix) {
	sink.constant(v, name_of(x, v), x.unknown, radix);
}

void Decoding::signal(int number) {
	const std::string name = number > 0 ? spec::signal_name(number) : std::string();
	sink.constant(static_cast<uint64_t>(static_cast<int64_t>(number)), name, {}, Radix::kDecimal);
}

void Decoding::uid(uint64_t v, unsigned size) {
	if ((v & mask_of(size)) == mask_of(size))
		sink.integer(-1);
	else
		sink.unsigned_integer(v & mask_of(size));
}

void Decoding::device(uint64_t v) {
	TextBuf& t = text();
	t.put("makedev(");
	t.hex(major(v));
	t.put(", ");
	t.hex(minor(v));
	t.put(')');
	sink.constant(v, t.view(), {}, Radix::kHex);
}

void put_file_mode(uint64_t v, TextBuf& t) {
	const string_view type = file_type(v);
	if (type.empty() && (v & S_IFMT)) return;
	if (!type.empty()) join(t, 0, type);
	if (v & S_ISUID) join(t, 0, "S_ISUID");
	if (v & S_ISGID) join(t, 0, "S_ISGID");
	if (v & S_ISVTX) join(t, 0, "S_ISVTX");
	if (!t.empty()) t.put('|');
	t.oct(v & ~static_cast<uint64_t>(S_IFMT | S_ISUID | S_ISGID | S_ISVTX));
}

void Decoding::file_mode(uint64_t v) {
	TextBuf& t = text();
	put_file_mode(v, t);
	sink.constant(v, t.view(), {}, Radix::kOctal);
}

void Decoding::interface_index(uint32_t index) {
	char name[IF_NAMESIZE];
	TextBuf& t = text();
	if (if_indextoname(index, name)) {
		t.put("if_nametoindex(\"");
		t.put(string_view(name));
		t.put("\")");
	}
	sink.constant(index, t.view(), {}, Radix::kUnsigned);
}

namespace {

std::optional<spec::Abi> abi_of(uint32_t arch) {
	if (arch == AUDIT_ARCH_X86_64) return spec::Abi::kX86_64;
	if (arch == AUDIT_ARCH_I386) return spec::Abi::kI386;
	return std::nullopt;
}

} // namespace

void Decoding::call_number(uint32_t arch, uint64_t nr) {
	const auto abi = abi_of(arch);
	const spec::Row* row = abi ? spec::row_of(*abi, nr) : nullptr;
	TextBuf& t = text();
	if (row) {
		t.put("__NR_");
		t.put(row->name);
	}
	sink.constant(nr, t.view(), {}, Radix::kUnsigned);
}

void Decoding::audit_arch(uint32_t arch) {
	const auto abi = abi_of(arch);
	const string_view name = !abi ? "" : *abi == spec::Abi::kI386 ? "AUDIT_ARCH_I386" : "AUDIT_ARCH_X86_64";
	sink.constant(arch, name, "AUDIT_ARCH_???", Radix::kHex);
}

/// The signals that are set, or those that are not when two thirds or more are.
void Decoding::sigset(Bytes mask) {
	uint64_t bits = 0;
	std::memcpy(&bits, mask.data(), std::min(mask.size(), sizeof bits));
	const unsigned width = mask.size() > 4 ? 64 : 32;
	const bool inverted = static_cast<unsigned>(std::popcount(bits)) >= width * 2 / 3;
	if (inverted) bits = ~bits & mask_of(width / 8);
	sink.begin_set(inverted);
	for (; bits; bits &= bits - 1) {
		const int number = std::countr_zero(bits) + 1;
		const std::string name = spec::signal_name(number);
		sink.element();
		sink.constant(static_cast<uint64_t>(number), name.empty() ? string_view() : string_view(name).substr(3), {},
					  Radix::kUnsigned);
	}
	sink.end_set(false);
}

void Decoding::scalar(const spec::Type& t, uint64_t raw) {
	const uint64_t v = cut(t, raw);
	switch (t.kind) {
	case Kind::kInt:
	case Kind::kFd:
	case Kind::kPid: return sink.integer(static_cast<int64_t>(v));
	case Kind::kUInt: return sink.unsigned_integer(v);
	case Kind::kMode: return sink.octal(v & 0xffff); // the kernel's umode_t
	case Kind::kFileMode: return file_mode(v);
	case Kind::kDirFd:
		return sink.constant(v, static_cast<int64_t>(v) == AT_FDCWD ? "AT_FDCWD" : "", {}, Radix::kDecimal);
	case Kind::kUid: return uid(v, t.size);
	case Kind::kFlags: return t.xlat ? flags(*t.xlat, v) : sink.hexadecimal(v);
	case Kind::kEnum:
		if (!t.xlat) return sink.hexadecimal(v);
		if (!t.wide_unknown) return choice(*t.xlat, v);
		return choice(*t.xlat, cut({.kind = Kind::kInt, .size = t.size}, v), Radix::kDecimal);
	case Kind::kSignal: return signal(static_cast<int>(v));
	case Kind::kDev: return device(v);
	case Kind::kAddr: return sink.address(v);
	default: return sink.hexadecimal(v);
	}
}

} // namespace strobe::decode
