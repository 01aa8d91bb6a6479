// SPDX-License-Identifier: BSD-2-Clause
/* OPTIONS: -e trace=readlink,readlinkat,getpgid */
// Output that has no NUL; its length is the return value.
#include "guard.h"

int main(void) {
	char target[60];
	memset(target, 't', 59);
	target[59] = 0;
	NEED(symlink(target, "long") == 0 && symlink("to", "short") == 0);
	char* out = tail_room(20);
	from_here();
	long rc = syscall(SYS_readlink, tail_str("short"), out, 20);
	expect("readlink(\"short\", \"to\", 20) = %s", res(rc));
	rc = syscall(SYS_readlink, tail_str("long"), out, 20);
	expect("readlink(\"long\", \"%.20s\", 20) = %s", target, res(rc));
	out = tail_room(59);
	rc = syscall(SYS_readlinkat, AT_FDCWD, tail_str("long"), out, 64);
	expect("readlinkat(AT_FDCWD, \"long\", \"%.32s\"..., 64) = %s", target, res(rc));
	rc = syscall(SYS_readlinkat, AT_FDCWD, tail_str("missing"), out, 64);
	expect("readlinkat(AT_FDCWD, \"missing\", %p, 64) = %s", (void*)out, res(rc));
	rc = syscall(SYS_readlinkat, -1, NULL, NULL, 64);
	expect("readlinkat(-1, NULL, NULL, 64) = %s", res(rc));
	char* edge = bad();
	rc = syscall(SYS_readlink, tail_str("short"), edge, 20);
	expect("readlink(\"short\", %p, 20) = %s", (void*)edge, res(rc));
	char* unterminated = head("short", 5);
	rc = syscall(SYS_readlink, unterminated, out, -1);
	expect("readlink(%p, %p, 4294967295) = %s", (void*)unterminated, (void*)out, res(rc));
	return done();
}
