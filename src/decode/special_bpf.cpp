// SPDX-License-Identifier: BSD-2-Clause
// bpf's attributes, which are as long as the program says, and programs in eBPF.
#include <algorithm>
#include <array>
#include <optional>

#include "decode/special.h"
#include "decode/terms.h"
#include "spec/structs_bpf.h"

namespace strobe::decode {

namespace {

using Image = Decoding::Image;

// ---- the structure
// ---------------------------------------------------------------------------------------------------

constexpr size_t kLongest = 4096;
constexpr size_t kKnown = 256; // the longest structure that has a row is half of this

/// The structure as the kernel sees it: what the program left out is zero.
struct Attr {
	std::array<uint8_t, kKnown> bytes{};
	Bytes whole; ///< as long as the program said

	[[nodiscard]] uint32_t number(unsigned offset) const {
		uint32_t v = 0;
		std::memcpy(&v, bytes.data() + offset, sizeof v);
		return v;
	}
};

std::optional<Attr> attr_at(Decoding& d, const spec::Type& t, uint64_t addr) {
	const auto n = d.length(t.len);
	const auto b = n && *n > 0 && *n <= kLongest ? d.bytes(addr, *n) : std::nullopt;
	if (!b) return std::nullopt;
	Attr a;
	std::copy_n(b->begin(), std::min<size_t>(b->size(), t.st->size), a.bytes.begin());
	a.whole = *b;
	return a;
}

/// Fields up to the first that the program's structure is too short for; `extra`: bytes behind the known ones matter.
spec::StructDef present(const spec::StructDef& st, size_t length, bool& extra) {
	spec::StructDef shown = st;
	extra = true;
	for (size_t i = 0; i < st.fields.size(); ++i) {
		const spec::Field& f = st.fields[i];
		if (f.type.kind != Kind::kSkip || f.offset < length) continue;
		shown.fields = st.fields.first(i);
		extra = false;
		break;
	}
	return shown;
}

/// What a newer kernel than this table would know: left out, or with -v in hexadecimal. True when left out.
bool extra_data(Decoding& d, Bytes whole, size_t known) {
	if (whole.size() <= known) return false;
	const Bytes rest = whole.subspan(known);
	if (std::all_of(rest.begin(), rest.end(), [](uint8_t c) { return c == 0; })) return false;
	if (d.how.abbrev) return true;
	d.sink.field("extra_data");
	d.sink.string(rest, {.hex = true});
	TextBuf& t = d.text();
	t.put("bytes ");
	t.udec(known);
	t.put("..");
	t.udec(whole.size() - 1);
	d.sink.comment(t.view());
	return false;
}

void open(Decoding& d, const spec::StructDef& st) {
	d.sink.begin_struct();
	if (st.name.empty()) return;
	d.sink.field(st.name);
	d.sink.begin_struct();
}

void close(Decoding& d, const spec::StructDef& st, const Attr& a, bool extra) {
	if (!st.name.empty()) d.sink.end_struct(false);
	d.sink.end_struct(extra && extra_data(d, a.whole, st.size));
}

void print(Decoding& d, const spec::StructDef& st, const Attr& a, uint64_t addr) {
	bool extra = false;
	const spec::StructDef shown = present(st, std::min<size_t>(a.whole.size(), st.size), extra);
	open(d, st);
	d.fields(shown, a.bytes, addr);
	close(d, st, a, extra || !st.name.empty());
}

void bpf_attr_value(Decoding& d, const spec::Type& t, uint64_t addr) {
	const auto a = attr_at(d, t, addr);
	if (!a) return d.sink.address(addr);
	print(d, *t.st, *a, addr);
}

/// The union at the end of link_create.
const spec::StructDef& link_form(uint32_t attach_type) {
	switch (attach_type) {
	case 0: return spec::kBpfLinkToTarget; // what a freplace program passes
	case 28 /* BPF_TRACE_ITER */: return spec::kBpfLinkIter;
	case 41 /* BPF_PERF_EVENT */: return spec::kBpfLinkPerf;
	default: return spec::kBpfLinkCreate;
	}
}

void bpf_link_value(Decoding& d, const spec::Type& t, uint64_t addr) {
	const auto fixed = attr_at(d, t, addr);
	if (!fixed) return d.sink.address(addr);
	spec::Type form = t;
	form.st = &link_form(fixed->number(8));
	bpf_attr_value(d, form, addr);
}

// ---- structures that the call completes
// -------------------------------------------------------------------------------

/// Both images; the second is the first where the call left none.
struct Images {
	Attr before, after;
};

std::optional<Images> images(Decoding& d, const spec::Type& t, uint64_t addr) {
	d.look(Image::kBefore);
	const auto before = attr_at(d, t, addr);
	if (!before) return std::nullopt;
	d.look(Image::kAfter);
	const auto after = attr_at(d, t, addr);
	return Images{*before, after ? *after : *before};
}

/// 1 => 3
void changed(Decoding& d, uint32_t before, uint32_t after) {
	d.sink.unsigned_integer(before);
	if (before == after) return;
	d.sink.after();
	d.sink.unsigned_integer(after);
}

/// Some fields of the structure, as `a` has them.
void some(Decoding& d, const spec::StructDef& st, size_t first, size_t count, const Attr& a, uint64_t addr) {
	spec::StructDef part = st;
	part.fields = st.fields.subspan(first, count);
	d.fields(part, a.bytes, addr);
}

void bpf_next_id_value(Decoding& d, const spec::Type& t, uint64_t addr) {
	const auto i = images(d, t, addr);
	if (!i) return d.sink.address(addr);
	open(d, *t.st);
	some(d, *t.st, 0, 1, i->before, addr);
	d.sink.field("next_id");
	changed(d, i->before.number(4), i->after.number(4));
	const bool flags = i->after.whole.size() > 8;
	if (flags) some(d, *t.st, 3, 1, i->after, addr);
	close(d, *t.st, i->after, flags);
}

void bpf_info_value(Decoding& d, const spec::Type& t, uint64_t addr) {
	const auto i = images(d, t, addr);
	if (!i) return d.sink.address(addr);
	open(d, *t.st);
	some(d, *t.st, 0, 1, i->before, addr);
	d.sink.field("info_len");
	changed(d, i->before.number(4), i->after.number(4));
	some(d, *t.st, 2, 1, i->after, addr);
	close(d, *t.st, i->after, true);
}

void bpf_query_value(Decoding& d, const spec::Type& t, uint64_t addr) {
	const auto i = images(d, t, addr);
	if (!i) return d.sink.address(addr);
	constexpr spec::Type kId{.kind = Kind::kUInt, .size = 4};
	open(d, *t.st);
	some(d, *t.st, 0, 4, i->before, addr);
	d.sink.field("prog_ids");
	const uint64_t ids = i->after.number(16) | uint64_t{i->after.number(20)} << 32;
	if (d.call.failed() && i->after.number(24) > 0)
		d.sink.address(ids);
	else
		d.array(kId, ids, i->after.number(24));
	d.sink.field("prog_cnt");
	changed(d, i->before.number(24), i->after.number(24));
	close(d, *t.st, i->after, true);
}

void bpf_task_fd_value(Decoding& d, const spec::Type& t, uint64_t addr) {
	const auto i = images(d, t, addr);
	if (!i) return d.sink.address(addr);
	open(d, *t.st);
	some(d, *t.st, 0, 3, i->before, addr);
	d.sink.field("buf_len");
	const uint32_t before = i->before.number(12), after = i->after.number(12);
	changed(d, before, after);
	d.sink.field("buf");
	const uint64_t buf = i->after.number(16) | uint64_t{i->after.number(20)} << 32;
	if (d.call.failed())
		d.sink.address(buf);
	else
		d.string(buf, std::min({before, after, d.options.max_string}));
	some(d, *t.st, 5, 4, i->after, addr);
	close(d, *t.st, i->after, true);
}

void bpf_batch_value(Decoding& d, const spec::Type& t, uint64_t addr) {
	constexpr unsigned kCount = 32;
	const auto i = images(d, t, addr);
	if (!i) return d.sink.address(addr);
	print(d, *t.st, i->before, addr);
	if (i->before.number(kCount) == i->after.number(kCount)) return;
	d.sink.after();
	d.sink.begin_struct();
	d.sink.field(t.st->name);
	d.sink.begin_struct();
	d.uint_field("count", i->after.number(kCount));
	d.sink.end_struct(false);
	d.sink.end_struct(false);
}

// ---- programs
// -----------------------------------------------------------------------------------------------------------

struct Instruction {
	uint8_t code;
	uint8_t registers; ///< destination in the low half
	int16_t offset;
	int32_t immediate;
};
static_assert(sizeof(Instruction) == 8);

using spec::Name;
using spec::Xlat;
constexpr string_view kUnknown = "BPF_???";
constexpr Name kClassNames[] = {{0, "BPF_LD"},  {1, "BPF_LDX"}, {2, "BPF_ST"},    {3, "BPF_STX"},
								{4, "BPF_ALU"}, {5, "BPF_JMP"}, {6, "BPF_JMP32"}, {7, "BPF_ALU64"}};
constexpr Name kSizeNames[] = {{0x00, "BPF_W"}, {0x08, "BPF_H"}, {0x10, "BPF_B"}, {0x18, "BPF_DW"}};
constexpr Name kModeNames[] = {
	{0x00, "BPF_IMM"}, {0x20, "BPF_ABS"}, {0x40, "BPF_IND"}, {0x60, "BPF_MEM"}, {0xc0, "BPF_XADD"}};
constexpr Name kSourceNames[] = {{0x00, "BPF_K"}, {0x08, "BPF_X"}};
constexpr Name kAluNames[] = {{0x00, "BPF_ADD"},  {0x10, "BPF_SUB"}, {0x20, "BPF_MUL"}, {0x30, "BPF_DIV"},
							  {0x40, "BPF_OR"},   {0x50, "BPF_AND"}, {0x60, "BPF_LSH"}, {0x70, "BPF_RSH"},
							  {0x80, "BPF_NEG"},  {0x90, "BPF_MOD"}, {0xa0, "BPF_XOR"}, {0xb0, "BPF_MOV"},
							  {0xc0, "BPF_ARSH"}, {0xd0, "BPF_END"}};
constexpr Name kJumpNames[] = {{0x00, "BPF_JA"},   {0x10, "BPF_JEQ"},  {0x20, "BPF_JGT"},  {0x30, "BPF_JGE"},
							   {0x40, "BPF_JSET"}, {0x50, "BPF_JNE"},  {0x60, "BPF_JSGT"}, {0x70, "BPF_JSGE"},
							   {0x80, "BPF_CALL"}, {0x90, "BPF_EXIT"}, {0xa0, "BPF_JLT"},  {0xb0, "BPF_JLE"},
							   {0xc0, "BPF_JSLT"}, {0xd0, "BPF_JSLE"}};
constexpr Name kRegisterNames[] = {{0, "BPF_REG_0"}, {1, "BPF_REG_1"}, {2, "BPF_REG_2"},  {3, "BPF_REG_3"},
								   {4, "BPF_REG_4"}, {5, "BPF_REG_5"}, {6, "BPF_REG_6"},  {7, "BPF_REG_7"},
								   {8, "BPF_REG_8"}, {9, "BPF_REG_9"}, {10, "BPF_REG_10"}};
constexpr Xlat kClasses{kUnknown, kClassNames}, kSizes{kUnknown, kSizeNames}, kModes{kUnknown, kModeNames},
	kSources{kUnknown, kSourceNames}, kAluOps{kUnknown, kAluNames}, kJumpOps{kUnknown, kJumpNames},
	kRegisters{"BPF_REG_???", kRegisterNames};

/// BPF_ALU64|BPF_X|BPF_MOV
void code(Decoding& d, uint8_t c) {
	enum Class : uint8_t { kLd, kLdx, kSt, kStx, kAlu, kJmp, /* 6: JMP32, */ kAlu64 = 7 };
	const uint8_t kind = c & 0x07;
	Terms terms(d);
	terms.choice(kClasses, kind);
	switch (kind) {
	case kLd:
	case kLdx:
	case kSt:
	case kStx: terms.next().choice(kSizes, c & 0x18).next().choice(kModes, c & 0xe0); break;
	case kAlu:
	case kAlu64: terms.next().choice(kSources, c & 0x08).next().choice(kAluOps, c & 0xf0); break;
	case kJmp: terms.next().choice(kSources, c & 0x08).next().choice(kJumpOps, c & 0xf0); break;
	default:
		if (c & 0xf8) terms.next().constant(c & 0xf8, {}, kUnknown);
		break;
	}
	terms.print(c);
}

void instruction(Decoding& d, const Instruction& i) {
	d.sink.begin_struct();
	d.sink.field("code");
	code(d, i.code);
	d.choice_field("dst_reg", kRegisters, i.registers & 0xf);
	d.choice_field("src_reg", kRegisters, i.registers >> 4);
	d.int_field("off", i.offset);
	d.hex_field("imm", static_cast<uint32_t>(i.immediate));
	d.sink.end_struct(false);
}

void bpf_program_value(Decoding& d, const spec::Type& t, uint64_t addr) {
	constexpr uint64_t kMost = 4096; // BPF_MAXINSNS
	const auto n = d.length(t.len);
	if (d.how.abbrev || !n) return d.sink.address(addr);
	d.elements(
		addr, *n, sizeof(Instruction),
		[&](uint64_t at) { instruction(d, d.load<Instruction>(at).value_or(Instruction{})); }, kMost);
}

/// The log of an earlier try, up to its NUL.
void bpf_log_value(Decoding& d, const spec::Type& t, uint64_t addr) {
	if (const auto n = d.length(t.len))
		d.string(addr, std::min<uint64_t>(*n, d.options.max_string));
	else
		d.sink.address(addr);
}

/// KERNEL_VERSION(6, 1, 0)
void kernel_version_value(Decoding& d, const spec::Type&, uint64_t v) {
	TextBuf& t = d.text();
	t.put("KERNEL_VERSION(");
	t.udec(v >> 16);
	t.put(", ");
	t.udec(v >> 8 & 0xff);
	t.put(", ");
	t.udec(v & 0xff);
	t.put(')');
	d.sink.constant(v, t.view(), {}, Radix::kHex);
}

void numa_node_value(Decoding& d, const spec::Type&, uint64_t v) {
	d.sink.unsigned_integer(v);
	if (static_cast<uint32_t>(v) == ~0u) d.sink.comment("NUMA_NO_NODE");
}

constexpr Special kSpecials[] = {
	{.name = "bpf_attr", .value = bpf_attr_value},
	{.name = "bpf_link", .value = bpf_link_value},
	{.name = "bpf_next_id", .value = bpf_next_id_value, .phase = Phase::kExit},
	{.name = "bpf_info", .value = bpf_info_value, .phase = Phase::kExit},
	{.name = "bpf_query", .value = bpf_query_value, .phase = Phase::kExit},
	{.name = "bpf_task_fd", .value = bpf_task_fd_value, .phase = Phase::kExit},
	{.name = "bpf_batch", .value = bpf_batch_value, .phase = Phase::kExit},
	{.name = "bpf_program", .value = bpf_program_value},
	{.name = "bpf_log", .value = bpf_log_value},
	{.name = "kernel_version", .value = kernel_version_value},
	{.name = "numa_node", .value = numa_node_value},
};

} // namespace

std::span<const Special> bpf_specials() {
	return kSpecials;
}

} // namespace strobe::decode
