// SPDX-License-Identifier: BSD-2-Clause
/* OPTIONS: -e trace=read,write,writev -e read=77 -e write=77 | IGNORE: ^write\(1, */
// -e read= and -e write= show the whole data behind the line, whatever -s says.
#include "guard.h"
#include <sys/uio.h>

int main(void) {
	int out = dup2(scratch("file", "", 0), 77); // not where this program writes what it expects
	NEED(out == 77);
	char* text = tail_str("a line of text that is longer than -s\n");
	long rc = syscall(SYS_write, out, text, 38);
	expect("write(%d, \"a line of text that is longer th\"..., 38) = %s", out, res(rc));
	expect(" | 00000  61 20 6c 69 6e 65 20 6f  66 20 74 65 78 74 20 74  a line of text t |");
	expect(" | 00010  68 61 74 20 69 73 20 6c  6f 6e 67 65 72 20 74 68  hat is longer th |");
	expect(" | 00020  61 6e 20 2d 73 0a                                 an -s.           |");
	struct iovec parts[] = {{tail("one", 3), 3}, {tail("\0\377", 2), 2}};
	rc = syscall(SYS_writev, out, TAIL(parts), 2);
	expect("writev(%d, [{iov_base=\"one\", iov_len=3}, {iov_base=\"\\0\\377\", iov_len=2}], 2) = %s", out, res(rc));
	expect(" * 3 bytes in buffer 0");
	expect(" | 00000  6f 6e 65                                          one              |");
	expect(" * 2 bytes in buffer 1");
	expect(" | 00000  00 ff                                             ..               |");
	void* edge = bad();
	rc = syscall(SYS_write, out, edge, 5);
	expect("write(%d, %p, 5) = %s", out, edge, res(rc));
	NEED(lseek(out, 0, SEEK_SET) == 0);
	void* back = tail_room(6);
	rc = syscall(SYS_read, out, back, 6);
	expect("read(%d, \"a line\", 6) = %s", out, res(rc));
	expect(" | 00000  61 20 6c 69 6e 65                                 a line           |");
	rc = syscall(SYS_read, -1, back, 6);
	expect("read(-1, %p, 6) = %s", back, res(rc));
	return done();
}
