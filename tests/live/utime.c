// SPDX-License-Identifier: BSD-2-Clause
/* OPTIONS: -e trace=utimensat,utimes,futimesat,utime */
// Pairs of times in, special nanoseconds, dates in comments, an array whose second element is missing.
#include "guard.h"
#include <sys/time.h>
#include <utime.h>

int main(void) {
	close(scratch("file", "", 0));
	const char* file = tail_str("file");
	struct timespec ts[2] = {{1000000000, 123456789}, {0, 0}};
	long rc = syscall(SYS_utimensat, AT_FDCWD, file, TAIL(ts), AT_SYMLINK_NOFOLLOW);
	expect("utimensat(AT_FDCWD, \"file\", [{tv_sec=1000000000, tv_nsec=123456789} /* "
		   "2001-09-09T01:46:40.123456789+0000 */, "
		   "{tv_sec=0, tv_nsec=0}], AT_SYMLINK_NOFOLLOW) = %s",
		   res(rc));
	struct timespec special[2] = {{17, UTIME_NOW}, {-1, UTIME_OMIT}};
	rc = syscall(SYS_utimensat, AT_FDCWD, file, TAIL(special), 0);
	expect("utimensat(AT_FDCWD, \"file\", [UTIME_NOW, UTIME_OMIT], 0) = %s", res(rc));
	rc = syscall(SYS_utimensat, AT_FDCWD, file, NULL, 0);
	expect("utimensat(AT_FDCWD, \"file\", NULL, 0) = %s", res(rc));
	void* half = head(ts, 16);
	rc = syscall(SYS_utimensat, -1, file, half, 0);
	expect("utimensat(-1, \"file\", %p, 0) = %s", half, res(rc));
	struct timespec wrong[2] = {{1, 2000000000}, {1, -5}};
	rc = syscall(SYS_utimensat, AT_FDCWD, file, TAIL(wrong), 0x10);
	expect("utimensat(AT_FDCWD, \"file\", [{tv_sec=1, tv_nsec=2000000000}, {tv_sec=1, tv_nsec=18446744073709551611}], "
		   "0x10 /* AT_??? */) = %s",
		   res(rc));
	struct timeval tv[2] = {{1000000000, 5}, {2000000000, 999999}};
	rc = syscall(SYS_utimes, file, TAIL(tv));
	expect("utimes(\"file\", [{tv_sec=1000000000, tv_usec=5} /* 2001-09-09T01:46:40.000005+0000 */, "
		   "{tv_sec=2000000000, tv_usec=999999} /* 2033-05-18T03:33:20.999999+0000 */]) = %s",
		   res(rc));
	struct utimbuf buf = {1000000000, 0};
	rc = syscall(SYS_utime, file, TAIL(buf));
	expect("utime(\"file\", {actime=1000000000 /* 2001-09-09T01:46:40+0000 */, modtime=0}) = %s", res(rc));
	half = head(&buf, 15);
	rc = syscall(SYS_utime, file, half);
	expect("utime(\"file\", %p) = %s", half, res(rc));
	return done();
}
