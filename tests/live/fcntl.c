// SPDX-License-Identifier: BSD-2-Clause
/* OPTIONS: -e trace=fcntl */
// One call, a variant for each command: numbers, flags, structs, results with a meaning.
#include "guard.h"

static int fd;
#define C(format, command, arg)                                                                                        \
	do {                                                                                                               \
		long rc = syscall(SYS_fcntl, fd, command, arg);                                                                \
		expect("fcntl(%d, " format ") = %s", fd, res(rc));                                                             \
	} while (0)

static void locks(void) {
	struct flock l = {.l_type = F_RDLCK, .l_whence = SEEK_SET, .l_start = 3, .l_len = 4};
	C("F_SETLK, {l_type=F_RDLCK, l_whence=SEEK_SET, l_start=3, l_len=4}", F_SETLK, TAIL(l));
	l.l_type = F_WRLCK;
	C("F_GETLK, {l_type=F_UNLCK, l_whence=SEEK_SET, l_start=3, l_len=4, l_pid=0}", F_GETLK, TAIL(l));
	l = (struct flock){.l_type = 9, .l_whence = 8, .l_start = -1};
	C("F_SETLKW, {l_type=0x9 /* F_??? */, l_whence=0x8 /* SEEK_??? */, l_start=-1, l_len=0}", F_SETLKW, TAIL(l));
	l = (struct flock){.l_type = F_UNLCK, .l_whence = SEEK_END};
	C("F_OFD_SETLK, {l_type=F_UNLCK, l_whence=SEEK_END, l_start=0, l_len=0}", F_OFD_SETLK, TAIL(l));
	C("F_SETLK, NULL", F_SETLK, NULL);
	void *half = head(&l, sizeof(l) - 9), *edge = bad();
	long rc = syscall(SYS_fcntl, fd, F_SETLK, half);
	expect("fcntl(%d, F_SETLK, %p) = %s", fd, half, res(rc));
	rc = syscall(SYS_fcntl, fd, F_GETLK, edge);
	expect("fcntl(%d, F_GETLK, %p) = %s", fd, edge, res(rc));
}

int main(void) {
	fd = scratch("file", "", 0);
	C("F_DUPFD, 20", F_DUPFD, 20);
	C("F_DUPFD_CLOEXEC, 4294967295", F_DUPFD_CLOEXEC, -1);
	C("F_SETFD, FD_CLOEXEC", F_SETFD, FD_CLOEXEC);
	long rc = syscall(SYS_fcntl, fd, F_GETFD);
	expect("fcntl(%d, F_GETFD) = 0x%lx (flags FD_CLOEXEC)", fd, rc);
	C("F_SETFD, 0", F_SETFD, 0);
	C("F_GETFD", F_GETFD, 0);
	C("F_SETFL, O_RDONLY|O_APPEND|O_NONBLOCK", F_SETFL, O_APPEND | O_NONBLOCK);
	rc = syscall(SYS_fcntl, fd, F_GETFL);
	expect("fcntl(%d, F_GETFL) = %#lx (flags O_RDWR|O_APPEND|O_NONBLOCK|O_LARGEFILE)", fd, rc);
	C("F_GETOWN", F_GETOWN, 0);
	C("F_SETOWN, -1", F_SETOWN, -1);
	C("F_SETSIG, SIGUSR1", F_SETSIG, SIGUSR1);
	C("F_SETSIG, 0", F_SETSIG, 0);
	rc = syscall(SYS_fcntl, fd, F_GETSIG);
	expect("fcntl(%d, F_GETSIG) = %s", fd, res(rc));
	struct f_owner_ex owner = {F_OWNER_PID, getpid()};
	rc = syscall(SYS_fcntl, fd, F_SETOWN_EX, TAIL(owner));
	expect("fcntl(%d, F_SETOWN_EX, {type=F_OWNER_PID, pid=%d}) = %s", fd, getpid(), res(rc));
	void* out = tail_room(8);
	rc = syscall(SYS_fcntl, fd, F_GETOWN_EX, out);
	expect("fcntl(%d, F_GETOWN_EX, {type=F_OWNER_PID, pid=%d}) = %s", fd, getpid(), res(rc));
	locks();
	C("F_SETLEASE, F_RDLCK", F_SETLEASE, F_RDLCK);
	C("F_NOTIFY, DN_CREATE|DN_MULTISHOT", F_NOTIFY, 0x80000004);
	C("F_SETPIPE_SZ, 4097", F_SETPIPE_SZ, 4097);
	C("F_GETPIPE_SZ", F_GETPIPE_SZ, 0);
	C("F_ADD_SEALS, F_SEAL_SEAL|F_SEAL_WRITE|0x100", F_ADD_SEALS, 0x109);
	C("0x7d /* F_??? */, 0x1234", 125, 0x1234);
	fd = -1;
	C("F_GETFL", F_GETFL, 0);
	C("F_DUPFD, 0", F_DUPFD, 0);
	fd = memfd_create("m", MFD_ALLOW_SEALING);
	C("F_ADD_SEALS, F_SEAL_SHRINK|F_SEAL_GROW", F_ADD_SEALS, 6);
	rc = syscall(SYS_fcntl, fd, F_GET_SEALS);
	expect("fcntl(%d, F_GET_SEALS) = 0x6 (seals F_SEAL_SHRINK|F_SEAL_GROW)", fd);
	return done();
}
