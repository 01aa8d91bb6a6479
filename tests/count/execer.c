// SPDX-License-Identifier: BSD-2-Clause
// A thread that is not the first one of its process runs `true`.
#include <pthread.h>
#include <unistd.h>

static void* second(void* unused) {
	char path[] = "/bin/true", name[] = "true"; // on the stack, whose pages are there
	execl(path, name, (char*)NULL);
	return unused;
}

int main(void) {
	pthread_t t;
	if (pthread_create(&t, NULL, second, NULL)) return 1;
	pause();
}
