// SPDX-License-Identifier: BSD-2-Clause
// Threads that contend for a lock, and each do calls of their own: the order between them is chance, the calls are not.
#define _GNU_SOURCE
#include <fcntl.h>
#include <pthread.h>
#include <stdio.h>
#include <unistd.h>

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static int sum;

static void* work(void* arg) {
	long n = (long)arg;
	char path[32];
	for (int i = 0; i < 20; ++i) {
		snprintf(path, sizeof(path), "missing-%ld-%d", n, i);
		access(path, R_OK);
		pthread_mutex_lock(&lock);
		sum += open("/dev/null", O_RDONLY | O_CLOEXEC) >= 0;
		pthread_mutex_unlock(&lock);
	}
	return NULL;
}

int main(void) {
	pthread_t t[4];
	for (long i = 0; i < 4; ++i) pthread_create(&t[i], NULL, work, (void*)i);
	for (int i = 0; i < 4; ++i) pthread_join(t[i], NULL);
	return sum == 80 ? 0 : 1;
}
