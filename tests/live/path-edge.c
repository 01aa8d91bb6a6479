// SPDX-License-Identifier: BSD-2-Clause
/* OPTIONS: -e trace=chdir */
// Every distance between the end of a path and the bad page, with and without its NUL, around the sizes in which a
// tracer reads.
#include "guard.h"

int main(void) {
	char* end = guard_end(2);
	for (int n = 1; n < 300; n += n < 70 ? 1 : 37) {
		char* p = end - n;
		memset(p, 'a' + n % 26, n);
		long rc = syscall(SYS_chdir, p);
		expect("chdir(%p) = %s", (void*)p, res(rc));
		p[n - 1] = 0;
		rc = syscall(SYS_chdir, p);
		expect("chdir(\"%s\") = %s", p, res(rc));
		// across the boundary between the two mapped pages
		char* q = end - 4096 - n / 2;
		memset(q, 'b', n);
		q[n] = 0;
		rc = syscall(SYS_chdir, q);
		expect("chdir(\"%s\") = %s", q, res(rc));
	}
	return done();
}
