// SPDX-License-Identifier: BSD-2-Clause
// Mounts, quotas and swap, where their text is irregular.
#include <sys/mount.h>

#include <algorithm>
#include <array>
#include <climits>

#include "decode/special.h"
#include "spec/xlat_fs.h"

namespace strobe::decode {

namespace {

// ---- mount ----------------------------------------------------------------------------------------------------------

constexpr uint64_t kMagicMask = 0xffff0000, kMagic = 0xc0ed0000;

/// Programs written for old kernels put a magic number into the upper half.
uint64_t flags_without_magic(uint64_t flags) {
	return (flags & kMagicMask) == kMagic ? flags & ~kMagicMask : flags;
}

uint64_t mount_flags_of(const Decoding& d) {
	constexpr unsigned kFlags = 3;
	return flags_without_magic(d.call.args[kFlags]);
}

/// Calls that change a mount do not look at the type and the data of a new one.
bool changes_mount(uint64_t flags) {
	return flags & (MS_BIND | MS_MOVE | MS_SHARED | MS_PRIVATE | MS_SLAVE | MS_UNBINDABLE);
}

void mount_type_value(Decoding& d, const spec::Type& t, uint64_t addr) {
	const uint64_t flags = mount_flags_of(d);
	if (flags & MS_REMOUNT || changes_mount(flags))
		d.sink.address(addr);
	else
		d.plain_value(t, addr);
}

void mount_data_value(Decoding& d, const spec::Type& t, uint64_t addr) {
	const uint64_t flags = mount_flags_of(d);
	if (!(flags & MS_REMOUNT) && changes_mount(flags))
		d.sink.address(addr);
	else
		d.plain_value(t, addr);
}

void mount_flags_value(Decoding& d, const spec::Type&, uint64_t v) {
	const spec::Xlat without_magic{.unknown = spec::mount_flags.unknown, .names = spec::mount_flags.names};
	const uint64_t flags = flags_without_magic(v);
	if (flags != v) {
		d.choice(spec::mount_magic, kMagic);
		if (flags == 0) return;
		d.sink.plain("|");
	}
	d.flags(without_magic, flags);
}

struct MountAttr {
	uint64_t set, clear, propagation, userns_fd;
};

void mount_attr_value(Decoding& d, const spec::Type& t, uint64_t addr) {
	constexpr uint64_t kIdmap = 0x100000; // MOUNT_ATTR_IDMAP
	const auto size = d.named(t.len.name).value_or(0);
	const auto a = size < sizeof(MountAttr) ? std::nullopt : d.load<MountAttr>(addr);
	if (!a) return d.sink.address(addr);
	d.sink.begin_struct();
	d.flags_field("attr_set", spec::mount_attrs, a->set);
	d.flags_field("attr_clr", spec::mount_attrs, a->clear);
	d.choice_field("propagation", spec::mount_propagation, a->propagation);
	if (a->userns_fd <= INT_MAX && (a->set | a->clear) & kIdmap)
		d.int_field("userns_fd", static_cast<int64_t>(a->userns_fd));
	else
		d.uint_field("userns_fd", a->userns_fd);
	d.extra_bytes(addr, sizeof(MountAttr), size);
	d.sink.end_struct(false);
}

void fsconfig_binary_value(Decoding& d, const spec::Type&, uint64_t addr) {
	constexpr unsigned kAux = 4;
	constexpr int kMax = 1024 * 1024;
	const int n = static_cast<int>(d.call.args[kAux]);
	if (n < 0 || n > kMax)
		d.sink.address(addr);
	else
		d.buffer(addr, static_cast<uint64_t>(n), true);
}

// ---- statmount, listmount -------------------------------------------------------------------------------------------

struct Request {
	uint32_t size, spare;
	uint64_t mnt_id, param, mnt_ns_id;
};
constexpr uint64_t kFirstRequest = offsetof(Request, mnt_ns_id);

template <class F>
void request(Decoding& d, uint64_t addr, F&& id_and_param) {
	const auto size = d.load_or_address<uint32_t>(addr);
	if (!size) return;
	d.sink.begin_struct();
	d.uint_field("size", *size);
	if (*size < kFirstRequest) return d.sink.end_struct(false);
	const auto b = d.bytes(addr, std::min<uint64_t>(*size, sizeof(Request)));
	if (!b) {
		d.sink.field({});
		d.sink.plain("???");
		return d.sink.end_struct(false);
	}
	Request r{};
	std::memcpy(&r, b->data(), b->size());
	if (r.spare) d.hex_field("spare", r.spare);
	id_and_param(r);
	if (*size >= sizeof(Request)) d.hex_field("mnt_ns_id", r.mnt_ns_id);
	d.extra_bytes(addr, sizeof(Request), *size);
	d.sink.end_struct(false);
}

void statmount_request_value(Decoding& d, const spec::Type&, uint64_t addr) {
	request(d, addr, [&](const Request& r) {
		d.hex_field("mnt_id", r.mnt_id);
		d.flags_field("param", spec::statmount_masks, r.param);
	});
}

void listmount_request_value(Decoding& d, const spec::Type&, uint64_t addr) {
	request(d, addr, [&](const Request& r) {
		d.choice_field("mnt_id", spec::listmount_ids, r.mnt_id);
		d.hex_field("param", r.param);
	});
}

/// A field of struct statmount, in the order in which they print; `bit` of the mask says whether it is filled.
struct StatmountField {
	enum Kind : uint8_t { kUnsigned, kHexadecimal, kMagicNumber, kFlagWord, kText };
	string_view name;
	uint64_t bit;
	uint16_t offset;
	uint8_t size;
	Kind kind;
	const spec::Xlat* xlat = nullptr;
};

constexpr uint64_t kSbBasic = 1, kMntBasic = 2, kPropagateFrom = 4, kMntRoot = 8, kMntPoint = 0x10, kFsType = 0x20,
				   kMntNsId = 0x40, kMntOpts = 0x80, kFsSubtype = 0x100, kSbSource = 0x200;

// clang-format off
const StatmountField kStatmountFields[] = {
	{"sb_dev_major", kSbBasic, 16, 4, StatmountField::kUnsigned},
	{"sb_dev_minor", kSbBasic, 20, 4, StatmountField::kUnsigned},
	{"sb_magic", kSbBasic, 24, 8, StatmountField::kMagicNumber, &spec::fs_magic},
	{"sb_flags", kSbBasic, 32, 4, StatmountField::kFlagWord, &spec::mount_flags},
	{"fs_type", kFsType, 36, 4, StatmountField::kText},
	{"mnt_id", kMntBasic, 40, 8, StatmountField::kHexadecimal},
	{"mnt_parent_id", kMntBasic, 48, 8, StatmountField::kHexadecimal},
	{"mnt_id_old", kMntBasic, 56, 4, StatmountField::kHexadecimal},
	{"mnt_parent_id_old", kMntBasic, 60, 4, StatmountField::kHexadecimal},
	{"mnt_attr", kMntBasic, 64, 8, StatmountField::kFlagWord, &spec::mount_attrs},
	{"mnt_propagation", kMntBasic, 72, 8, StatmountField::kFlagWord, &spec::mount_propagation},
	{"mnt_peer_group", kMntBasic, 80, 8, StatmountField::kHexadecimal},
	{"mnt_master", kMntBasic, 88, 8, StatmountField::kHexadecimal},
	{"propagate_from", kPropagateFrom, 96, 8, StatmountField::kHexadecimal},
	{"mnt_root", kMntRoot, 104, 4, StatmountField::kText},
	{"mnt_point", kMntPoint, 108, 4, StatmountField::kText},
	{"mnt_ns_id", kMntNsId, 112, 8, StatmountField::kHexadecimal},
	{"fs_subtype", kFsSubtype, 120, 4, StatmountField::kText},
	{"sb_source", kSbSource, 124, 4, StatmountField::kText},
};
constexpr StatmountField kOptions{"mnt_opts", kMntOpts, 4, 4, StatmountField::kText};
// clang-format on
constexpr uint64_t kStatmountSize = 512;

/// The strings follow the structure; a field says where its own begins.
void statmount_text(Decoding& d, uint64_t offset, Bytes strings) {
	if (offset >= strings.size()) return d.sink.hexadecimal(offset);
	const Bytes rest = strings.subspan(offset);
	const auto nul = std::find(rest.begin(), rest.end(), 0);
	d.sink.string(rest.first(static_cast<size_t>(nul - rest.begin())), {.cut = nul == rest.end()});
}

void statmount_field(Decoding& d, const StatmountField& f, Bytes st, Bytes strings) {
	uint64_t v = 0;
	std::memcpy(&v, st.data() + f.offset, f.size);
	d.sink.field(f.name);
	switch (f.kind) {
	case StatmountField::kUnsigned: return d.sink.unsigned_integer(v);
	case StatmountField::kHexadecimal: return d.sink.hexadecimal(v);
	case StatmountField::kMagicNumber: return d.choice(*f.xlat, v);
	case StatmountField::kFlagWord: return d.flags(*f.xlat, v);
	case StatmountField::kText: return statmount_text(d, v, strings);
	}
}

/// The kernel cuts the structure to the room there is.
void statmount_value(Decoding& d, const spec::Type& t, uint64_t addr) {
	uint32_t size = 0;
	uint64_t mask = 0;
	const auto room = d.named(t.len.name).value_or(0);
	const auto filled =
		room < sizeof size || !d.how.verbose ? std::nullopt : d.bytes(addr, std::min(room, kStatmountSize));
	if (!filled) return d.sink.address(addr);
	std::array<uint8_t, kStatmountSize> st{};
	std::copy(filled->begin(), filled->end(), st.begin());
	std::memcpy(&size, st.data(), sizeof size);
	std::memcpy(&mask, st.data() + 8, sizeof mask);
	const bool follow = size > kStatmountSize && size <= room;
	const Bytes strings = follow ? d.bytes(addr + kStatmountSize, size - kStatmountSize).value_or(Bytes{}) : Bytes{};
	d.sink.begin_struct();
	d.uint_field("size", size);
	if (mask & kOptions.bit) statmount_field(d, kOptions, st, strings);
	d.flags_field("mask", spec::statmount_masks, mask);
	for (const StatmountField& f : kStatmountFields)
		if (mask & f.bit) statmount_field(d, f, st, strings);
	d.sink.end_struct(false);
}

// ---- quotas and swap ------------------------------------------------------------------------------------------------

void put_name(TextBuf& t, const spec::Xlat& x, uint64_t v) {
	const string_view name = name_of(x, v);
	if (!name.empty()) return t.put(name);
	t.hex(v);
	t.put(" /* ");
	t.put(x.unknown);
	t.put(" */");
}

/// QCMD(Q_GETQUOTA, USRQUOTA)
void quota_command_value(Decoding& d, const spec::Type&, uint64_t v) {
	TextBuf& t = d.text();
	t.put("QCMD(");
	put_name(t, spec::quota_cmds, v >> 8);
	t.put(", ");
	put_name(t, spec::quota_types, v & 0xff);
	t.put(')');
	d.sink.constant(v, t.view(), {}, Radix::kUnsigned);
}

/// The priority is a number in the low bits.
void swap_flags_value(Decoding& d, const spec::Type&, uint64_t v) {
	constexpr uint64_t kPriority = 0x7fff;
	if (v & ~kPriority) {
		d.flags(spec::swap_flags, v & ~kPriority);
		d.sink.plain("|");
	}
	d.sink.unsigned_integer(v & kPriority);
}

constexpr Special kSpecials[] = {
	{.name = "mount_type", .value = mount_type_value},
	{.name = "mount_data", .value = mount_data_value},
	{.name = "mount_flags", .value = mount_flags_value},
	{.name = "mount_attr", .value = mount_attr_value},
	{.name = "fsconfig_binary", .value = fsconfig_binary_value},
	{.name = "statmount_request", .value = statmount_request_value},
	{.name = "listmount_request", .value = listmount_request_value},
	{.name = "statmount", .value = statmount_value},
	{.name = "quota_command", .value = quota_command_value},
	{.name = "swap_flags", .value = swap_flags_value},
};

} // namespace

std::span<const Special> mount_specials() {
	return kSpecials;
}

} // namespace strobe::decode
