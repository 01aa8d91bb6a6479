// SPDX-License-Identifier: BSD-2-Clause
/* OPTIONS: -e trace=pidfd_open,pidfd_send_signal,pidfd_getfd,process_vm_readv,kcmp */
// Descriptors of processes; two vectors in one call, one of them in another process.
#include "guard.h"
#include <sys/uio.h>

int main(void) {
	void* edge = bad();
	int me = getpid();
	long rc = syscall(SYS_pidfd_open, me, 0);
	int fd = (int)rc;
	expect("pidfd_open(%d, 0) = %s", me, res(rc));
	rc = syscall(SYS_pidfd_open, -1, O_NONBLOCK | 1);
	expect("pidfd_open(-1, PIDFD_NONBLOCK|0x1) = %s", res(rc));
	rc = syscall(SYS_pidfd_send_signal, fd, 0, NULL, 0);
	expect("pidfd_send_signal(%d, 0, NULL, 0) = %s", fd, res(rc));
	rc = syscall(SYS_pidfd_send_signal, -1, SIGUSR1, edge, 0x80);
	expect("pidfd_send_signal(-1, SIGUSR1, %p, 0x80) = %s", edge, res(rc));
	rc = syscall(SYS_pidfd_getfd, fd, 999, 0);
	expect("pidfd_getfd(%d, 999, 0) = %s", fd, res(rc));
	struct iovec local = {tail_room(4), 4}, remote = {tail("abcd", 4), 4};
	rc = syscall(SYS_process_vm_readv, me, TAIL(local), 1ul, TAIL(remote), 1ul, 0ul);
	expect("process_vm_readv(%d, [{iov_base=\"abcd\", iov_len=4}], 1, [{iov_base=%p, iov_len=4}], 1, 0) = %s", me,
		   remote.iov_base, res(rc));
	rc = syscall(SYS_process_vm_readv, me, edge, 1ul, NULL, 0ul, 1ul);
	expect("process_vm_readv(%d, %p, 1, NULL, 0, 1) = %s", me, edge, res(rc));
	return done();
}
