// SPDX-License-Identifier: BSD-2-Clause
/* OPTIONS: -e trace=getdents64,getcwd,getdents */
// Directory entries: counted, and a NUL-terminated string with the length as return value.
#include "guard.h"

int main(void) {
	for (int i = 0; i < 3; ++i) close(scratch(text("f%d", i), "", 0));
	int fd = open(".", O_RDONLY | O_DIRECTORY);
	char *buf = tail_room(512), *edge = bad();
	long rc = syscall(SYS_getdents64, fd, buf, 512);
	expect("getdents64(%d, %p /* 5 entries */, 512) = %s", fd, (void*)buf, res(rc));
	rc = syscall(SYS_getdents64, fd, buf, 512);
	expect("getdents64(%d, %p /* 0 entries */, 512) = %s", fd, (void*)buf, res(rc));
	lseek(fd, 0, SEEK_SET);
	rc = syscall(SYS_getdents64, fd, buf, 1);
	expect("getdents64(%d, %p, 1) = %s", fd, (void*)buf, res(rc));
	rc = syscall(SYS_getdents64, fd, edge, 512);
	expect("getdents64(%d, %p, 512) = %s", fd, (void*)edge, res(rc));
	rc = syscall(SYS_getdents64, -1, NULL, -1);
	expect("getdents64(-1, NULL, 4294967295) = %s", res(rc));
	char* cwd = tail_room(512);
	rc = syscall(SYS_getcwd, cwd, 512);
	expect("getcwd(\"%s\", 512) = %s", cwd, res(rc));
	rc = syscall(SYS_getcwd, cwd, 3);
	expect("getcwd(%p, 3) = %s", (void*)cwd, res(rc));
	rc = syscall(SYS_getcwd, NULL, 100);
	expect("getcwd(NULL, 100) = %s", res(rc));
	return done();
}
