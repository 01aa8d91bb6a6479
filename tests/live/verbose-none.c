// SPDX-License-Identifier: BSD-2-Clause
/* OPTIONS: -e trace=fstat,pipe2,nanosleep,sendmsg -e verbose=none */
// -e verbose=none: structs are addresses, the rest is as ever.
#include "guard.h"
#include <sys/socket.h>

int main(void) {
	struct stat* st = tail_room(sizeof(*st));
	long rc = syscall(SYS_fstat, 0, st);
	expect("fstat(0, %p) = %s", (void*)st, res(rc));
	int* fds = tail_room(8);
	rc = syscall(SYS_pipe2, fds, 0);
	expect("pipe2(%p, 0) = %s", (void*)fds, res(rc));
	struct timespec ts = {0, 1};
	void* p = TAIL(ts);
	rc = syscall(SYS_nanosleep, p, NULL);
	expect("nanosleep(%p, NULL) = %s", p, res(rc));
	struct msghdr m = {0};
	p = TAIL(m);
	rc = syscall(SYS_sendmsg, -1, p, MSG_DONTWAIT);
	expect("sendmsg(-1, %p, MSG_DONTWAIT) = %s", p, res(rc));
	return done();
}
