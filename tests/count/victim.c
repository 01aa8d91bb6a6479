// SPDX-License-Identifier: BSD-2-Clause
// A process to attach to. It does what each byte of its standard input says, and answers with a line:
// o opens a file that is not there, f does it in a child, t does it in its second thread, q ends with status 7.
#define _GNU_SOURCE
#include <fcntl.h>
#include <pthread.h>
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

static int go[2], gone[2];

static void* second(void* unused) {
	char byte;
	dprintf(1, "%d %d\n", getpid(), gettid());
	while (read(go[0], &byte, 1) == 1) {
		open("/missing/thread", O_RDONLY);
		if (write(gone[1], &byte, 1) != 1) break;
	}
	return unused;
}

int main(void) {
	pthread_t t;
	if (pipe(go) || pipe(gone) || pthread_create(&t, NULL, second, NULL)) return 1;
	char byte;
	while (read(0, &byte, 1) == 1) {
		if (byte == 'o') open("/missing/main", O_RDONLY);
		if (byte == 't' && (write(go[1], &byte, 1) != 1 || read(gone[0], &byte, 1) != 1)) return 1;
		if (byte == 'f') {
			const pid_t child = fork();
			if (child == 0) {
				open("/missing/child", O_RDONLY);
				_exit(0);
			}
			waitpid(child, NULL, 0);
		}
		if (byte == 'q') return 7;
		dprintf(1, "done\n");
	}
	return 0;
}
