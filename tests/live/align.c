// SPDX-License-Identifier: BSD-2-Clause
/* OPTIONS: -a 40 -e trace=chdir,close */
// The result stands in a column, one space behind what is longer.
#include "guard.h"

int main(void) {
	long rc = syscall(SYS_close, -1);
	expect("%-39s = %s", "close(-1)", res(rc));
	for (int n = 28; n < 36; ++n) {
		char path[50] = "", call[64];
		memset(path, 'd', n);
		rc = syscall(SYS_chdir, tail_str(path));
		snprintf(call, sizeof(call), "chdir(\"%s\")", path);
		expect("%-39s = %s", call, res(rc));
	}
	return done();
}
