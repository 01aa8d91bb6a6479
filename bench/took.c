// SPDX-License-Identifier: BSD-2-Clause
/* Tells how long a command took, and how much memory: took FILE CMD [ARGS]
 * writes to FILE the wall time in ns and the peak of the resident memory in KiB. The exit status is the command's.
 * Under a tracer that follows forks, this is the time of the command alone, without the tracer's own start and end.
 * Around a tracer, it is the tracer's memory: the kernel counts what a process had before its exec as well, and
 * this program is smaller than any tracer. */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { FAILED = 125 };

static void fail(const char* what) {
	fprintf(stderr, "took: ");
	perror(what);
	exit(FAILED);
}

static long long now(void) {
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return t.tv_sec * 1000000000LL + t.tv_nsec;
}

int main(int argc, char** argv) {
	struct rusage usage;
	long long start;
	pid_t command;
	int status, file;

	if (argc < 3) {
		fprintf(stderr, "usage: took FILE CMD [ARGS]\n");
		return 2;
	}
	file = open(argv[1], O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
	if (file < 0) fail(argv[1]);
	start = now();
	command = fork();
	if (command < 0) fail("fork");
	if (!command) {
		execvp(argv[2], argv + 2);
		perror(argv[2]);
		_exit(FAILED);
	}
	if (wait4(command, &status, 0, &usage) < 0) fail("wait");
	if (dprintf(file, "%lld %ld\n", now() - start, usage.ru_maxrss) < 0) fail(argv[1]);
	return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}
