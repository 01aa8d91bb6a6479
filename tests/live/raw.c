// SPDX-License-Identifier: BSD-2-Clause
/* OPTIONS: -e trace=openat,chmod,poll -e raw=openat,chmod */
// -e raw=: registers as they are, and nothing is read.
#include "guard.h"
#include <poll.h>

int main(void) {
	const char* p = tail_str("missing");
	long rc = syscall(SYS_openat, AT_FDCWD, p, O_RDWR | O_CREAT | O_EXCL | O_DIRECTORY, 0644);
	expect("openat(0xffffff9c, %p, %#x, 0x1a4) = %s", (void*)p, O_RDWR | O_CREAT | O_EXCL | O_DIRECTORY, res(rc));
	rc = syscall(SYS_chmod, p, 0);
	expect("chmod(%p, 0) = %s", (void*)p, res(rc));
	struct pollfd f = {0, 0, 0};
	rc = syscall(SYS_poll, TAIL(f), 1, 0);
	expect("poll([{fd=0, events=0}], 1, 0) = 0 (Timeout)");
	return done();
}
