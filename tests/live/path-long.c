// SPDX-License-Identifier: BSD-2-Clause
/* OPTIONS: -e trace=rmdir -s 8 */
// Paths are not cut by -s but by PATH_MAX: 4095 bytes fit, of 4096 the rest is shown by dots.
#include "guard.h"

int main(void) {
	for (int n = 4090; n <= 4100; ++n) {
		char* p = guard_end(2) - n - 1;
		memset(p, 'x', n);
		p[n] = 0;
		long rc = syscall(SYS_rmdir, p);
		const char* r = res(rc);
		if (n < 4096)
			printf("rmdir(\"%s\") = %s\n", p, r);
		else
			printf("rmdir(\"%.4095s\"...) = %s\n", p, r);
	}
	for (int n = 4090; n <= 4098; ++n) { // no NUL before the bad page
		char* p = guard_end(2) - n;
		memset(p, 'y', n);
		long rc = syscall(SYS_rmdir, p);
		const char* r = res(rc);
		if (n < 4096)
			printf("rmdir(%p) = %s\n", (void*)p, r);
		else
			printf("rmdir(\"%.4095s\"...) = %s\n", p, r);
	}
	return done();
}
