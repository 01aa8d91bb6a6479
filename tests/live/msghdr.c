// SPDX-License-Identifier: BSD-2-Clause
/* OPTIONS: -e trace=sendmsg,recvmsg,sendmmsg,recvmmsg,sendto,recvfrom -s 8 */
// Messages: a struct with pointers to an address, a vector and control data; arrays of them.
#include "guard.h"
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/un.h>

static int fds[2];

static void control(void) {
	union {
		struct cmsghdr h;
		char room[CMSG_SPACE(8)];
	} c = {.h = {CMSG_LEN(8), SOL_SOCKET, SCM_RIGHTS}};
	memcpy(CMSG_DATA(&c.h), (int[2]){0, 1}, 8);
	struct iovec v = {tail("hello", 5), 5};
	struct msghdr m = {.msg_iov = TAIL(v),
					   .msg_iovlen = 1,
					   .msg_control = tail(c.room, sizeof(c.room)),
					   .msg_controllen = CMSG_SPACE(8)};
	long rc = syscall(SYS_sendmsg, fds[0], TAIL(m), MSG_NOSIGNAL);
	expect("sendmsg(%d, {msg_name=NULL, msg_namelen=0, msg_iov=[{iov_base=\"hello\", iov_len=5}], msg_iovlen=1, "
		   "msg_control=[{cmsg_len=24, cmsg_level=SOL_SOCKET, cmsg_type=SCM_RIGHTS, cmsg_data=[0, 1]}], "
		   "msg_controllen=24, "
		   "msg_flags=0}, MSG_NOSIGNAL) = %s",
		   fds[0], res(rc));
	struct iovec w[2] = {{tail_room(3), 3}, {tail_room(9), 9}};
	char* control = tail_room(64);
	struct msghdr r = {.msg_name = tail_room(10),
					   .msg_namelen = 10,
					   .msg_iov = TAIL(w),
					   .msg_iovlen = 2,
					   .msg_control = control,
					   .msg_controllen = 64};
	rc = syscall(SYS_recvmsg, fds[1], TAIL(r), MSG_CMSG_CLOEXEC);
	int* got = (int*)CMSG_DATA((struct cmsghdr*)control);
	expect(
		"recvmsg(%d, {msg_name=%p, msg_namelen=10 => 0, msg_iov=[{iov_base=\"hel\", iov_len=3}, {iov_base=\"lo\", "
		"iov_len=9}], "
		"msg_iovlen=2, msg_control=[{cmsg_len=24, cmsg_level=SOL_SOCKET, cmsg_type=SCM_RIGHTS, cmsg_data=[%d, %d]}], "
		"msg_controllen=24, msg_flags=MSG_CMSG_CLOEXEC}, MSG_CMSG_CLOEXEC) = %s",
		fds[1], r.msg_name, got[0], got[1], res(rc));
	rc = syscall(SYS_recvmsg, fds[1], TAIL(r), MSG_DONTWAIT);
	expect("recvmsg(%d, {msg_namelen=10}, MSG_DONTWAIT) = %s", fds[1], res(rc));
}

static void broken(void) {
	struct msghdr m = {0};
	void *half = head(&m, sizeof(m) - 1), *edge = bad();
	long rc = syscall(SYS_sendmsg, fds[0], half, 0);
	expect("sendmsg(%d, %p, 0) = %s", fds[0], half, res(rc));
	rc = syscall(SYS_sendmsg, fds[0], NULL, MSG_OOB | 0x10000000);
	expect("sendmsg(%d, NULL, MSG_OOB|0x10000000) = %s", fds[0], res(rc));
	rc = syscall(SYS_recvmsg, -1, half, 0);
	expect("recvmsg(-1, %p, 0) = %s", half, res(rc));
	m = (struct msghdr){.msg_name = edge,
						.msg_namelen = 16,
						.msg_iov = edge,
						.msg_iovlen = 2,
						.msg_control = edge,
						.msg_controllen = 5};
	rc = syscall(SYS_sendmsg, fds[0], TAIL(m), 0);
	expect("sendmsg(%d, {msg_name=%p, msg_namelen=16, msg_iov=%p, msg_iovlen=2, msg_control=%p, msg_controllen=5, "
		   "msg_flags=0}, 0) "
		   "= %s",
		   fds[0], edge, edge, edge, res(rc));
}

