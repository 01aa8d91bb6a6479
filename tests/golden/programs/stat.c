// SPDX-License-Identifier: BSD-2-Clause
// Structures that come out.
#define _GNU_SOURCE
#include <fcntl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/sysmacros.h>
#include <sys/time.h>
#include <sys/utsname.h>
#include <time.h>
#include <unistd.h>

int main(void) {
	struct statx x;
	struct stat st;
	struct rlimit limit;
	struct timespec wait = {0, 1000};

	syscall(SYS_stat, "/dev/null", &st);
	syscall(SYS_lstat, "/missing", &st);
	syscall(SYS_stat, "/dev/null", (void*)1);
	syscall(SYS_newfstatat, AT_FDCWD, "/", &st, AT_SYMLINK_NOFOLLOW);
	statx(AT_FDCWD, "/dev/null", AT_STATX_SYNC_AS_STAT, STATX_TYPE | STATX_MODE | STATX_UID, &x);
	syscall(SYS_getrlimit, RLIMIT_NOFILE, &limit);
	syscall(SYS_nanosleep, &wait, 0);
	return 0;
}
