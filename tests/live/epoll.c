// SPDX-License-Identifier: BSD-2-Clause
/* OPTIONS: -e trace=epoll_create,epoll_create1,epoll_ctl,epoll_wait,epoll_pwait,epoll_pwait2 */
// Packed structs in, arrays of them out.
#include "guard.h"
#include <sys/epoll.h>

int main(void) {
	int fds[2];
	NEED(pipe(fds) == 0);
	long rc = syscall(SYS_epoll_create1, EPOLL_CLOEXEC);
	int ep = (int)rc;
	expect("epoll_create1(EPOLL_CLOEXEC) = %d", ep);
	rc = syscall(SYS_epoll_create, -1);
	expect("epoll_create(-1) = %s", res(rc));
	struct epoll_event e = {EPOLLIN | EPOLLET, {.u64 = 0x500000004}};
	rc = syscall(SYS_epoll_ctl, ep, EPOLL_CTL_ADD, fds[0], TAIL(e));
	expect("epoll_ctl(%d, EPOLL_CTL_ADD, %d, {events=EPOLLIN|EPOLLET, data={u32=4, u64=21474836484}}) = %s", ep, fds[0],
		   res(rc));
	rc = syscall(SYS_epoll_ctl, ep, EPOLL_CTL_DEL, fds[1], NULL);
	expect("epoll_ctl(%d, EPOLL_CTL_DEL, %d, NULL) = %s", ep, fds[1], res(rc));
	void* half = head(&e, 11);
	rc = syscall(SYS_epoll_ctl, ep, 17, -1, half);
	expect("epoll_ctl(%d, 0x11 /* EPOLL_CTL_??? */, -1, %p) = %s", ep, half, res(rc));
	void* room = tail_room(2 * sizeof(e));
	rc = syscall(SYS_epoll_wait, ep, room, 2, 0);
	expect("epoll_wait(%d, [], 2, 0) = %s", ep, res(rc));
	NEED(write(fds[1], "x", 1) == 1);
	room = tail_room(sizeof(e));
	rc = syscall(SYS_epoll_wait, ep, room, 20, -1);
	expect("epoll_wait(%d, [{events=EPOLLIN, data={u32=4, u64=21474836484}}], 20, -1) = %s", ep, res(rc));
	rc = syscall(SYS_epoll_wait, ep, room, 0, 5);
	expect("epoll_wait(%d, %p, 0, 5) = %s", ep, room, res(rc));
	uint64_t mask = ~0ull;
	rc = syscall(SYS_epoll_pwait, ep, room, 1, 0, TAIL(mask), 8);
	expect("epoll_pwait(%d, [], 1, 0, ~[], 8) = %s", ep, res(rc));
	rc = syscall(SYS_epoll_pwait, -1, room, 1, 0, NULL, 8);
	expect("epoll_pwait(-1, %p, 1, 0, NULL, 8) = %s", room, res(rc));
	struct timespec ts = {0, 1};
	rc = syscall(SYS_epoll_pwait2, ep, room, 1, TAIL(ts), NULL, 8);
	expect("epoll_pwait2(%d, [], 1, {tv_sec=0, tv_nsec=1}, NULL, 8) = %s", ep, res(rc));
	return done();
}
