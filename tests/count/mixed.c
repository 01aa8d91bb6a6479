// SPDX-License-Identifier: BSD-2-Clause
// Known numbers of calls by outcome, duration, name and user, for the filters:
//   mixed GOOD EBADF ENOENT SLEEPS RENAMED NOBODY
// GOOD lseeks that succeed, EBADF ones that fail, ENOENT chdirs that fail, SLEEPS of 20 ms, then RENAMED lseeks under
// the name "renamed", and NOBODY ones as the user 65534.
#define _GNU_SOURCE
#include <fcntl.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

int main(int argc, char** argv) {
	if (argc != 7) return 2;
	long n[6];
	for (int i = 0; i < 6; i++) n[i] = atol(argv[i + 1]);
	int fd = open("/dev/null", O_RDONLY);
	for (long i = 0; i < n[0]; i++) syscall(SYS_lseek, fd, 0, SEEK_SET);
	for (long i = 0; i < n[1]; i++) syscall(SYS_lseek, -1, i, SEEK_SET);
	for (long i = 0; i < n[2]; i++) syscall(SYS_chdir, "/no/such/directory");
	for (long i = 0; i < n[3]; i++) syscall(SYS_nanosleep, &(struct timespec){0, 20000000}, NULL);
	prctl(PR_SET_NAME, "renamed");
	for (long i = 0; i < n[4]; i++) syscall(SYS_lseek, fd, 0, SEEK_SET);
	prctl(PR_SET_NAME, "mixed");
	syscall(SYS_setresuid, 65534, -1, -1);
	for (long i = 0; i < n[5]; i++) syscall(SYS_lseek, fd, 0, SEEK_SET);
	return 0;
}
