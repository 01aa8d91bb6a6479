// SPDX-License-Identifier: BSD-2-Clause
// A conversation with itself over TCP, UDP and a Unix socket.
#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

int main(void) {
	struct sockaddr_in in = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
	socklen_t len = sizeof(in);
	int server = socket(AF_INET, SOCK_STREAM, 0), client = socket(AF_INET, SOCK_STREAM, 0), one = 1;
	setsockopt(server, SOL_SOCKET, SO_REUSEADDR, &one, sizeof(one));
	if (bind(server, (void*)&in, len) || listen(server, 5) || getsockname(server, (void*)&in, &len)) return 1;
	if (connect(client, (void*)&in, len)) return 1;
	int peer = accept(server, (void*)&in, &len);
	char text[100] = "";
	struct pollfd p = {peer, POLLIN, 0};
	for (int i = 0; i < 5; ++i) {
		if (send(client, "hello over tcp", 14, MSG_NOSIGNAL) != 14 || poll(&p, 1, 1000) != 1) return 1;
		if (recv(peer, text, sizeof(text), 0) != 14) return 1;
	}
	int udp = socket(AF_INET, SOCK_DGRAM, 0);
	struct sockaddr_in to = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
	len = sizeof(to);
	if (bind(udp, (void*)&to, len) || getsockname(udp, (void*)&to, &len)) return 1;
	if (sendto(udp, "datagram", 8, 0, (void*)&to, len) != 8) return 1;
	if (recvfrom(udp, text, sizeof(text), 0, (void*)&to, &len) != 8) return 1;
	struct sockaddr_un un = {.sun_family = AF_UNIX, .sun_path = "socket"};
	int a = socket(AF_UNIX, SOCK_DGRAM, 0), b = socket(AF_UNIX, SOCK_DGRAM, 0);
	if (bind(a, (void*)&un, sizeof(un))) return 1;
	struct iovec v[2] = {{"two ", 4}, {"parts", 5}};
	struct msghdr m = {.msg_name = &un, .msg_namelen = sizeof(un), .msg_iov = v, .msg_iovlen = 2};
	if (sendmsg(b, &m, 0) != 9) return 1;
	struct epoll_event e = {.events = EPOLLIN};
	int ep = epoll_create1(0);
	if (epoll_ctl(ep, EPOLL_CTL_ADD, a, &e) || epoll_wait(ep, &e, 1, 1000) != 1) return 1;
	struct iovec r = {text, sizeof(text)};
	m = (struct msghdr){.msg_iov = &r, .msg_iovlen = 1};
	return recvmsg(a, &m, 0) == 9 ? 0 : 1;
}
