// SPDX-License-Identifier: BSD-2-Clause
/* OPTIONS: -e
 * trace=pipe,pipe2,eventfd,eventfd2,inotify_init1,inotify_add_watch,inotify_rm_watch,copy_file_range,splice,tee,sendfile,vmsplice
 */
// Pairs of descriptors out, offsets in ([3]; the release of strace compared with prints copy_file_range's and splice's
// only as they were) and in and out ([3] => [8]), vectors of vmsplice.
#include "guard.h"
#include <sys/uio.h>

int main(void) {
	int* fds = tail_room(8);
	long rc = syscall(SYS_pipe2, fds, O_NONBLOCK | O_CLOEXEC);
	expect("pipe2([%d, %d], O_NONBLOCK|O_CLOEXEC) = %s", fds[0], fds[1], res(rc));
	int* more = tail_room(8);
	rc = syscall(SYS_pipe, more);
	expect("pipe([%d, %d]) = %s", more[0], more[1], res(rc));
	rc = syscall(SYS_pipe2, NULL, 0);
	expect("pipe2(NULL, 0) = %s", res(rc));
	int* edge = tail_room(4);
	rc = syscall(SYS_pipe2, edge, 0x40000000);
	expect("pipe2(%p, 0x40000000 /* O_??? */) = %s", (void*)edge, res(rc));
	rc = syscall(SYS_eventfd, 5);
	expect("eventfd(5) = %s", res(rc));
	rc = syscall(SYS_eventfd2, -1, 0x80801);
	expect("eventfd2(4294967295, EFD_SEMAPHORE|EFD_CLOEXEC|EFD_NONBLOCK) = %s", res(rc));
	rc = syscall(SYS_inotify_init1, O_CLOEXEC | O_NONBLOCK);
	int watcher = (int)rc;
	expect("inotify_init1(IN_NONBLOCK|IN_CLOEXEC) = %s", res(rc));
	rc = syscall(SYS_inotify_add_watch, watcher, tail_str("."), 0x82000fff);
	expect("inotify_add_watch(%d, \".\", "
		   "IN_ACCESS|IN_MODIFY|IN_ATTRIB|IN_CLOSE_WRITE|IN_CLOSE_NOWRITE|IN_OPEN|IN_MOVED_FROM|"
		   "IN_MOVED_TO|IN_CREATE|IN_DELETE|IN_DELETE_SELF|IN_MOVE_SELF|IN_DONT_FOLLOW|IN_ONESHOT) = %s",
		   watcher, res(rc));
	rc = syscall(SYS_inotify_rm_watch, watcher, 77);
	expect("inotify_rm_watch(%d, 77) = %s", watcher, res(rc));

	int a = scratch("a", "0123456789abcdef", 16), b = scratch("b", "", 0);
	long three = 3, zero = 0;
	long *in = TAIL(three), *out = TAIL(zero);
	rc = syscall(SYS_copy_file_range, a, in, b, out, 10, 0);
	expect("copy_file_range(%d, [3], %d, [0], 10, 0) = %s", a, b, res(rc));
	rc = syscall(SYS_copy_file_range, a, NULL, b, in, 0, 0);
	expect("copy_file_range(%d, NULL, %d, [13], 0, 0) = %s", a, b, res(rc));
	rc = syscall(SYS_copy_file_range, -1, in, -1, NULL, 5, 1);
	expect("copy_file_range(-1, [13], -1, NULL, 5, 1) = %s", res(rc));
	void* nowhere = bad();
	rc = syscall(SYS_copy_file_range, a, nowhere, b, NULL, 5, 0);
	expect("copy_file_range(%d, %p, %d, NULL, 5, 0) = %s", a, nowhere, b, res(rc));
	in = TAIL(three);
	rc = syscall(SYS_splice, a, in, more[1], NULL, 4, 5);
	expect("splice(%d, [3], %d, NULL, 4, SPLICE_F_MOVE|SPLICE_F_MORE) = %s", a, more[1], res(rc));
	rc = syscall(SYS_tee, more[0], fds[1], 100, 0x82);
	expect("tee(%d, %d, 100, SPLICE_F_NONBLOCK|0x80) = %s", more[0], fds[1], res(rc));
	in = TAIL(three);
	rc = syscall(SYS_sendfile, more[1], a, in, 5);
	expect("sendfile(%d, %d, [3] => [8], 5) = %s", more[1], a, res(rc));
	rc = syscall(SYS_sendfile, more[1], a, NULL, 2);
	expect("sendfile(%d, %d, NULL, 2) = %s", more[1], a, res(rc));
	rc = syscall(SYS_sendfile, -1, a, in, 2);
	expect("sendfile(-1, %d, [8], 2) = %s", a, res(rc));
	struct iovec v = {tail("data", 4), 4};
	rc = syscall(SYS_vmsplice, more[1], TAIL(v), 1, 0);
	expect("vmsplice(%d, [{iov_base=\"data\", iov_len=4}], 1, 0) = %s", more[1], res(rc));
	return done();
}
