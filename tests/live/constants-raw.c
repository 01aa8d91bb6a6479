// SPDX-License-Identifier: BSD-2-Clause
/* OPTIONS: -X raw -e trace=openat,lseek,kill,socket,fcntl,access */
#ifndef BOTH
#define BOTH 0 // 1: -X verbose
#endif
// -X: constants as numbers, or as numbers with their names.
#include "guard.h"
#include <sys/socket.h>

#define SHOW(number, name) (BOTH ? number " /* " name " */" : number)

int main(void) {
	const char* p = tail_str("missing");
	long rc = syscall(SYS_openat, AT_FDCWD, p, O_RDWR | O_CLOEXEC | O_DIRECTORY);
	expect("openat(%s, \"missing\", %s) = %s", SHOW("-100", "AT_FDCWD"),
		   SHOW("0x90002", "O_RDWR|O_CLOEXEC|O_DIRECTORY"), res(rc));
	rc = syscall(SYS_lseek, -1, 5, SEEK_END);
	expect("lseek(-1, 5, %s) = %s", SHOW("0x2", "SEEK_END"), res(rc));
	rc = syscall(SYS_kill, 0x7fffffff, SIGTERM);
	expect("kill(2147483647, %s) = %s", SHOW("15", "SIGTERM"), res(rc));
	rc = syscall(SYS_socket, AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0x777);
	expect("socket(%s, %s|%s, %s) = %s", SHOW("0x2", "AF_INET"), SHOW("0x1", "SOCK_STREAM"),
		   SHOW("0x80000", "SOCK_CLOEXEC"), SHOW("0x777", "IPPROTO_???"), res(rc));
	rc = syscall(SYS_fcntl, -1, F_SETFD, FD_CLOEXEC);
	expect("fcntl(-1, %s, %s) = %s", SHOW("0x2", "F_SETFD"), SHOW("0x1", "FD_CLOEXEC"), res(rc));
	rc = syscall(SYS_access, p, R_OK | X_OK);
	expect("access(\"missing\", %s) = %s", SHOW("0x5", "R_OK|X_OK"), res(rc));
	return done();
}
