// SPDX-License-Identifier: BSD-2-Clause
// Addresses in and out, messages with control data.
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <netinet/in.h>
#include <stddef.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

static void send_descriptor(int to) {
	char control[CMSG_SPACE(sizeof(int))];
	struct iovec parts[] = {{"head", 4}, {"and a tail that is longer than what -s shows", 44}};
	struct msghdr m = {.msg_iov = parts, .msg_iovlen = 2, .msg_control = control, .msg_controllen = sizeof(control)};
	struct cmsghdr* c = CMSG_FIRSTHDR(&m);
	int fd = 2;

	memset(control, 0, sizeof(control));
	c->cmsg_level = SOL_SOCKET;
	c->cmsg_type = SCM_RIGHTS;
	c->cmsg_len = CMSG_LEN(sizeof(int));
	memcpy(CMSG_DATA(c), &fd, sizeof(fd));
	sendmsg(to, &m, MSG_NOSIGNAL);
}

static void receive_descriptor(int from) {
	char control[CMSG_SPACE(sizeof(int))], a[6], b[100];
	struct iovec parts[] = {{a, sizeof(a)}, {b, sizeof(b)}};
	struct msghdr m = {.msg_iov = parts, .msg_iovlen = 2, .msg_control = control, .msg_controllen = sizeof(control)};

	recvmsg(from, &m, MSG_CMSG_CLOEXEC);
}

int main(void) {
	struct sockaddr_in in = {.sin_family = AF_INET, .sin_port = htons(0), .sin_addr = {htonl(INADDR_LOOPBACK)}};
	struct sockaddr_in6 in6 = {.sin6_family = AF_INET6, .sin6_port = htons(80), .sin6_addr = IN6ADDR_LOOPBACK_INIT};
	struct sockaddr_un un = {.sun_family = AF_UNIX, .sun_path = "\0strobe-golden"};
	struct sockaddr_storage any;
	socklen_t len = sizeof(any);
	char buf[16];
	int pair[2], fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, IPPROTO_TCP);

	bind(fd, (struct sockaddr*)&in, sizeof(in));
	listen(fd, 5);
	len = 4;
	getsockname(fd, (struct sockaddr*)&any, &len);
	connect(-1, (struct sockaddr*)&in6, sizeof(in6));
	bind(-1, (struct sockaddr*)&un, offsetof(struct sockaddr_un, sun_path) + 14);
	connect(-1, (struct sockaddr*)&in, 1);
	socketpair(AF_UNIX, SOCK_DGRAM, 0, pair);
	sendto(pair[0], "datagram", 8, MSG_DONTWAIT, 0, 0);
	recvfrom(pair[1], buf, sizeof(buf), MSG_DONTWAIT, 0, 0);
	recvfrom(pair[1], buf, sizeof(buf), MSG_DONTWAIT, 0, 0);
	send_descriptor(pair[0]);
	receive_descriptor(pair[1]);
	return 0;
}
