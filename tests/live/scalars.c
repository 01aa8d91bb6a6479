// SPDX-License-Identifier: BSD-2-Clause
/* OPTIONS: -e
 * trace=lseek,ftruncate,fallocate,fadvise64,fsync,flock,dup,dup2,dup3,close,umask,fchmod,fchown,readahead,sync_file_range,close_range,fchdir,getpgid
 */
// Plain numbers: signed and unsigned, as wide as the call takes them, enumerations and flags with unknown values.
#include "guard.h"

int main(void) {
	int fd = scratch("file", "0123456789", 10);
	from_here();
#define C(format, ...)                                                                                                 \
	do {                                                                                                               \
		long rc = syscall(__VA_ARGS__);                                                                                \
		expect(format " = %s", res(rc));                                                                               \
	} while (0)
	C("lseek(3, 5, SEEK_SET)", SYS_lseek, fd, 5, 0);
	C("lseek(3, -3, SEEK_END)", SYS_lseek, fd, -3L, 2);
	C("lseek(3, 0, SEEK_CUR)", SYS_lseek, fd, 0, 1);
	C("lseek(3, 20, SEEK_DATA)", SYS_lseek, fd, 20, 3);
	C("lseek(3, -9223372036854775808, SEEK_HOLE)", SYS_lseek, fd, 1ul << 63, 4);
	C("lseek(-1, 1, 0x7 /* SEEK_??? */)", SYS_lseek, -1, 1, 7);
	C("ftruncate(3, 6)", SYS_ftruncate, fd, 6);
	C("fallocate(3, 0, 0, 100)", SYS_fallocate, fd, 0, 0, 100);
	C("fallocate(3, FALLOC_FL_KEEP_SIZE|FALLOC_FL_PUNCH_HOLE, 1, -2)", SYS_fallocate, fd, 3, 1L, -2L);
	C("fallocate(-1, FALLOC_FL_ZERO_RANGE|0x400, 1, 2)", SYS_fallocate, -1, 0x410, 1, 2);
	C("fadvise64(3, 0, 4096, POSIX_FADV_SEQUENTIAL)", SYS_fadvise64, fd, 0, 4096, 2);
	C("fadvise64(3, 0, 4096, 0x9 /* POSIX_FADV_??? */)", SYS_fadvise64, fd, 0, 4096, 9);
	C("fsync(-1)", SYS_fsync, -1);
	C("flock(3, LOCK_EX|LOCK_NB)", SYS_flock, fd, 6);
	C("flock(3, LOCK_UN)", SYS_flock, fd, 8);
	C("dup(3)", SYS_dup, fd);
	C("dup2(3, 9)", SYS_dup2, fd, 9);
	C("dup3(3, 10, O_CLOEXEC)", SYS_dup3, fd, 10, O_CLOEXEC);
	C("dup3(3, 3, O_NONBLOCK)", SYS_dup3, fd, fd, O_NONBLOCK);
	C("close(10)", SYS_close, 10);
	C("close(-559038737)", SYS_close, 0xfacefeeddeadbeef);
	C("fchmod(3, 0600)", SYS_fchmod, fd, 0600);
	C("fchown(3, -1, 0)", SYS_fchown, fd, -1, 0);
	C("readahead(3, 0, 5)", SYS_readahead, fd, 0L, 5L);
	C("sync_file_range(3, 0, 5, SYNC_FILE_RANGE_WRITE|0x8)", SYS_sync_file_range, fd, 0, 5, 10);
	C("close_range(90, 99, CLOSE_RANGE_CLOEXEC)", SYS_close_range, 90, 99, 4);
	C("close_range(4294967295, 0, 0)", SYS_close_range, -1, 0, 0);
	C("fchdir(3)", SYS_fchdir, fd);
	long rc = syscall(SYS_umask, 0135);
	expect("umask(0135) = %#03lo", rc);
	rc = syscall(SYS_umask, 0);
	expect("umask(000) = 0135");
	rc = syscall(SYS_umask, 022);
	expect("umask(022) = 000");
	return done();
}
