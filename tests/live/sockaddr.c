// SPDX-License-Identifier: BSD-2-Clause
/* OPTIONS: -e trace=connect,bind */
// Addresses of every family, with every length that matters.
#include "guard.h"
#include <arpa/inet.h>
#include <linux/netlink.h>
#include <netinet/in.h>
#include <netpacket/packet.h>
#include <sys/socket.h>
#include <sys/un.h>

static void one(const char* shown, const void* sa, int len) {
	long rc = syscall(SYS_connect, -1, sa, len);
	expect("connect(-1, %s, %d) = %s", shown, len, res(rc));
}

static void unix_paths(void) {
	struct sockaddr_un un = {.sun_family = AF_UNIX, .sun_path = "/tmp/no \"such\"\n"};
	one("{sa_family=AF_UNIX, sun_path=\"/tmp/no \\\"such\\\"\\n\"}", TAIL(un), sizeof(un));
	one("{sa_family=AF_UNIX, sun_path=\"/tm\"}", head(&un, 5), 5); // no NUL within the length
	one("{sa_family=AF_UNIX}", head(&un, 2), 2);
	struct sockaddr_un abstract = {.sun_family = AF_UNIX, .sun_path = "\0name\0x"};
	one("{sa_family=AF_UNIX, sun_path=@\"name\\0x\"}", head(&abstract, 9), 9);
	one("{sa_family=AF_UNIX, sun_path=@\"\"}", head(&abstract, 3), 3);
	memset(un.sun_path, 'p', sizeof(un.sun_path));
	one(text("{sa_family=AF_UNIX, sun_path=\"%.108s\"}", un.sun_path), TAIL(un), sizeof(un));
}

static void inet(void) {
	struct sockaddr_in in = {.sin_family = AF_INET, .sin_port = htons(8080), .sin_addr.s_addr = htonl(0x7f000001)};
	one("{sa_family=AF_INET, sin_port=htons(8080), sin_addr=inet_addr(\"127.0.0.1\")}", TAIL(in), sizeof(in));
	one("{sa_family=AF_INET, sa_data=\"\\37\\220\\177\\0\\0\\1\\0\\0\\0\\0\\0\\0\\0\"}", head(&in, 15), 15);
	one("{sa_family=AF_INET, sa_data=\"\\37\"}", head(&in, 3), 3);
	struct sockaddr_in6 in6 = {
		.sin6_family = AF_INET6, .sin6_port = htons(443), .sin6_flowinfo = htonl(7), .sin6_scope_id = 42};
	inet_pton(AF_INET6, "2001:db8::12", &in6.sin6_addr);
	one("{sa_family=AF_INET6, sin6_port=htons(443), sin6_flowinfo=htonl(7), inet_pton(AF_INET6, \"2001:db8::12\", "
		"&sin6_addr), "
		"sin6_scope_id=42}",
		TAIL(in6), sizeof(in6));
	one("{sa_family=AF_INET6, sin6_port=htons(443), sin6_flowinfo=htonl(7), inet_pton(AF_INET6, \"2001:db8::12\", "
		"&sin6_addr)}",
		head(&in6, 24), 24);
}

static void others(void) {
	struct sockaddr_nl nl = {.nl_family = AF_NETLINK, .nl_pid = 1234567, .nl_groups = 0x13};
	one("{sa_family=AF_NETLINK, nl_pid=1234567, nl_groups=0x000013}", TAIL(nl), sizeof(nl));
	struct sockaddr_ll ll = {.sll_family = AF_PACKET,
							 .sll_protocol = htons(0x800),
							 .sll_ifindex = 99999,
							 .sll_hatype = 1,
							 .sll_pkttype = 2,
							 .sll_halen = 6,
							 .sll_addr = {1, 2, 3, 0xab, 0xcd, 0xef}};
	one("{sa_family=AF_PACKET, sll_protocol=htons(ETH_P_IP), sll_ifindex=99999, sll_hatype=ARPHRD_ETHER, "
		"sll_pkttype=PACKET_MULTICAST, sll_halen=6, sll_addr=[0x1, 0x2, 0x3, 0xab, 0xcd, 0xef]}",
		TAIL(ll), sizeof(ll));
	struct sockaddr unspec = {.sa_family = AF_UNSPEC, .sa_data = "0123456789abc"};
	one("{sa_family=AF_UNSPEC, sa_data=\"0123456789abc\\0\"}", TAIL(unspec), sizeof(unspec));
	unspec.sa_family = 0xfeed;
	one("{sa_family=0xfeed /* AF_??? */, sa_data=\"0123\"}", head(&unspec, 6), 6);
}

int main(void) {
	unix_paths();
	inet();
	others();
	struct sockaddr_un un = {.sun_family = AF_UNIX, .sun_path = "x"};
	void* p = head(&un, 1);
	one(text("%p", p), p, 1);
	one(text("%p", p), p, 2); // shorter than it says
	one(text("%p", p), p, 0);
	one(text("%p", p), p, -1);
	one("NULL", NULL, 16);
	p = head(&un, 100);
	one(text("%p", p), p, sizeof(un));
	// longer than any address: what is known is shown
	char big[200] = {AF_UNIX, 0, 'a', 'b'};
	one("{sa_family=AF_UNIX, sun_path=\"ab\"}", TAIL(big), 200);
	int fd = socket(AF_UNIX, SOCK_STREAM, 0);
	long rc = syscall(SYS_bind, fd, TAIL(un), 4);
	expect("bind(%d, {sa_family=AF_UNIX, sun_path=\"x\"}, 4) = %s", fd, res(rc));
	rc = syscall(SYS_bind, fd, TAIL(un), 4);
	expect("bind(%d, {sa_family=AF_UNIX, sun_path=\"x\"}, 4) = %s", fd, res(rc));
	return done();
}
