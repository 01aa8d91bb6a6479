// SPDX-License-Identifier: BSD-2-Clause
/* OPTIONS: -e trace=read,pread64 */
// Bytes out: as many as the call returned, nothing after an error.
#include "guard.h"

int main(void) {
	char bytes[60];
	for (int i = 0; i < 60; ++i) bytes[i] = (char)('A' + i % 26);
	int fd = scratch("file", bytes, 60);
	lseek(fd, 0, SEEK_SET);
	char* p = tail_room(10);
	long rc = syscall(SYS_read, fd, p, 10);
	expect("read(%d, \"ABCDEFGHIJ\", 10) = %s", fd, res(rc));
	p = tail_room(0);
	rc = syscall(SYS_read, fd, p, 0);
	expect("read(%d, \"\", 0) = %s", fd, res(rc));
	p = tail_room(50); // asks for more room than there is: the kernel fills what it has data for
	rc = syscall(SYS_read, fd, p, 4096);
	expect("read(%d, \"%.32s\"..., 4096) = %s", fd, bytes + 10, res(rc));
	rc = syscall(SYS_read, fd, p, 50);
	expect("read(%d, \"\", 50) = %s", fd, res(rc));
	rc = syscall(SYS_read, -1, p, 50);
	expect("read(-1, %p, 50) = %s", (void*)p, res(rc));
	rc = syscall(SYS_pread64, fd, NULL, 5, 0);
	expect("pread64(%d, NULL, 5, 0) = %s", fd, res(rc));
	p = bad();
	rc = syscall(SYS_pread64, fd, p, 5, 7);
	expect("pread64(%d, %p, 5, 7) = %s", fd, (void*)p, res(rc));
	p = tail_room(3); // a short read: the kernel stops at the bad page
	rc = syscall(SYS_pread64, fd, p, 5, 4);
	expect("pread64(%d, \"EFG\", 5, 4) = %s", fd, res(rc));
	p = tail_room(2);
	rc = syscall(SYS_pread64, fd, p, 2, -1L);
	expect("pread64(%d, %p, 2, -1) = %s", fd, (void*)p, res(rc));
	rc = syscall(SYS_pread64, fd, p, 2, 0xcafef00dL);
	expect("pread64(%d, \"\", 2, 3405705229) = %s", fd, res(rc));
	return done();
}
