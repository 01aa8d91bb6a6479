// SPDX-License-Identifier: BSD-2-Clause
/* OPTIONS: -e trace=stat,fstat,lstat,newfstatat,statx,statfs,fstatfs */
// Structs out: what a short print shows.
#include "guard.h"
#include <sys/sysmacros.h>
#include <sys/vfs.h>

static const char* brief(const struct stat* st) {
	if (S_ISCHR(st->st_mode))
		return text("{st_mode=S_IFCHR|%#03o, st_rdev=makedev(%#x, %#x), ...}", st->st_mode & 07777, major(st->st_rdev),
					minor(st->st_rdev));
	return text("{st_mode=%s%#03o, st_size=%ld, ...}",
				S_ISDIR(st->st_mode)   ? "S_IFDIR|"
				: S_ISLNK(st->st_mode) ? "S_IFLNK|"
									   : "S_IFREG|",
				st->st_mode & 07777, (long)st->st_size);
}

static const struct bit masks[] = {{1, "STATX_TYPE"},      {2, "STATX_MODE"},        {4, "STATX_NLINK"},
								   {8, "STATX_UID"},       {16, "STATX_GID"},        {32, "STATX_ATIME"},
								   {64, "STATX_MTIME"},    {128, "STATX_CTIME"},     {256, "STATX_INO"},
								   {512, "STATX_SIZE"},    {1024, "STATX_BLOCKS"},   {2048, "STATX_BTIME"},
								   {4096, "STATX_MNT_ID"}, {8192, "STATX_DIOALIGN"}, {0, NULL}};
/// The names of a mask; which bits there are depends on the file system and the kernel.
static const char* mask_text(unsigned mask) {
	const unsigned basic = 0x7ff;
	if ((mask & basic) != basic) return bits(mask, masks);
	return text("STATX_BASIC_STATS%s%s", mask & ~basic ? "|" : "", bits(mask & ~basic, masks));
}

static const struct bit mounts[] = {{0x20, "ST_VALID"},       {1, "ST_RDONLY"},        {2, "ST_NOSUID"},
									{4, "ST_NODEV"},          {8, "ST_NOEXEC"},        {0x400, "ST_NOATIME"},
									{0x800, "ST_NODIRATIME"}, {0x1000, "ST_RELATIME"}, {0, NULL}};

int main(void) {
	int fd = scratch("file", "0123456789", 10);
	NEED(symlink("file", "link") == 0 && mkdir("dir", 0711) == 0);
	struct stat* st = tail_room(sizeof(*st));
	long rc = syscall(SYS_stat, tail_str("file"), st);
	expect("stat(\"file\", %s) = %s", brief(st), res(rc));
	rc = syscall(SYS_lstat, tail_str("link"), st);
	expect("lstat(\"link\", %s) = %s", brief(st), res(rc));
	rc = syscall(SYS_stat, tail_str("dir"), st);
	expect("stat(\"dir\", %s) = %s", brief(st), res(rc));
	rc = syscall(SYS_stat, tail_str("/dev/null"), st);
	expect("stat(\"/dev/null\", %s) = %s", brief(st), res(rc));
	rc = syscall(SYS_fstat, fd, st);
	expect("fstat(%d, %s) = %s", fd, brief(st), res(rc));
	rc = syscall(SYS_newfstatat, AT_FDCWD, tail_str("link"), st, AT_SYMLINK_NOFOLLOW | AT_NO_AUTOMOUNT);
	expect("newfstatat(AT_FDCWD, \"link\", %s, AT_SYMLINK_NOFOLLOW|AT_NO_AUTOMOUNT) = %s", brief(st), res(rc));
	rc = syscall(SYS_newfstatat, fd, tail_str(""), st, AT_EMPTY_PATH);
	expect("newfstatat(%d, \"\", %s, AT_EMPTY_PATH) = %s", fd, brief(st), res(rc));
	rc = syscall(SYS_stat, tail_str("missing"), st);
	expect("stat(\"missing\", %p) = %s", (void*)st, res(rc));
	void* edge = head("", 1);
	rc = syscall(SYS_fstat, fd, edge);
	expect("fstat(%d, %p) = %s", fd, edge, res(rc));
	rc = syscall(SYS_fstat, -1, NULL);
	expect("fstat(-1, NULL) = %s", res(rc));

	struct statx* sx = tail_room(sizeof(*sx));
	rc = syscall(SYS_statx, AT_FDCWD, tail_str("file"), AT_STATX_DONT_SYNC | AT_SYMLINK_NOFOLLOW,
				 STATX_TYPE | STATX_MODE | STATX_SIZE, sx);
	expect("statx(AT_FDCWD, \"file\", AT_STATX_DONT_SYNC|AT_SYMLINK_NOFOLLOW, STATX_TYPE|STATX_MODE|STATX_SIZE, "
		   "{stx_mask=%s, stx_attributes=0, stx_mode=S_IFREG|0644, stx_size=10, ...}) = %s",
		   mask_text(sx->stx_mask), res(rc));
	rc = syscall(SYS_statx, -1, tail_str("file"), 0x80000000, 0x80000000, sx);
	expect("statx(-1, \"file\", AT_STATX_SYNC_AS_STAT|0x80000000, 0x80000000 /* STATX_??? */, %p) = %s", (void*)sx,
		   res(rc));
	rc = syscall(SYS_statx, -1, NULL, AT_STATX_FORCE_SYNC, 0, NULL);
	expect("statx(-1, NULL, AT_STATX_FORCE_SYNC, 0, NULL) = %s", res(rc));

	struct statfs* sf = tail_room(sizeof(*sf));
	rc = syscall(SYS_statfs, tail_str("/proc"), sf);
	expect("statfs(\"/proc\", {f_type=PROC_SUPER_MAGIC, f_bsize=4096, f_blocks=0, f_bfree=0, f_bavail=0, f_files=0, "
		   "f_ffree=0, "
		   "f_fsid={val=[%#x, %#x]}, f_namelen=255, f_frsize=4096, f_flags=%s}) = %s",
		   sf->f_fsid.__val[0], sf->f_fsid.__val[1], bits(sf->f_flags, mounts), res(rc));
	rc = syscall(SYS_fstatfs, -1, sf);
	expect("fstatfs(-1, %p) = %s", (void*)sf, res(rc));
	return done();
}
