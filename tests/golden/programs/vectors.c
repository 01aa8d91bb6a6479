// SPDX-License-Identifier: BSD-2-Clause
// Vectors: short, long, empty, with bad pointers.
#define _GNU_SOURCE
#include <fcntl.h>
#include <string.h>
#include <sys/uio.h>
#include <unistd.h>

int main(void) {
	char a[4], b[64];
	struct iovec out[3] = {{"one", 3}, {"two and more than thirty-two bytes of it", 40}, {"", 0}};
	struct iovec in[2] = {{a, sizeof(a)}, {b, sizeof(b)}};
	struct iovec bad[2] = {{"good", 4}, {(void*)8, 4}};
	struct iovec many[40];
	int ends[2], i;

	for (i = 0; i < 40; i++) many[i] = (struct iovec){"0123456789" + i % 10, 1};
	pipe(ends);
	writev(ends[1], out, 3);
	readv(ends[0], in, 2);
	writev(ends[1], many, 40);
	readv(ends[0], in, 2);
	writev(ends[1], bad, 2);
	writev(ends[1], (void*)8, 2);
	writev(ends[1], out, 0);
	readv(-1, in, 2);
	return 0;
}
