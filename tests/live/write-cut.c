// SPDX-License-Identifier: BSD-2-Clause
/* OPTIONS: -e trace=write -s 5 | IGNORE: ^write\(1, */
// -s: how much of a string is shown, and how much must be readable.
#include "guard.h"

int main(void) {
	int fd = scratch("file", "", 0);
	for (int n = 0; n < 9; ++n) {
		char* p = tail("abcdefghi", n);
		long rc = syscall(SYS_write, fd, p, n);
		expect("write(%d, \"%.*s\"%s, %d) = %s", fd, n > 5 ? 5 : n, p, n > 5 ? "..." : "", n, res(rc));
	}
	char* p = head("abcde", 5);
	long rc = syscall(SYS_write, -1, p, 6);
	expect("write(-1, %p, 6) = %s", (void*)p, res(rc));
	p = head("abcdef", 6);
	rc = syscall(SYS_write, -1, p, 7);
	expect("write(-1, \"abcde\"..., 7) = %s", res(rc));
	return done();
}
