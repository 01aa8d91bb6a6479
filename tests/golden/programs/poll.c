// SPDX-License-Identifier: BSD-2-Clause
// Waiting for descriptors.
#define _GNU_SOURCE
#include <poll.h>
#include <sys/epoll.h>
#include <sys/select.h>
#include <sys/syscall.h>
#include <unistd.h>

int main(void) {
	struct pollfd fds[3] = {{.events = POLLIN}, {.events = POLLOUT | POLLPRI}, {.fd = -1, .events = POLLIN}};
	struct epoll_event event = {.events = EPOLLIN | EPOLLET, .data = {.u64 = 0x1122334455667788}};
	struct timeval soon = {0, 1000};
	int ends[2], ep;
	fd_set set, none;

	pipe(ends);
	fds[0].fd = ends[0];
	fds[1].fd = ends[1];
	poll(fds, 3, 100);
	poll(fds, 1, 1);
	FD_ZERO(&set);
	FD_SET(ends[0], &set);
	syscall(SYS_select, ends[1] + 1, &set, 0, 0, &soon);
	write(ends[1], "x", 1);
	FD_ZERO(&none);
	FD_SET(ends[0], &set);
	FD_SET(ends[1], &none);
	syscall(SYS_select, ends[1] + 1, &set, 0, &none, 0);
	ep = epoll_create1(EPOLL_CLOEXEC);
	epoll_ctl(ep, EPOLL_CTL_ADD, ends[0], &event);
	epoll_wait(ep, &event, 1, -1);
	epoll_wait(-1, &event, 1, -1);
	return 0;
}
