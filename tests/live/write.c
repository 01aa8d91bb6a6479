// SPDX-License-Identifier: BSD-2-Clause
/* OPTIONS: -e trace=write | IGNORE: ^write\(1, */
// Bytes in, counted: cut after 32, one byte more than is shown must be readable, or the address is shown.
#include "guard.h"

int main(void) {
	int fd = scratch("file", "", 0);
	char bytes[300];
	for (int i = 0; i < 300; ++i) bytes[i] = (char)('A' + i % 26);
	for (int n = 0; n < 40; ++n) {
		char* p = tail(bytes, n);
		long rc = syscall(SYS_write, fd, p, n);
		expect("write(%d, \"%.*s\"%s, %d) = %s", fd, n > 32 ? 32 : n, p, n > 32 ? "..." : "", n, res(rc));
	}
	// the length is a lie: only the cut text and one byte must be there
	for (int n = 30; n < 36; ++n) {
		char* p = head(bytes, n);
		long rc = syscall(SYS_write, fd, p, 200);
		const char* r = res(rc);
		if (n >= 33)
			expect("write(%d, \"%.32s\"..., 200) = %s", fd, p, r);
		else
			expect("write(%d, %p, 200) = %s", fd, (void*)p, r);
	}
	char* nul = tail("a\0b\0001", 5);
	long rc = syscall(SYS_write, fd, nul, 5);
	expect("write(%d, \"a\\0b\\0001\", 5) = %s", fd, res(rc));
	rc = syscall(SYS_write, fd, NULL, 5);
	expect("write(%d, NULL, 5) = %s", fd, res(rc));
	rc = syscall(SYS_write, fd, NULL, 0);
	expect("write(%d, NULL, 0) = %s", fd, res(rc));
	char* edge = bad();
	rc = syscall(SYS_write, fd, edge, 0);
	expect("write(%d, \"\", 0) = %s", fd, res(rc));
	rc = syscall(SYS_write, fd, edge, 1);
	expect("write(%d, %p, 1) = %s", fd, (void*)edge, res(rc));
	rc = syscall(SYS_write, -1, tail(bytes, 4), 4);
	expect("write(-1, \"ABCD\", 4) = %s", res(rc));
	rc = syscall(SYS_write, 0x1234567800000063, tail(bytes, 4), 4);
	expect("write(99, \"ABCD\", 4) = %s", res(rc));
	rc = syscall(SYS_write, -1, tail(bytes, 33), -1L);
	expect("write(-1, \"%.32s\"..., 18446744073709551615) = %s", bytes, res(rc));
	return done();
}
