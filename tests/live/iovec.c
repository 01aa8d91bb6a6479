// SPDX-License-Identifier: BSD-2-Clause
/* OPTIONS: -e trace=readv,writev,preadv,pwritev,preadv2,pwritev2,vmsplice -s 4 | IGNORE: ^write\(1, */
// Vectors of buffers: element by element, each buffer by its own length; what was read is cut at the return value.
#include "guard.h"
#include <sys/uio.h>

int main(void) {
	int fd = scratch("file", "", 0);
	struct iovec v[] = {{tail("abc", 3), 3}, {tail("", 0), 0}, {tail("defghij", 7), 7}, {NULL, 0}};
	struct iovec* p = TAIL(v);
	long rc = syscall(SYS_writev, fd, p, 4);
	expect("writev(%d, [{iov_base=\"abc\", iov_len=3}, {iov_base=\"\", iov_len=0}, {iov_base=\"defg\"..., iov_len=7}, "
		   "{iov_base=NULL, iov_len=0}], 4) = %s",
		   fd, res(rc));
	rc = syscall(SYS_writev, fd, p, 0);
	expect("writev(%d, [], 0) = %s", fd, res(rc));
	rc = syscall(SYS_writev, fd, NULL, 2);
	expect("writev(%d, NULL, 2) = %s", fd, res(rc));
	rc = syscall(SYS_pwritev, fd, p, 1, 5, 0);
	expect("pwritev(%d, [{iov_base=\"abc\", iov_len=3}], 1, 5) = %s", fd, res(rc));
	rc = syscall(SYS_pwritev2, fd, p, 1, -1L, -1L, 0x10 | 0x4000);
	expect("pwritev2(%d, [{iov_base=\"abc\", iov_len=3}], 1, -1, RWF_APPEND|0x4000) = %s", fd, res(rc));
	// the array runs into a bad page: after one element, and within the second
	struct iovec* half = head(v, sizeof(*v));
	rc = syscall(SYS_writev, fd, half, 2);
	expect("writev(%d, [{iov_base=\"abc\", iov_len=3}, ... /* %p */], 2) = %s", fd, (void*)(half + 1), res(rc));
	half = head(v, sizeof(*v) + 8);
	rc = syscall(SYS_writev, fd, half, 2);
	expect("writev(%d, [{iov_base=\"abc\", iov_len=3}, ... /* %p */], 2) = %s", fd, (void*)(half + 1), res(rc));
	half = head(v, 15);
	rc = syscall(SYS_writev, fd, half, 2);
	expect("writev(%d, %p, 2) = %s", fd, (void*)half, res(rc));
	// a bad buffer in a good array
	struct iovec w[] = {{bad(), 5}, {tail("xy", 2), 5}, {tail("12345", 5), 6}};
	p = TAIL(w);
	rc = syscall(SYS_writev, -1, p, 3);
	expect(
		"writev(-1, [{iov_base=%p, iov_len=5}, {iov_base=%p, iov_len=5}, {iov_base=\"1234\"..., iov_len=6}], 3) = %s",
		w[0].iov_base, w[1].iov_base, res(rc));
	// more than -s elements
	struct iovec many[6];
	for (int i = 0; i < 6; ++i) many[i] = (struct iovec){tail("q", 1), 1};
	p = TAIL(many);
	rc = syscall(SYS_writev, fd, p, 6);
	expect("writev(%d, [{iov_base=\"q\", iov_len=1}, {iov_base=\"q\", iov_len=1}, {iov_base=\"q\", iov_len=1}, "
		   "{iov_base=\"q\", iov_len=1}, ...], 6) = %s",
		   fd, res(rc));

	lseek(fd, 0, SEEK_SET);
	NEED(ftruncate(fd, 0) == 0 && pwrite(fd, "0123456789", 10, 0) == 10);
	struct iovec r[] = {{tail_room(3), 3}, {tail_room(5), 5}, {tail_room(9), 9}, {tail_room(2), 2}};
	p = TAIL(r);
	rc = syscall(SYS_readv, fd, p, 4);
	expect("readv(%d, [{iov_base=\"012\", iov_len=3}, {iov_base=\"3456\"..., iov_len=5}, {iov_base=\"89\", iov_len=9}, "
		   "{iov_base=\"\", iov_len=2}], 4) = %s",
		   fd, res(rc));
	rc = syscall(SYS_readv, -1, p, 2);
	expect("readv(-1, [{iov_base=%p, iov_len=3}, {iov_base=%p, iov_len=5}], 2) = %s", r[0].iov_base, r[1].iov_base,
		   res(rc));
	rc = syscall(SYS_preadv, fd, p, 2, 9, 0);
	expect("preadv(%d, [{iov_base=\"9\", iov_len=3}, {iov_base=\"\", iov_len=5}], 2, 9) = %s", fd, res(rc));
	rc = syscall(SYS_preadv2, fd, p, 1, 8, 0, 0);
	expect("preadv2(%d, [{iov_base=\"89\", iov_len=3}], 1, 8, 0) = %s", fd, res(rc));
	half = head(r, sizeof(*r));
	rc = syscall(SYS_readv, fd, half, 2);
	expect("readv(%d, [{iov_base=%p, iov_len=3}, ... /* %p */], 2) = %s", fd, r[0].iov_base, (void*)(half + 1),
		   res(rc));
	return done();
}
