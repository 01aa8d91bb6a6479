// SPDX-License-Identifier: BSD-2-Clause
/* OPTIONS: -e trace=getsockopt,setsockopt */
// Options of sockets: an int, a struct, a string, unknown ones; the length of getsockopt goes in and out.
#include "guard.h"
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <sys/time.h>

static int fd;

static void set(const char* shown, int level, int name, const void* value, int len) {
	long rc = syscall(SYS_setsockopt, fd, level, name, value, len);
	expect("setsockopt(%d, %s, %d) = %s", fd, shown, len, res(rc));
}

static void get(const char* shown, int level, int name, void* value, unsigned room, const char* len) {
	long rc = syscall(SYS_getsockopt, fd, level, name, value, TAIL(room));
	expect("getsockopt(%d, %s, %s) = %s", fd, shown, len, res(rc));
}

int main(void) {
	fd = socket(AF_INET, SOCK_STREAM, 0);
	int one = 1;
	struct linger linger = {1, 5};
	struct timeval tv = {3, 456};
	set("SOL_SOCKET, SO_REUSEADDR, [1]", SOL_SOCKET, SO_REUSEADDR, TAIL(one), 4);
	set("SOL_SOCKET, SO_LINGER, {l_onoff=1, l_linger=5}", SOL_SOCKET, SO_LINGER, TAIL(linger), 8);
	set("SOL_SOCKET, SO_RCVTIMEO_OLD, \"\\3\\0\\0\\0\\0\\0\\0\\0\\310\\1\\0\\0\\0\\0\\0\\0\"", SOL_SOCKET, SO_RCVTIMEO,
		TAIL(tv), 16);
	set("SOL_TCP, TCP_NODELAY, [1]", IPPROTO_TCP, TCP_NODELAY, TAIL(one), 4);
	set("SOL_SOCKET, SO_BINDTODEVICE, \"no-such\"", SOL_SOCKET, SO_BINDTODEVICE, tail("no-such", 7), 7);
	set("SOL_IP, IP_TTL, [1]", IPPROTO_IP, IP_TTL, TAIL(one), 4);
	set("SOL_SOCKET, SO_KEEPALIVE, NULL", SOL_SOCKET, SO_KEEPALIVE, NULL, 4);
	void* edge = bad();
	set(text("SOL_SOCKET, SO_KEEPALIVE, %p", edge), SOL_SOCKET, SO_KEEPALIVE, edge, 4);
	void* half = head(&linger, 7);
	set(text("SOL_SOCKET, SO_LINGER, %p", half), SOL_SOCKET, SO_LINGER, half, 8);
	half = head(&one, 3);
	set(text("SOL_SOCKET, SO_KEEPALIVE, %p", half), SOL_SOCKET, SO_KEEPALIVE, half, 3);
	set("SOL_SOCKET, 0xbad /* SO_??? */, [1]", SOL_SOCKET, 0xbad, TAIL(one), 4);
	set("0x4d2 /* SOL_?? */, 7, [1]", 1234, 7, TAIL(one), 4);

	void* v = tail_room(4);
	get("SOL_SOCKET, SO_TYPE, [1]", SOL_SOCKET, SO_TYPE, v, 4, "[4]");
	get("SOL_SOCKET, SO_REUSEADDR, [1]", SOL_SOCKET, SO_REUSEADDR, v, 4, "[4]");
	get("SOL_SOCKET, SO_ERROR, [0]", SOL_SOCKET, SO_ERROR, tail_room(100), 100, "[100 => 4]");
	get("SOL_SOCKET, SO_LINGER, {l_onoff=1, l_linger=5}", SOL_SOCKET, SO_LINGER, tail_room(8), 8, "[8]");
	get("SOL_SOCKET, SO_TYPE, \"\\1\\0\"", SOL_SOCKET, SO_TYPE, tail_room(2), 2, "[2]");
	get("SOL_TCP, TCP_NODELAY, [1]", IPPROTO_TCP, TCP_NODELAY, v, 4, "[4]");
	get(text("SOL_SOCKET, 0xbad /* SO_??? */, %p", v), SOL_SOCKET, 0xbad, v, 4, "[4]");
	get(text("SOL_SOCKET, SO_TYPE, %p", edge), SOL_SOCKET, SO_TYPE, edge, 4, "[4]");
	long rc = syscall(SYS_getsockopt, fd, SOL_SOCKET, SO_TYPE, v, NULL);
	expect("getsockopt(%d, SOL_SOCKET, SO_TYPE, %p, NULL) = %s", fd, v, res(rc));
	int pair[2];
	NEED(socketpair(AF_UNIX, SOCK_STREAM, 0, pair) == 0);
	fd = pair[0];
	get(text("SOL_SOCKET, SO_PEERCRED, {pid=%d, uid=%d, gid=%d}", getpid(), getuid(), getgid()), SOL_SOCKET,
		SO_PEERCRED, tail_room(12), 12, "[12]");
	return done();
}
