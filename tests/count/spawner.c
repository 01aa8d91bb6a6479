// SPDX-License-Identifier: BSD-2-Clause
// spawner N: while two threads flood the buffer with calls, N children are made, each of which runs another program.
#define _GNU_SOURCE
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

static atomic_int stop;

static void* flood(void* unused) {
	for (long i = 0; !stop; i++) lseek(-1, i, SEEK_SET);
	return unused;
}

int main(int argc, char** argv) {
	if (argc != 2) return 0; // what the children run
	const int n = atoi(argv[1]);
	pthread_t t[2];
	for (int i = 0; i < 2; i++) pthread_create(&t[i], NULL, flood, NULL);
	for (int i = 0; i < n; i++) {
		const pid_t child = fork();
		if (child == 0) {
			execl("/proc/self/exe", "child", NULL);
			_exit(99);
		}
		int status;
		if (child < 0 || waitpid(child, &status, 0) != child || status) return 1;
	}
	stop = 1;
	for (int i = 0; i < 2; i++) pthread_join(t[i], NULL);
	return 0;
}
