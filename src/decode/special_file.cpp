// SPDX-License-Identifier: BSD-2-Clause
#include <asm/stat.h>

#include "decode/special.h"
#include "decode/special_time.h"

namespace strobe::decode {

namespace {

void time_fields(Decoding& d, string_view name, uint64_t sec, string_view part_name, uint64_t part) {
	d.int_field(name, static_cast<int64_t>(sec));
	date_comment(d, static_cast<int64_t>(sec), part, 9);
	d.uint_field(part_name, part);
}

// S_IFMT, S_IFCHR and S_IFBLK of linux/stat.h, which hides them where the C library is.
constexpr unsigned kTypeMask = 0170000, kCharacterDevice = 0020000, kBlockDevice = 0060000;

/// {st_mode=S_IFREG|0644, st_size=12, ...}: devices show their number instead of a size.
void stat_value(Decoding& d, const spec::Type& t, uint64_t addr) {
	const auto st = d.load_or_address<struct stat>(addr, t.st->shown(d.how.abbrev));
	if (!st) return;
	d.sink.begin_struct();
	if (!d.how.abbrev) {
		d.sink.field("st_dev");
		d.device(st->st_dev);
		d.uint_field("st_ino", st->st_ino);
	}
	d.sink.field("st_mode");
	d.file_mode(st->st_mode);
	if (!d.how.abbrev) {
		d.uint_field("st_nlink", st->st_nlink);
		d.uint_field("st_uid", st->st_uid);
		d.uint_field("st_gid", st->st_gid);
		d.uint_field("st_blksize", static_cast<uint64_t>(st->st_blksize));
		d.uint_field("st_blocks", static_cast<uint64_t>(st->st_blocks));
	}
	if ((st->st_mode & kTypeMask) == kCharacterDevice || (st->st_mode & kTypeMask) == kBlockDevice) {
		d.sink.field("st_rdev");
		d.device(st->st_rdev);
	} else {
		d.uint_field("st_size", static_cast<uint64_t>(st->st_size));
	}
	if (!d.how.abbrev) {
		time_fields(d, "st_atime", st->st_atime, "st_atime_nsec", st->st_atime_nsec);
		time_fields(d, "st_mtime", st->st_mtime, "st_mtime_nsec", st->st_mtime_nsec);
		time_fields(d, "st_ctime", st->st_ctime, "st_ctime_nsec", st->st_ctime_nsec);
	}
	d.sink.end_struct(d.how.abbrev);
}

constexpr Special kSpecials[] = {
	{.name = "stat", .value = stat_value},
};

} // namespace

std::span<const Special> file_specials() {
	return kSpecials;
}

} // namespace strobe::decode
