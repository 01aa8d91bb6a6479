// SPDX-License-Identifier: BSD-2-Clause
// Burns a processor: for so many milliseconds of its own time, in two functions that each call a third.
// usage: burner MS
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

volatile unsigned long sink;

static long spent_ms(void) {
	struct timespec t;
	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
	return t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

__attribute__((noinline)) void burn_innermost(long until) {
	while (spent_ms() < until)
		for (int i = 0; i < 10000; i++) sink += i;
	sink++; // no tail call above
}

__attribute__((noinline)) void burn_left(long until) {
	burn_innermost(until);
	sink++;
}

__attribute__((noinline)) void burn_right(long until) {
	burn_innermost(until);
	sink++;
}

int main(int argc, char** argv) {
	long ms = argc > 1 ? atol(argv[1]) : 1000;
	burn_left(ms / 2);
	burn_right(ms);
	printf("%ld\n", spent_ms());
	return 0;
}
