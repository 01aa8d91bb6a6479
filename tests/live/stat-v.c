// SPDX-License-Identifier: BSD-2-Clause
/* OPTIONS: -v -e trace=fstat */
// -v: all fields, times with the date in a comment.
#include "guard.h"
#include <sys/sysmacros.h>

static const char* stamp(const struct timespec* t) {
	char* out = text_room();
	size_t n = strftime(out, 100, "%Y-%m-%dT%H:%M:%S", localtime(&t->tv_sec));
	if (t->tv_nsec) n += (size_t)sprintf(out + n, ".%09ld", t->tv_nsec);
	strftime(out + n, 100, "%z", localtime(&t->tv_sec));
	return out;
}

int main(void) {
	int fd = scratch("file", "0123456789", 10);
	NEED(futimens(fd, (struct timespec[2]){{-10843, 15}, {1000000001, 0}}) == 0);
	struct stat* st = tail_room(sizeof(*st));
	long rc = syscall(SYS_fstat, fd, st);
	expect(
		"fstat(%d, {st_dev=makedev(%#x, %#x), st_ino=%lu, st_mode=S_IFREG|0644, st_nlink=1, st_uid=%d, st_gid=%d, "
		"st_blksize=%ld, st_blocks=%ld, st_size=10, st_atime=%ld /* %s */, st_atime_nsec=%ld, st_mtime=%ld /* %s */, "
		"st_mtime_nsec=%ld, st_ctime=%ld /* %s */, st_ctime_nsec=%ld}) = %s",
		fd, major(st->st_dev), minor(st->st_dev), st->st_ino, st->st_uid, st->st_gid, (long)st->st_blksize,
		(long)st->st_blocks, st->st_atime, stamp(&st->st_atim), st->st_atim.tv_nsec, st->st_mtime, stamp(&st->st_mtim),
		st->st_mtim.tv_nsec, st->st_ctime, stamp(&st->st_ctim), st->st_ctim.tv_nsec, res(rc));
	return done();
}
