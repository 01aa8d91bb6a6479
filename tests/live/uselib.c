// SPDX-License-Identifier: BSD-2-Clause
/* OPTIONS: -e trace=uselib */
// The call that docs/ADD_A_SYSCALL.md was checked with: a path and nothing else.
#include "guard.h"

int main(void) {
	const char* library = tail_str("no/such/library");
	long rc = syscall(SYS_uselib, library);
	expect("uselib(\"no/such/library\") = %s", res(rc));
	rc = syscall(SYS_uselib, NULL);
	expect("uselib(NULL) = %s", res(rc));
	const void* bad = library + sizeof("no/such/library");
	rc = syscall(SYS_uselib, bad);
	expect("uselib(%p) = %s", bad, res(rc));
	expect("+++ exited with 0 +++");
	return 0;
}
