// SPDX-License-Identifier: BSD-2-Clause
// Files, directories and descriptors, where their text is irregular.
#include <fcntl.h>
#include <linux/fs.h>
#include <linux/openat2.h>
#include <linux/stat.h>
#include <sys/fanotify.h>

#include <algorithm>

#include "decode/special.h"
#include "decode/special_time.h"
#include "spec/registry.h"
#include "spec/xlat_fs.h"

namespace strobe::decode {

namespace {

// ---- arrays of a known size -----------------------------------------------------------------------------------------

/// An array that the kernel reads in one piece: all of it, or its address.
void whole_value(Decoding& d, const spec::Type& t, uint64_t addr) {
	spec::Type in_place = t;
	in_place.ptr = false;
	if (d.bytes(addr, size_in_memory(in_place)))
		d.plain_value(t, addr);
	else
		d.sink.address(addr);
}

// ---- statx ----------------------------------------------------------------------------------------------------------

/// The way to synchronize is a number inside the flags, and always shown.
void statx_flags_value(Decoding& d, const spec::Type&, uint64_t v) {
	constexpr uint64_t kSyncType = 0x6000;
	d.flags(spec::statx_sync_types, v & kSyncType);
	if ((v & ~kSyncType) == 0) return;
	d.sink.plain("|");
	d.flags({.unknown = {}, .names = spec::at_flags.names}, v & ~kSyncType);
}

void timestamp_field(Decoding& d, string_view name, const statx_timestamp& t) {
	d.sink.field(name);
	d.sink.begin_struct();
	d.int_field("tv_sec", t.tv_sec);
	d.uint_field("tv_nsec", t.tv_nsec);
	d.sink.end_struct(false);
	date_comment(d, t.tv_sec, t.tv_nsec, 9);
}

void uid_field(Decoding& d, string_view name, uint32_t id) {
	d.sink.field(name);
	d.uid(id);
}

/// What only -v shows, up to the size.
void statx_owner_fields(Decoding& d, const struct statx& st) {
	if (st.stx_mask & STATX_NLINK) d.uint_field("stx_nlink", st.stx_nlink);
	if (st.stx_mask & STATX_UID) uid_field(d, "stx_uid", st.stx_uid);
	if (st.stx_mask & STATX_GID) uid_field(d, "stx_gid", st.stx_gid);
}

/// What only -v shows, behind the size.
void statx_rest_fields(Decoding& d, const struct statx& st) {
	if (st.stx_mask & STATX_BLOCKS) d.uint_field("stx_blocks", st.stx_blocks);
	d.flags_field("stx_attributes_mask", spec::statx_attrs, st.stx_attributes_mask);
	if (st.stx_mask & STATX_ATIME) timestamp_field(d, "stx_atime", st.stx_atime);
	if (st.stx_mask & STATX_BTIME) timestamp_field(d, "stx_btime", st.stx_btime);
	if (st.stx_mask & STATX_CTIME) timestamp_field(d, "stx_ctime", st.stx_ctime);
	if (st.stx_mask & STATX_MTIME) timestamp_field(d, "stx_mtime", st.stx_mtime);
	d.uint_field("stx_rdev_major", st.stx_rdev_major);
	d.uint_field("stx_rdev_minor", st.stx_rdev_minor);
	d.uint_field("stx_dev_major", st.stx_dev_major);
	d.uint_field("stx_dev_minor", st.stx_dev_minor);
	if (st.stx_mask & STATX_MNT_ID) d.hex_field("stx_mnt_id", st.stx_mnt_id);
	if (!(st.stx_mask & STATX_DIOALIGN)) return;
	d.uint_field("stx_dio_mem_align", st.stx_dio_mem_align);
	d.uint_field("stx_dio_offset_align", st.stx_dio_offset_align);
}

void statx_value(Decoding& d, const spec::Type&, uint64_t addr) {
	const auto st = d.load_or_address<struct statx>(addr);
	if (!st) return;
	const bool all = !d.how.abbrev;
	d.sink.begin_struct();
	d.flags_field("stx_mask", spec::statx_masks, st->stx_mask);
	if (all) d.uint_field("stx_blksize", st->stx_blksize);
	d.flags_field("stx_attributes", spec::statx_attrs, st->stx_attributes);
	if (all) statx_owner_fields(d, *st);
	if (st->stx_mask & (STATX_TYPE | STATX_MODE)) {
		d.sink.field("stx_mode");
		d.file_mode(st->stx_mode);
	}
	if (all && st->stx_mask & STATX_INO) d.uint_field("stx_ino", st->stx_ino);
	if (st->stx_mask & STATX_SIZE) d.uint_field("stx_size", st->stx_size);
	if (all) statx_rest_fields(d, *st);
	d.sink.end_struct(!all);
}

// ---- paths and names ------------------------------------------------------------------------------------------------

/// A path as long as the result says, which -s does not cut.
void cwd_value(Decoding& d, const spec::Type&, uint64_t addr) {
	constexpr uint64_t kMax = 4096 - 1;
	if (d.call.ret < 1) return d.sink.address(addr);
	d.string(addr, std::min(static_cast<uint64_t>(d.call.ret) - 1, kMax));
}

void open_how_value(Decoding& d, const spec::Type& t, uint64_t addr) {
	const auto size = d.named(t.len.name).value_or(0);
	const auto how = size < sizeof(open_how) ? std::nullopt : d.load<open_how>(addr);
	if (!how) return d.sink.address(addr);
	constexpr uint64_t kCreates = O_CREAT | 020000000; // __O_TMPFILE
	d.sink.begin_struct();
	d.flags_field("flags", spec::open_flags, how->flags);
	if (how->flags & kCreates || how->mode) {
		d.sink.field("mode");
		d.sink.octal(how->mode);
	}
	d.flags_field("resolve", spec::resolve_flags, how->resolve);
	d.extra_bytes(addr, sizeof(open_how), size);
	d.sink.end_struct(false);
}

// ---- file handles ---------------------------------------------------------------------------------------------------

struct HandleHeader {
	uint32_t bytes;
	int32_t type;
};

void handle_fields(Decoding& d, const HandleHeader& h, uint64_t addr) {
	constexpr uint32_t kMax = 128; // MAX_HANDLE_SZ
	d.int_field("handle_type", h.type);
	d.sink.field("f_handle");
	const auto b = d.bytes(addr + sizeof h, std::min(h.bytes, kMax));
	if (b)
		d.sink.string(*b, {.cut = h.bytes > kMax, .hex = true});
	else
		d.sink.plain("???");
}

/// {handle_bytes=12, handle_type=1, f_handle="\x..."}, as open_by_handle_at gets it.
void known_handle_value(Decoding& d, const spec::Type&, uint64_t addr) {
	const auto h = d.load_or_address<HandleHeader>(addr);
	if (!h) return;
	d.sink.begin_struct();
	d.uint_field("handle_bytes", h->bytes);
	handle_fields(d, *h, addr);
	d.sink.end_struct(false);
}

/// {handle_bytes=0 => 12}: the kernel says how many it needs, also when it is not given them.
void file_handle_value(Decoding& d, const spec::Type&, uint64_t addr) {
	d.look(Decoding::Image::kBefore);
	const auto before = d.load_or_address<HandleHeader>(addr);
	if (!before) return;
	d.look(Decoding::Image::kAfter);
	const auto after = d.call.failed() && d.call.ret != -EOVERFLOW ? std::nullopt : d.load<HandleHeader>(addr);
	d.sink.begin_struct();
	d.uint_field("handle_bytes", before->bytes);
	if (after && after->bytes != before->bytes) {
		d.sink.after();
		d.sink.unsigned_integer(after->bytes);
	}
	if (after && !d.call.failed()) handle_fields(d, *after, addr);
	d.sink.end_struct(false);
}

/// [31]: a small number, or with AT_HANDLE_MNT_ID_UNIQUE one of 64 bits.
void mount_id_value(Decoding& d, const spec::Type&, uint64_t addr) {
	constexpr unsigned kFlags = 4;
	const bool unique = d.call.args[kFlags] & 1;
	const auto id = d.how.verbose ? d.memory().number(addr, unique ? 8 : 4) : std::nullopt;
	if (!id) return d.sink.address(addr);
	d.sink.begin_array();
	d.sink.element();
	if (unique)
		d.sink.unsigned_integer(*id);
	else
		d.sink.integer(static_cast<int32_t>(*id));
	d.sink.end_array(ArrayEnd::kComplete, 0);
}

// ---- directory entries ----------------------------------------------------------------------------------------------

struct Entry {
	uint64_t ino, off;
	uint16_t length; ///< of the record
	uint8_t type;    ///< getdents64 only: getdents has it in the record's last byte
} __attribute__((packed));

constexpr uint64_t kHeader64 = sizeof(Entry), kHeader = sizeof(Entry) - 1;
constexpr uint64_t kNameMax = 256;

std::optional<Entry> load_entry(Decoding& d, uint64_t addr, uint64_t header) {
	const auto b = d.bytes(addr, header);
	if (!b) return std::nullopt;
	Entry e{};
	std::memcpy(&e, b->data(), header);
	return e;
}

void name_field(Decoding& d, uint64_t addr, uint64_t room) {
	if (room == 0) return;
	d.sink.field("d_name");
	d.string(addr, std::min(room, kNameMax) - 1);
}

void entry(Decoding& d, const Entry& e, uint64_t addr, uint64_t header) {
	const uint64_t room = e.length > header ? e.length - header : 0;
	d.sink.begin_struct();
	d.uint_field("d_ino", e.ino);
	d.uint_field("d_off", e.off);
	d.uint_field("d_reclen", e.length);
	if (header == kHeader64) {
		d.choice_field("d_type", spec::dirent_types, e.type);
		name_field(d, addr + header, room);
	} else if (room > 0) {
		const uint64_t last = addr + header + room - 1;
		name_field(d, addr + header, room - 1);
		d.sink.field("d_type");
		if (const auto type = d.memory().number(last, 1))
			d.choice(spec::dirent_types, *type);
		else
			d.sink.address(last);
	}
	d.sink.end_struct(false);
}

/// 0x7f... /* 12 entries */: the names only with -v.
void count_entries(Decoding& d, uint64_t addr, uint64_t n, uint64_t header) {
	unsigned count = 0;
	d.sink.address(addr);
	while (n >= header) {
		const auto e = load_entry(d, addr, header);
		if (!e) break;
		++count;
		const uint64_t step = std::clamp<uint64_t>(e->length, header, n);
		addr += step;
		n -= step;
	}
	TextBuf& t = d.text();
	t.udec(count);
	t.put(n ? "+ entries" : " entries");
	d.sink.comment(t.view());
}

void list_entries(Decoding& d, uint64_t addr, uint64_t n, uint64_t header) {
	if (n > 0 && n < header) return d.buffer(addr, n, true);
	bool first = true;
	for (; n >= header; first = false) {
		auto e = load_entry(d, addr, header);
		if (!e && first) return d.sink.address(addr);
		if (!e) return d.sink.end_array(ArrayEnd::kFault, addr);
		if (first) d.sink.begin_array();
		e->length = static_cast<uint16_t>(std::clamp<uint64_t>(e->length, header, n));
		d.sink.element();
		entry(d, *e, addr, header);
		addr += e->length;
		n -= e->length;
	}
	if (first) d.sink.begin_array();
	d.sink.end_array(ArrayEnd::kComplete, 0);
}

void directory(Decoding& d, uint64_t addr, uint64_t header) {
	constexpr unsigned kCount = 2;
	const auto n = static_cast<uint64_t>(d.call.ret);
	if (!d.how.verbose || n > static_cast<uint32_t>(d.call.args[kCount])) return d.sink.address(addr);
	if (d.how.abbrev)
		count_entries(d, addr, n, header);
	else
		list_entries(d, addr, n, header);
}

void dirents_value(Decoding& d, const spec::Type&, uint64_t addr) {
	directory(d, addr, kHeader);
}

void dirents64_value(Decoding& d, const spec::Type&, uint64_t addr) {
	directory(d, addr, kHeader64);
}

// ---- extended attributes --------------------------------------------------------------------------------------------

/// A value that is a string shows without its NUL.
void xattr_value(Decoding& d, const spec::Type& t, uint64_t addr) {
	constexpr uint64_t kMax = 65536; // XATTR_SIZE_MAX
	const bool by_result = t.len.from == spec::LenFrom::kRet;
	const uint64_t n = by_result ? static_cast<uint64_t>(d.call.ret) : d.named(t.len.name).value_or(~0ull);
	const bool asked_for_size = by_result && d.named("size") == 0;
	if (n > kMax || asked_for_size) return d.sink.address(addr);
	const auto shown = std::min<uint64_t>(n, d.options.max_string);
	const auto b = d.bytes(addr, std::min<uint64_t>(n, uint64_t{d.options.max_string} + 1));
	if (b && shown > 0 && (*b)[shown - 1] == 0) return d.sink.string(b->first(shown - 1), {});
	d.buffer(addr, n);
}

/// Asked for the size only, the kernel writes nothing.
void xattr_list_value(Decoding& d, const spec::Type& t, uint64_t addr) {
	const auto size = d.index_of("size");
	if (size && d.call.args[*size] == 0)
		d.sink.address(addr);
	else
		d.plain_value(t, addr);
}

void xattr_args_value(Decoding& d, const spec::Type& t, uint64_t addr) {
	constexpr uint64_t kFirstVersion = 16;
	const auto size = d.named(t.len.name).value_or(0);
	if (size < kFirstVersion || !d.bytes(addr, kFirstVersion)) return d.sink.address(addr);
	d.structure(*t.st, addr, size);
}

// ---- attributes of files --------------------------------------------------------------------------------------------

struct FileAttr {
	uint64_t xflags;
	uint32_t extsize, nextents, projid, cowextsize;
};

void file_attr(Decoding& d, const spec::Type& t, uint64_t addr, bool get) {
	constexpr uint64_t kPage = 4096; // the kernel takes no larger structure
	const auto size = d.named(t.len.name).value_or(0);
	const auto a = size < sizeof(FileAttr) || size > kPage ? std::nullopt : d.load<FileAttr>(addr);
	if (!a) return d.sink.address(addr);
	d.sink.begin_struct();
	d.flags_field("fa_xflags", spec::fs_xflags, a->xflags);
	d.uint_field("fa_extsize", a->extsize);
	if (get) d.uint_field("fa_nextents", a->nextents);
	d.hex_field("fa_projid", a->projid);
	d.uint_field("fa_cowextsize", a->cowextsize);
	d.extra_bytes(addr, sizeof(FileAttr), size);
	d.sink.end_struct(false);
}

void file_getattr_value(Decoding& d, const spec::Type& t, uint64_t addr) {
	file_attr(d, t, addr, true);
}

void file_setattr_value(Decoding& d, const spec::Type& t, uint64_t addr) {
	file_attr(d, t, addr, false);
}

// ---- notification ---------------------------------------------------------------------------------------------------

/// The class is a number inside the flags, and always shown.
void fanotify_flags_value(Decoding& d, const spec::Type&, uint64_t v) {
	constexpr uint64_t kClass = FAN_CLASS_NOTIF | FAN_CLASS_CONTENT | FAN_CLASS_PRE_CONTENT;
	d.choice(spec::fan_classes, v & kClass);
	if ((v & ~kClass) == 0) return;
	d.sink.plain("|");
	d.flags(spec::fan_init_flags, v & ~kClass);
}

void fanotify_directory_value(Decoding& d, const spec::Type& t, uint64_t v) {
	if (static_cast<int>(v) == FAN_NOFD)
		d.sink.constant(~0ull, "FAN_NOFD", {}, Radix::kDecimal);
	else
		d.plain_value(t, v);
}

// ---- calls and results ----------------------------------------------------------------------------------------------

void offset_behind(Decoding& d, uint64_t offset) {
	d.sink.begin_array();
	d.sink.element();
	d.sink.unsigned_integer(offset);
	d.sink.end_array(ArrayEnd::kComplete, 0);
}

/// sendfile(1, 3, [0] => [12], 12): the offset shows before the call, and again when something was sent.
Printed sendfile_call(Decoding& d, unsigned from) {
	enum { kOut, kIn, kOffset, kCount };
	const uint64_t addr = d.call.args[kOffset];
	const auto before = d.how.verbose ? d.call.before.number(addr, 8) : std::nullopt;
	if (from == 0) {
		d.argument(kOut);
		d.argument(kIn);
		d.sink.argument("offset");
		if (before)
			offset_behind(d, *before);
		else
			d.sink.address(addr);
	} else {
		d.sink.continue_arguments();
	}
	const bool waits = before && d.call.args[kCount] != 0;
	if (waits && !d.call.finished) return {kCount, false, false};
	if (waits && d.call.ret > 0) {
		d.sink.after();
		if (const auto after = d.call.after.number(addr, 8))
			offset_behind(d, *after);
		else
			d.sink.address(addr);
	}
	d.argument(kCount);
	return {kCount + 1, true};
}

/// (flags FD_CLOEXEC), (seals F_SEAL_WRITE)
void flags_note(Decoding& d, string_view title, const spec::Xlat& x) {
	if (d.call.ret == 0) return;
	d.sink.begin_note();
	d.sink.plain(title);
	d.flags({.unknown = {}, .names = x.names}, static_cast<uint64_t>(d.call.ret));
	d.sink.end_note();
}

void fd_flags_note(Decoding& d) {
	flags_note(d, "flags ", spec::fd_flags);
}

void seals_note(Decoding& d) {
	flags_note(d, "seals ", spec::seals);
}

/// (flags O_RDWR|O_CLOEXEC), whatever -X says; also for 0.
void open_flags_note(Decoding& d) {
	TextBuf& t = d.text();
	t.put("flags ");
	join_flags(spec::open_flags, static_cast<uint64_t>(d.call.ret), t);
	d.sink.begin_note();
	d.sink.plain(t.view());
	d.sink.end_note();
}

// ---- memfd_create ---------------------------------------------------------------------------------------------------

/// MFD_HUGETLB|21<<MFD_HUGE_SHIFT: the size of huge pages is a number in the highest bits.
void memfd_flags_value(Decoding& d, const spec::Type&, uint64_t v) {
	constexpr unsigned kShift = 26;
	const uint64_t flags = v & ((1u << kShift) - 1), page_size = v >> kShift;
	if (v == 0) return d.sink.hexadecimal(0);
	TextBuf& t = d.text();
	join_flags(spec::memfd_create_flags, flags, t);
	if (t.empty() && flags) {
		t.hex(flags);
		t.put(" /* MFD_??? */");
	}
	if (page_size) {
		if (flags) t.put('|');
		t.udec(page_size);
		t.put("<<MFD_HUGE_SHIFT");
	}
	d.sink.constant(v, t.view(), {}, Radix::kHex);
}

constexpr Special kSpecials[] = {
	{.name = "whole", .value = whole_value},
	{.name = "statx_flags", .value = statx_flags_value},
	{.name = "statx", .value = statx_value},
	{.name = "cwd", .value = cwd_value},
	{.name = "open_how", .value = open_how_value},
	{.name = "known_handle", .value = known_handle_value},
	{.name = "file_handle", .value = file_handle_value, .phase = Phase::kExit},
	{.name = "mount_id", .value = mount_id_value},
	{.name = "dirents", .value = dirents_value},
	{.name = "dirents64", .value = dirents64_value},
	{.name = "xattr_value", .value = xattr_value},
	{.name = "xattr_list", .value = xattr_list_value},
	{.name = "xattr_args", .value = xattr_args_value},
	{.name = "file_getattr", .value = file_getattr_value},
	{.name = "file_setattr", .value = file_setattr_value},
	{.name = "fanotify_flags", .value = fanotify_flags_value},
	{.name = "fanotify_directory", .value = fanotify_directory_value},
	{.name = "sendfile", .call = sendfile_call},
	{.name = "fd_flags", .note = fd_flags_note},
	{.name = "open_flags", .note = open_flags_note},
	{.name = "seals", .note = seals_note},
	{.name = "memfd_flags", .value = memfd_flags_value},
};

} // namespace

std::span<const Special> fs_specials() {
	return kSpecials;
}

} // namespace strobe::decode
