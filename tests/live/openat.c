// SPDX-License-Identifier: BSD-2-Clause
/* OPTIONS: -e trace=open,openat,creat */
// Flags with a part (the access mode), bits without a name, and an argument that exists only with O_CREAT.
#include "guard.h"

int main(void) {
	close(scratch("file", "", 0));
	const char* file = tail_str("file");
	expect("openat(AT_FDCWD, \"file\", O_RDWR|O_CREAT|O_TRUNC, 0644) = 3"); // scratch() itself
	long rc = syscall(SYS_open, file, O_RDONLY, 0777);
	expect("open(\"file\", O_RDONLY) = %s", res(rc));
	rc = syscall(SYS_open, file, O_WRONLY | O_CREAT | O_EXCL, 0640);
	expect("open(\"file\", O_WRONLY|O_CREAT|O_EXCL, 0640) = %s", res(rc));
	rc = syscall(SYS_openat, -1, file, O_RDWR | O_APPEND | O_NONBLOCK | O_CLOEXEC | O_NOFOLLOW);
	expect("openat(-1, \"file\", O_RDWR|O_APPEND|O_NONBLOCK|O_NOFOLLOW|O_CLOEXEC) = %s", res(rc));
	rc = syscall(SYS_openat, AT_FDCWD, file, O_ACCMODE | O_DIRECTORY | O_PATH | O_SYNC);
	expect("openat(AT_FDCWD, \"file\", O_ACCMODE|O_SYNC|O_PATH|O_DIRECTORY) = %s", res(rc));
	rc = syscall(SYS_openat, AT_FDCWD, file, O_RDONLY | O_DSYNC | O_DIRECT | O_NOATIME | O_NOCTTY | O_ASYNC);
	expect("openat(AT_FDCWD, \"file\", O_RDONLY|O_NOCTTY|O_DSYNC|O_DIRECT|O_NOATIME|FASYNC) = %s", res(rc));
	rc = syscall(SYS_openat, AT_FDCWD, file, 0xffffffff80000000 | O_RDONLY);
	expect("openat(AT_FDCWD, \"file\", O_RDONLY|0x80000000) = %s", res(rc));
	rc = syscall(SYS_openat, AT_FDCWD, tail_str("."), O_TMPFILE | O_RDWR, 0600);
	expect("openat(AT_FDCWD, \".\", O_RDWR|O_TMPFILE, 0600) = %s", res(rc));
	rc = syscall(SYS_openat, 0xdeadbeefffffff9c, tail_str("missing"), O_RDONLY);
	expect("openat(AT_FDCWD, \"missing\", O_RDONLY) = %s", res(rc));
	rc = syscall(SYS_openat, -100, NULL, O_CREAT, 017777);
	expect("openat(AT_FDCWD, NULL, O_RDONLY|O_CREAT, 017777) = %s", res(rc));
	rc = syscall(SYS_creat, tail_str(""), 0);
	expect("creat(\"\", 000) = %s", res(rc));
	return done();
}
