// SPDX-License-Identifier: BSD-2-Clause
// naps N: sleeps N times for a millisecond.
#include <stdlib.h>
#include <time.h>

int main(int argc, char** argv) {
	const struct timespec nap = {.tv_nsec = 1000000};

	for (int i = argc > 1 ? atoi(argv[1]) : 1; i > 0; i--) nanosleep(&nap, NULL);
	return 0;
}
