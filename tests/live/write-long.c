// SPDX-License-Identifier: BSD-2-Clause
/* OPTIONS: -e trace=write -s 10000 | IGNORE: ^write\(1, */
// More than a page of one string.
#include "guard.h"

int main(void) {
	int fd = scratch("file", "", 0);
	const int sizes[] = {4095, 4096, 4097, 8192, 9999, 10000, 10001, 12000};
	for (unsigned i = 0; i < sizeof(sizes) / sizeof(*sizes); ++i) {
		int n = sizes[i];
		char* p = tail_room(n);
		for (int k = 0; k < n; ++k) p[k] = (char)('a' + k % 23);
		long rc = syscall(SYS_write, fd, p, n);
		const char* r = res(rc);
		printf("write(%d, \"%.*s\"%s, %d) = %s\n", fd, n > 10000 ? 10000 : n, p, n > 10000 ? "..." : "", n, r);
	}
	return done();
}
