// SPDX-License-Identifier: BSD-2-Clause
// Threads that take turns: each waits for a byte from the one before it, so every thread's calls have one order.
#define _GNU_SOURCE
#include <pthread.h>
#include <sys/syscall.h>
#include <unistd.h>

static int pipes[5][2];

static void* work(void* arg) {
	long n = (long)arg;
	char byte;
	for (int i = 0; i < 10; ++i) {
		if (read(pipes[n][0], &byte, 1) != 1) return NULL;
		syscall(SYS_fchmod, -1, i);
		if (write(pipes[n + 1][1], &byte, 1) != 1) return NULL;
	}
	return NULL;
}

int main(void) {
	pthread_t t[4];
	char byte = 'x';
	for (int i = 0; i < 5; ++i)
		if (pipe(pipes[i])) return 1;
	for (long i = 0; i < 4; ++i) pthread_create(&t[i], NULL, work, (void*)i);
	for (int i = 0; i < 10; ++i)
		if (write(pipes[0][1], &byte, 1) != 1 || read(pipes[4][0], &byte, 1) != 1) return 1;
	for (int i = 0; i < 4; ++i) pthread_join(t[i], NULL);
	return 0;
}
