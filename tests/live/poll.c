// SPDX-License-Identifier: BSD-2-Clause
/* OPTIONS: -e trace=poll,ppoll */
// Arrays in and out: the events asked for, and what came; results in words.
#include "guard.h"
#include <poll.h>

int main(void) {
	int fds[2];
	NEED(pipe(fds) == 0 && write(fds[1], "x", 1) == 1);
	struct pollfd p[3] = {
		{fds[0], POLLIN | POLLPRI, 0}, {fds[1], POLLOUT | POLLWRNORM | 0x1000, 0}, {-1, POLLRDHUP, 0}};
	struct pollfd* all = TAIL(p);
	long rc = syscall(SYS_poll, all, 3, 100);
	expect("poll([{fd=%d, events=POLLIN|POLLPRI}, {fd=%d, events=POLLOUT|POLLWRNORM|POLLREMOVE}, {fd=-1}], 3, 100) = 2 "
		   "([{fd=%d, revents=POLLIN}, {fd=%d, revents=POLLOUT|POLLWRNORM}])",
		   fds[0], fds[1], fds[0], fds[1]);
	p[0].events = POLLPRI;
	rc = syscall(SYS_poll, TAIL(p[0]), 1, 1);
	expect("poll([{fd=%d, events=POLLPRI}], 1, 1) = 0 (Timeout)", fds[0]);
	rc = syscall(SYS_poll, NULL, 0, 0);
	expect("poll(NULL, 0, 0) = 0 (Timeout)");
	rc = syscall(SYS_poll, NULL, 1, -1);
	expect("poll(NULL, 1, -1) = %s", res(rc));
	void* edge = bad();
	rc = syscall(SYS_poll, edge, 0, 0);
	expect("poll([], 0, 0) = 0 (Timeout)");
	struct pollfd* half = head(p, 12);
	rc = syscall(SYS_poll, half, 2, 0);
	expect("poll([{fd=%d, events=POLLPRI}, ... /* %p */], 2, 0) = %s", fds[0], (void*)(half + 1), res(rc));
	half = head(p, 7);
	rc = syscall(SYS_poll, half, 2, 0);
	expect("poll(%p, 2, 0) = %s", (void*)half, res(rc));
	struct timespec limit = {2, 5}, *left = TAIL(limit);
	uint64_t mask = 1ull << (SIGUSR2 - 1) | 1ull << (SIGCHLD - 1);
	p[0].events = POLLIN;
	rc = syscall(SYS_ppoll, TAIL(p[0]), 1, left, TAIL(mask), 8);
	expect("ppoll([{fd=%d, events=POLLIN}], 1, {tv_sec=2, tv_nsec=5}, [USR2 CHLD], 8) = 1 ([{fd=%d, revents=POLLIN}], "
		   "left {tv_sec=%ld, tv_nsec=%ld})",
		   fds[0], fds[0], (long)left->tv_sec, left->tv_nsec);
	struct pollfd* one = TAIL(p[0]);
	limit = *left;
	rc = syscall(SYS_ppoll, one, -1, left, NULL, 0x10); // no such count: what is there is shown
	expect("ppoll([{fd=%d, events=POLLIN}, ... /* %p */], 4294967295, {tv_sec=%ld, tv_nsec=%ld}, NULL, 16) = %s",
		   fds[0], (void*)(one + 1), (long)limit.tv_sec, limit.tv_nsec, res(rc));
	limit = (struct timespec){0, 1000};
	rc = syscall(SYS_ppoll, NULL, 0, TAIL(limit), NULL, 8);
	expect("ppoll(NULL, 0, {tv_sec=0, tv_nsec=1000}, NULL, 8) = 0 (Timeout)");
	return done();
}
