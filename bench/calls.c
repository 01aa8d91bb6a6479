// SPDX-License-Identifier: BSD-2-Clause
/* Times one system call: calls getppid|read|open+close|stat [BATCHES CALLS]
 * Without numbers it reads them from standard input, a line for each run, so that one process can be measured while
 * tracers come and go. Prints, a line for each run, the minimum, the 10th percentile and the median over the batches,
 * and the mean of the whole run, in ns per call. Other jobs of the machine make single batches slow, so the low end of
 * many short batches tells what a call costs. Only the mean tells that a tracer which cannot keep up slows the program
 * down after a while. */
#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

#define FILE_READ "/etc/passwd"

static int zero;
static struct stat info;
static char byte;

/* syscall(): the C library may serve a call by another one, or from memory */
static long do_getppid(void) {
	return syscall(SYS_getppid);
}
static long do_read(void) {
	return syscall(SYS_read, zero, &byte, 1);
}
static long do_open_close(void) {
	return syscall(SYS_close, syscall(SYS_openat, AT_FDCWD, FILE_READ, O_RDONLY));
}
static long do_stat(void) {
	return syscall(SYS_newfstatat, AT_FDCWD, FILE_READ, &info, 0);
}

static const struct subject {
	const char* name;
	long (*call)(void);
} subjects[] = {
	{"getppid", do_getppid},
	{"read", do_read},
	{"open+close", do_open_close},
	{"stat", do_stat},
};

static double now(void) {
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec * 1e9 + (double)t.tv_nsec;
}

static int ascending(const void* a, const void* b) {
	const double x = *(const double*)a, y = *(const double*)b;

	return (x > y) - (x < y);
}

static double time_batch(long (*call)(void), long calls) {
	const double start = now();

	for (long i = 0; i < calls; i++)
		if (call() < 0) {
			perror("calls");
			exit(1);
		}
	return (now() - start) / (double)calls;
}

static long positive(const char* text) {
	char* end;
	const long n = strtol(text, &end, 10);

	return *end || n > 1000000 ? 0 : n;
}

static bool run(const struct subject* subject, long batches, long calls) {
	double* ns = malloc((size_t)batches * sizeof(*ns));
	double start, mean;

	if (!ns) {
		perror("calls");
		return false;
	}
	memset(ns, 0xff, (size_t)batches * sizeof(*ns)); /* no page fault may fall into a batch */
	time_batch(subject->call, calls < 100 ? calls : 100);
	start = now();
	for (long i = 0; i < batches; i++) ns[i] = time_batch(subject->call, calls);
	mean = (now() - start) / ((double)batches * (double)calls);
	qsort(ns, (size_t)batches, sizeof(*ns), ascending);
	printf("%.1f %.1f %.1f %.1f\n", ns[0], ns[batches / 10], ns[batches / 2], mean);
	fflush(stdout);
	free(ns);
	return true;
}

/* Two numbers of a line; false: it holds something else. */
static bool numbers(char* line, long* batches, long* calls) {
	char *first = strtok(line, " \n"), *second = first ? strtok(NULL, " \n") : NULL;

	*batches = first ? positive(first) : 0;
	*calls = second ? positive(second) : 0;
	return *batches > 0 && *calls > 0;
}

int main(int argc, char** argv) {
	const struct subject* subject = NULL;
	long batches = argc == 4 ? positive(argv[2]) : 0, calls = argc == 4 ? positive(argv[3]) : 0;
	char line[64];

	for (size_t i = 0; i < sizeof(subjects) / sizeof(*subjects) && argc > 1; i++)
		if (!strcmp(argv[1], subjects[i].name)) subject = &subjects[i];
	if (!subject || (argc != 2 && (batches <= 0 || calls <= 0))) {
		fprintf(stderr, "usage: calls getppid|read|open+close|stat [BATCHES CALLS]\n");
		return 2;
	}
	zero = open("/dev/zero", O_RDONLY | O_CLOEXEC);
	if (zero < 0) {
		perror("calls");
		return 1;
	}
	if (argc == 4) return run(subject, batches, calls) ? 0 : 1;
	while (fgets(line, sizeof(line), stdin))
		if (!numbers(line, &batches, &calls) || !run(subject, batches, calls)) return 1;
	return 0;
}