static void many(void) {
	struct iovec a = {tail("first", 5), 5}, b = {tail("a longer one", 12), 12};
	struct mmsghdr m[2] = {{.msg_hdr = {.msg_iov = TAIL(a), .msg_iovlen = 1}},
						   {.msg_hdr = {.msg_iov = TAIL(b), .msg_iovlen = 1}}};
	struct mmsghdr* p = TAIL(m);
	long rc = syscall(SYS_sendmmsg, fds[0], p, 2, MSG_DONTWAIT);
	expect("sendmmsg(%d, [{msg_hdr={msg_name=NULL, msg_namelen=0, msg_iov=[{iov_base=\"first\", iov_len=5}], "
		   "msg_iovlen=1, "
		   "msg_controllen=0, msg_flags=0}, msg_len=5}, {msg_hdr={msg_name=NULL, msg_namelen=0, "
		   "msg_iov=[{iov_base=\"a longer\"..., iov_len=12}], msg_iovlen=1, msg_controllen=0, msg_flags=0}, "
		   "msg_len=12}], 2, "
		   "MSG_DONTWAIT) = %s",
		   fds[0], res(rc));
	struct iovec room[2] = {{tail_room(20), 20}, {tail_room(20), 20}};
	for (int i = 0; i < 2; ++i) m[i].msg_hdr.msg_iov = tail(&room[i], sizeof(room[i]));
	p = TAIL(m);
	struct timespec limit = {5, 0}, *left = TAIL(limit);
	rc = syscall(SYS_recvmmsg, fds[1], p, 2, MSG_DONTWAIT, left);
	expect("recvmmsg(%d, [{msg_hdr={msg_name=NULL, msg_namelen=0, msg_iov=[{iov_base=\"first\", iov_len=20}], "
		   "msg_iovlen=1, "
		   "msg_controllen=0, msg_flags=0}, msg_len=5}, {msg_hdr={msg_name=NULL, msg_namelen=0, "
		   "msg_iov=[{iov_base=\"a longer\"..., iov_len=20}], msg_iovlen=1, msg_controllen=0, msg_flags=0}, "
		   "msg_len=12}], 2, "
		   "MSG_DONTWAIT, {tv_sec=5, tv_nsec=0}) = %s (left {tv_sec=%ld, tv_nsec=%ld})",
		   fds[1], res(rc), left->tv_sec, left->tv_nsec);
}

static void plain(void) {
	struct sockaddr_in in = {.sin_family = AF_INET, .sin_port = htons(9), .sin_addr.s_addr = htonl(0x7f000001)};
	long rc = syscall(SYS_sendto, -1, tail("datagram+", 9), 9, MSG_DONTROUTE, TAIL(in), sizeof(in));
	expect("sendto(-1, \"datagram\"..., 9, MSG_DONTROUTE, {sa_family=AF_INET, sin_port=htons(9), "
		   "sin_addr=inet_addr(\"127.0.0.1\")}, "
		   "16) = %s",
		   res(rc));
	rc = syscall(SYS_sendto, fds[0], tail("back", 4), 4, 0, NULL, 0);
	expect("sendto(%d, \"back\", 4, 0, NULL, 0) = %s", fds[0], res(rc));
	unsigned room = 16;
	void* sa = tail_room(16);
	rc = syscall(SYS_recvfrom, fds[1], tail_room(10), 10, MSG_TRUNC, sa, TAIL(room));
	expect("recvfrom(%d, \"back\", 10, MSG_TRUNC, %p, [16 => 0]) = %s", fds[1], sa, res(rc));
	char* buf = tail_room(10);
	rc = syscall(SYS_recvfrom, -1, buf, 10, 0, sa, TAIL(room));
	expect("recvfrom(-1, %p, 10, 0, %p, [16]) = %s", (void*)buf, sa, res(rc));
	rc = syscall(SYS_recvfrom, -1, NULL, 0, 0, NULL, NULL);
	expect("recvfrom(-1, NULL, 0, 0, NULL, NULL) = %s", res(rc));
}

int main(void) {
	NEED(socketpair(AF_UNIX, SOCK_DGRAM, 0, fds) == 0);
	control();
	broken();
	many();
	plain();
	return done();
}
