// SPDX-License-Identifier: BSD-2-Clause
/* OPTIONS: -Z -e trace=chdir,access,openat */
#ifndef GOOD
#define GOOD 0 // 1: -z
#endif
// -Z and -z: calls by their outcome. The inputs are shown although the call is known only at its end.
#include "guard.h"

int main(void) {
	void* edge = bad();
	for (int i = 0; i < 5; ++i) {
		long rc = syscall(SYS_chdir, tail_str("."));
		if (GOOD) expect("chdir(\".\") = %s", res(rc));
		rc = syscall(SYS_chdir, tail_str("missing"));
		if (!GOOD) expect("chdir(\"missing\") = %s", res(rc));
		rc = syscall(SYS_access, edge, F_OK);
		if (!GOOD) expect("access(%p, F_OK) = %s", edge, res(rc));
		rc = syscall(SYS_openat, AT_FDCWD, tail_str("."), O_RDONLY);
		if (GOOD) expect("openat(AT_FDCWD, \".\", O_RDONLY) = %s", res(rc));
	}
	return done();
}
