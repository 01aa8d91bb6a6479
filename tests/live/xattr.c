// SPDX-License-Identifier: BSD-2-Clause
/* OPTIONS: -e
 * trace=setxattr,lsetxattr,fsetxattr,getxattr,lgetxattr,fgetxattr,listxattr,flistxattr,removexattr,fremovexattr */
// A name, a value of counted bytes that goes in or comes out, and flags. The values need no file system that keeps
// them.
#include "guard.h"
#include <sys/xattr.h>

int main(void) {
	int fd = scratch("file", "", 0);
	const char *file = tail_str("file"), *name = tail_str("user.test");
	char *edge = bad(), *room = tail_room(8);
	long rc = syscall(SYS_setxattr, file, name, tail("v\0\1", 3), 3, XATTR_CREATE);
	expect("setxattr(\"file\", \"user.test\", \"v\\0\\1\", 3, XATTR_CREATE) = %s", res(rc));
	rc = syscall(SYS_fsetxattr, fd, name, tail("abc", 3), 3, 0);
	expect("fsetxattr(%d, \"user.test\", \"abc\", 3, 0) = %s", fd, res(rc));
	int works = rc == 0;
	rc = syscall(SYS_lsetxattr, file, edge, NULL, 0, XATTR_REPLACE | 4);
	expect("lsetxattr(\"file\", %p, NULL, 0, XATTR_REPLACE|0x4) = %s", (void*)edge, res(rc));
	rc = syscall(SYS_setxattr, file, name, edge, 3, 0);
	expect("setxattr(\"file\", \"user.test\", %p, 3, 0) = %s", (void*)edge, res(rc));
	rc = syscall(SYS_getxattr, file, name, room, 8);
	expect("getxattr(\"file\", \"user.test\", %s, 8) = %s", works ? "\"abc\"" : text("%p", (void*)room), res(rc));
	rc = syscall(SYS_fgetxattr, fd, name, NULL, 0);
	expect("fgetxattr(%d, \"user.test\", NULL, 0) = %s", fd, res(rc));
	rc = syscall(SYS_lgetxattr, tail_str("missing"), name, room, 8);
	expect("lgetxattr(\"missing\", \"user.test\", %p, 8) = %s", (void*)room, res(rc));
	char* list = tail_room(100);
	rc = syscall(SYS_listxattr, file, list, 100);
	expect("listxattr(\"file\", %s, 100) = %s",
		   rc > 0    ? "\"user.test\\0\""
		   : rc == 0 ? "\"\""
					 : text("%p", (void*)list),
		   res(rc));
	rc = syscall(SYS_flistxattr, -1, list, 100);
	expect("flistxattr(-1, %p, 100) = %s", (void*)list, res(rc));
	rc = syscall(SYS_removexattr, file, name);
	expect("removexattr(\"file\", \"user.test\") = %s", res(rc));
	rc = syscall(SYS_fremovexattr, -1, NULL);
	expect("fremovexattr(-1, NULL) = %s", res(rc));
	return done();
}
