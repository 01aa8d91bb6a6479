// SPDX-License-Identifier: BSD-2-Clause
// Three tasks, one after the other, so that each run writes the same lines: a thread that outlives main's call, a
// child, an exec from a thread.
#define _GNU_SOURCE
#include <fcntl.h>
#include <pthread.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

static int ends[2];

static void* wake(void* unused) {
	usleep(20000);
	write(ends[1], "wake", 4);
	usleep(20000);
	return unused;
}

static void* replace(void* unused) {
	char* argv[] = {"./files", 0};

	usleep(20000);
	execv(argv[0], argv);
	return unused;
}

int main(void) {
	char buf[8];
	pthread_t t;
	pid_t pid;

	pipe(ends);
	pthread_create(&t, 0, wake, 0);
	read(ends[0], buf, sizeof(buf));
	pthread_join(t, 0);
	pid = fork();
	if (!pid) _exit(4);
	waitpid(pid, 0, 0);
	pthread_create(&t, 0, replace, 0);
	pthread_join(t, 0);
	return 0;
}
