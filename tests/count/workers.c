// SPDX-License-Identifier: BSD-2-Clause
// workers P T N KIND [FILE]: P processes of T threads, each of which makes N calls whose argument counts up from 0 and
// which fail at once: lseek(-1, i, SEEK_SET), or unlink("gone/i"), which has an input to read. With FILE they go on
// behind the N calls until that file exists. Prints "TID CALLS" for each thread and, last, "seconds S".
#define _GNU_SOURCE
#include <fcntl.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static long calls;
static int with_path;
static const char* last;
static pthread_barrier_t start;

/// Not dprintf, which seeks.
static void say(const char* format, long a, long b) {
	char line[64];
	const int n = snprintf(line, sizeof line, format, a, b);
	if (write(1, line, (size_t)n) != n) exit(3);
}

static int is_over(long made) {
	return made >= calls && (!last || (made % 1024 == 0 && access(last, F_OK) == 0));
}

static void* work(void* unused) {
	(void)unused;
	pthread_barrier_wait(&start);
	long i = 0;
	for (; !is_over(i); i++) {
		if (with_path) {
			char path[32];
			snprintf(path, sizeof path, "gone/%ld", i);
			unlink(path);
		} else {
			lseek(-1, i, SEEK_SET);
		}
	}
	say("%ld %ld\n", gettid(), i);
	return NULL;
}

static int process(int threads) {
	pthread_t t[64];
	if (last) alarm(60); // a test that fails on the way makes no file
	pthread_barrier_init(&start, NULL, (unsigned)threads);
	for (int i = 1; i < threads; i++)
		if (pthread_create(&t[i], NULL, work, NULL)) return 1;
	work(NULL);
	for (int i = 1; i < threads; i++) pthread_join(t[i], NULL);
	return 0;
}

int main(int argc, char** argv) {
	if (argc != 5 && argc != 6) return 2;
	const int processes = atoi(argv[1]), threads = atoi(argv[2]);
	calls = atol(argv[3]);
	with_path = strcmp(argv[4], "unlink") == 0;
	last = argv[5];
	struct timespec a, b;
	clock_gettime(CLOCK_MONOTONIC, &a);
	for (int i = 1; i < processes; i++)
		if (fork() == 0) return process(threads);
	int bad = process(threads), status;
	while (wait(&status) > 0) bad |= status;
	clock_gettime(CLOCK_MONOTONIC, &b);
	const long us = (b.tv_sec - a.tv_sec) * 1000000 + (b.tv_nsec - a.tv_nsec) / 1000;
	say("seconds %ld.%06ld\n", us / 1000000, us % 1000000);
	return bad ? 1 : 0;
}
