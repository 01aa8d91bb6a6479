// SPDX-License-Identifier: BSD-2-Clause
/* OPTIONS: -v -e trace=getdents64 */
// -v: an array of structs of different lengths.
#include "guard.h"
#include <dirent.h>

static const char* type(unsigned char t) {
	return t == DT_DIR ? "DT_DIR" : t == DT_LNK ? "DT_LNK" : "DT_REG";
}

int main(void) {
	close(scratch("a file \"x\"", "", 0));
	NEED(mkdir("d", 0700) == 0 && symlink("x", "l") == 0);
	int fd = open(".", O_RDONLY | O_DIRECTORY);
	char* buf = tail_room(1024);
	long rc = syscall(SYS_getdents64, fd, buf, 1024);
	const char* r = res(rc);
	printf("getdents64(%d, [", fd);
	for (long at = 0; at < rc;) {
		struct dirent64* d = (void*)(buf + at);
		printf("%s{d_ino=%lu, d_off=%ld, d_reclen=%d, d_type=%s, d_name=\"%s\"}", at ? ", " : "",
			   (unsigned long)d->d_ino, (long)d->d_off, d->d_reclen, type(d->d_type),
			   d->d_name[0] == 'a' ? "a file \\\"x\\\"" : d->d_name);
		at += d->d_reclen;
	}
	expect("], 1024) = %s", r);
	rc = syscall(SYS_getdents64, fd, buf, 1024);
	expect("getdents64(%d, [], 1024) = %s", fd, res(rc));
	return done();
}
