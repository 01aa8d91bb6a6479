// SPDX-License-Identifier: BSD-2-Clause
/* OPTIONS: -e trace=socket,socketpair,listen,accept,accept4,shutdown,getsockname,getpeername */
// Enumerations with flags behind them, pairs out, and lengths that go in as room and come out as size: [110 => 4].
#include "guard.h"
#include <arpa/inet.h>
#include <linux/netlink.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/un.h>

static void create(void) {
	long rc = syscall(SYS_socket, AF_INET, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, IPPROTO_TCP);
	expect("socket(AF_INET, SOCK_STREAM|SOCK_CLOEXEC|SOCK_NONBLOCK, IPPROTO_TCP) = %s", res(rc));
	rc = syscall(SYS_socket, AF_INET6, SOCK_DGRAM, IPPROTO_IP);
	expect("socket(AF_INET6, SOCK_DGRAM, IPPROTO_IP) = %s", res(rc));
	rc = syscall(SYS_socket, AF_NETLINK, SOCK_RAW, NETLINK_SOCK_DIAG);
	expect("socket(AF_NETLINK, SOCK_RAW, NETLINK_SOCK_DIAG) = %s", res(rc));
	rc = syscall(SYS_socket, 0xff, 0xf | 0x10000, 0xffff);
	expect("socket(0xff /* AF_??? */, 0x1000f /* SOCK_??? */, 65535) = %s", res(rc));
	rc = syscall(SYS_socket, AF_INET, SOCK_STREAM, 0x4321);
	expect("socket(AF_INET, SOCK_STREAM, 0x4321 /* IPPROTO_??? */) = %s", res(rc));
	int* pair = tail_room(8);
	rc = syscall(SYS_socketpair, AF_UNIX, SOCK_SEQPACKET, 0, pair);
	expect("socketpair(AF_UNIX, SOCK_SEQPACKET, 0, [%d, %d]) = %s", pair[0], pair[1], res(rc));
	rc = syscall(SYS_socketpair, AF_INET, SOCK_STREAM, 0, pair);
	expect("socketpair(AF_INET, SOCK_STREAM, 0, %p) = %s", (void*)pair, res(rc));
}

int main(void) {
	create();
	struct sockaddr_un un = {.sun_family = AF_UNIX, .sun_path = "s"};
	expect("socket(AF_UNIX, SOCK_STREAM, 0) = 8");
	int server = socket(AF_UNIX, SOCK_STREAM, 0);
	bind(server, (void*)&un, 4);
	long rc = syscall(SYS_listen, server, -1);
	expect("listen(%d, -1) = %s", server, res(rc));
	expect("socket(AF_UNIX, SOCK_STREAM, 0) = 9");
	int client = socket(AF_UNIX, SOCK_STREAM, 0);
	NEED(server == 8 && client == 9 && connect(client, (void*)&un, 5) == 0);
	unsigned room = 110;
	unsigned* len = TAIL(room);
	void* sa = tail_room(110);
	rc = syscall(SYS_accept4, server, sa, len, SOCK_CLOEXEC);
	expect("accept4(%d, {sa_family=AF_UNIX}, [110 => 2], SOCK_CLOEXEC) = %s", server, res(rc));
	rc = syscall(SYS_accept4, server, NULL, NULL, SOCK_NONBLOCK | 0x4);
	expect("accept4(%d, NULL, NULL, SOCK_NONBLOCK|0x4) = %s", server, res(rc));
	rc = syscall(SYS_accept, -1, sa, len);
	expect("accept(-1, %p, [2]) = %s", sa, res(rc));

	len = TAIL(room);
	rc = syscall(SYS_getsockname, server, sa, len);
	expect("getsockname(%d, {sa_family=AF_UNIX, sun_path=\"s\"}, [110 => 4]) = %s", server, res(rc));
	rc = syscall(SYS_getpeername, client, sa, len); // the length did not change
	expect("getpeername(%d, {sa_family=AF_UNIX, sun_path=\"s\"}, [4]) = %s", client, res(rc));
	unsigned small = 3;
	len = TAIL(small); // the address is cut, its length is told
	rc = syscall(SYS_getsockname, server, tail_room(3), len);
	expect("getsockname(%d, {sa_family=AF_UNIX, sun_path=\"s\"}, [3 => 4]) = %s", server, res(rc));
	unsigned none = 0;
	len = TAIL(none);
	rc = syscall(SYS_getsockname, server, sa, len);
	expect("getsockname(%d, %p, [0 => 4]) = %s", server, sa, res(rc));
	rc = syscall(SYS_getpeername, server, sa, len);
	expect("getpeername(%d, %p, [4]) = %s", server, sa, res(rc));
	rc = syscall(SYS_getsockname, server, sa, NULL);
	expect("getsockname(%d, %p, NULL) = %s", server, sa, res(rc));
	len = bad();
	rc = syscall(SYS_getsockname, server, sa, len);
	expect("getsockname(%d, %p, %p) = %s", server, sa, (void*)len, res(rc));
	len = TAIL(room);
	rc = syscall(SYS_getsockname, server, NULL, len);
	expect("getsockname(%d, NULL, %p) = %s", server, (void*)len, res(rc));
	rc = syscall(SYS_shutdown, client, SHUT_WR);
	expect("shutdown(%d, SHUT_WR) = %s", client, res(rc));
	rc = syscall(SYS_shutdown, -1, 7);
	expect("shutdown(-1, 0x7 /* SHUT_??? */) = %s", res(rc));
	return done();
}
