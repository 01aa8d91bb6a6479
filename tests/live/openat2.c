// SPDX-License-Identifier: BSD-2-Clause
/* OPTIONS: -e trace=openat2 */
// A struct with a size argument: too small, exact, and larger with zero and non-zero bytes behind the known part.
#include "guard.h"
#include <linux/openat2.h>

int main(void) {
	close(scratch("file", "", 0));
	const char* file = tail_str("file");
	struct open_how how = {
		.flags = O_RDWR | O_CREAT | O_CLOEXEC, .mode = 0600, .resolve = RESOLVE_BENEATH | RESOLVE_NO_SYMLINKS};
	struct open_how* p = TAIL(how);
	long rc = syscall(SYS_openat2, AT_FDCWD, file, p, sizeof(how));
	expect("openat2(AT_FDCWD, \"file\", {flags=O_RDWR|O_CREAT|O_CLOEXEC, mode=0600, "
		   "resolve=RESOLVE_NO_SYMLINKS|RESOLVE_BENEATH}, 24) = %s",
		   res(rc));
	how = (struct open_how){.flags = O_RDONLY, .resolve = 0xfeed000000000000};
	p = TAIL(how);
	rc = syscall(SYS_openat2, -1, file, p, sizeof(how));
	expect("openat2(-1, \"file\", {flags=O_RDONLY, resolve=0xfeed000000000000 /* RESOLVE_??? */}, 24) = %s", res(rc));
	how = (struct open_how){.flags = 1ull << 40 | O_WRONLY, .mode = 07};
	p = TAIL(how);
	rc = syscall(SYS_openat2, AT_FDCWD, file, p, sizeof(how));
	expect("openat2(AT_FDCWD, \"file\", {flags=O_WRONLY|0x10000000000, mode=007, resolve=0}, 24) = %s", res(rc));
	rc = syscall(SYS_openat2, AT_FDCWD, file, p, 23);
	expect("openat2(AT_FDCWD, \"file\", %p, 23) = %s", (void*)p, res(rc));
	rc = syscall(SYS_openat2, AT_FDCWD, file, NULL, 24);
	expect("openat2(AT_FDCWD, \"file\", NULL, 24) = %s", res(rc));
	p = head(&how, 23);
	rc = syscall(SYS_openat2, AT_FDCWD, file, p, 24);
	expect("openat2(AT_FDCWD, \"file\", %p, 24) = %s", (void*)p, res(rc));
	struct {
		struct open_how how;
		char more[8];
	} wide = {.how = {.flags = O_RDONLY}};
	p = (void*)TAIL(wide);
	rc = syscall(SYS_openat2, AT_FDCWD, file, p, sizeof(wide));
	expect("openat2(AT_FDCWD, \"file\", {flags=O_RDONLY, resolve=0}, 32) = %s", res(rc));
	memcpy(wide.more, "\0\0\1ab\0\0\0", 8);
	p = (void*)TAIL(wide);
	rc = syscall(SYS_openat2, AT_FDCWD, file, p, sizeof(wide));
	expect("openat2(AT_FDCWD, \"file\", {flags=O_RDONLY, resolve=0, /* bytes 24..31 */ "
		   "\"\\x00\\x00\\x01\\x61\\x62\\x00\\x00\\x00\"}, 32) = %s",
		   res(rc));
	p = head(&how, 24);
	rc = syscall(SYS_openat2, AT_FDCWD, file, p, 32);
	expect("openat2(AT_FDCWD, \"file\", {flags=O_WRONLY|0x10000000000, mode=007, resolve=0, ???}, 32) = %s", res(rc));
	return done();
}
