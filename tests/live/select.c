// SPDX-License-Identifier: BSD-2-Clause
/* OPTIONS: -e trace=select,pselect6 */
// Bit sets in and out, whole longs of them, with the time left.
#include "guard.h"
#include <sys/select.h>
#include <sys/time.h>

int main(void) {
	int fds[2];
	NEED(pipe(fds) == 0 && write(fds[1], "x", 1) == 1);
	fd_set r, w;
	FD_ZERO(&r);
	FD_ZERO(&w);
	FD_SET(fds[0], &r);
	FD_SET(fds[0], &w);
	FD_SET(fds[1], &w);
	struct timeval limit = {10, 500000}, *left = TAIL(limit);
	long rc = syscall(SYS_select, fds[1] + 1, tail(&r, 8), tail(&w, 8), NULL, left);
	expect("select(%d, [%d], [%d %d], NULL, {tv_sec=10, tv_usec=500000}) = 2 (in [%d], out [%d], left {tv_sec=%ld, "
		   "tv_usec=%ld})",
		   fds[1] + 1, fds[0], fds[0], fds[1], fds[0], fds[1], (long)left->tv_sec, (long)left->tv_usec);
	FD_ZERO(&w);
	limit = (struct timeval){0, 1000};
	rc = syscall(SYS_select, fds[1] + 1, NULL, NULL, tail(&w, 8), TAIL(limit));
	expect("select(%d, NULL, NULL, [], {tv_sec=0, tv_usec=1000}) = 0 (Timeout)", fds[1] + 1);
	void *edge = bad(), *seven = head(&r, 7), *set = tail(&r, 8);
	rc = syscall(SYS_select, -1, set, NULL, NULL, TAIL(limit));
	expect("select(-1, %p, NULL, NULL, {tv_sec=0, tv_usec=1000}) = %s", set, res(rc));
	rc = syscall(SYS_select, 8, edge, seven, NULL, NULL);
	expect("select(8, %p, %p, NULL, NULL) = %s", edge, seven, res(rc));
	rc = syscall(SYS_select, 0, NULL, NULL, NULL, edge);
	expect("select(0, NULL, NULL, NULL, %p) = %s", edge, res(rc));
	uint64_t mask = 1ull << (SIGINT - 1);
	struct {
		const void* mask;
		size_t size;
	} pair = {TAIL(mask), 8};
	struct timespec ts = {0, 5000};
	FD_ZERO(&r);
	rc = syscall(SYS_pselect6, 5, tail(&r, 8), NULL, NULL, TAIL(ts), TAIL(pair));
	expect("pselect6(5, [], NULL, NULL, {tv_sec=0, tv_nsec=5000}, {sigmask=[INT], sigsetsize=8}) = 0 (Timeout)");
	rc = syscall(SYS_pselect6, 0, NULL, NULL, NULL, TAIL(ts), NULL);
	expect("pselect6(0, NULL, NULL, NULL, {tv_sec=0, tv_nsec=5000}, NULL) = 0 (Timeout)");
	return done();
}
