// SPDX-License-Identifier: BSD-2-Clause
// A tree of processes three deep; each writes to a file, exits with its own number or dies by a signal.
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

static void grow(int depth, int number) {
	char path[32];
	int n = snprintf(path, sizeof(path), "node-%d", number);
	int fd = open(path, O_WRONLY | O_CREAT, 0600);
	if (write(fd, path, (size_t)n) != n) _exit(99);
	close(fd);
	for (int i = 0; depth && i < 2; ++i) {
		pid_t child = fork();
		if (child == 0) {
			grow(depth - 1, number * 2 + i);
			if (number == 3) raise(SIGTERM);
			_exit(number);
		}
		int status;
		waitpid(child, &status, 0);
	}
}

int main(void) {
	grow(3, 1);
	return 0;
}
