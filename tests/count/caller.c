// SPDX-License-Identifier: BSD-2-Clause
// Makes known numbers of a call from known places: through left() and through right(), which both call innermost().
// usage: caller LEFT RIGHT
#include <stdlib.h>
#include <unistd.h>

volatile long sink;

__attribute__((noinline)) void innermost(long n) {
	for (long i = 0; i < n; i++) sink += lseek(-1, i, SEEK_SET);
	sink++; // no tail call above
}

__attribute__((noinline)) void left(long n) {
	innermost(n);
	sink++;
}

__attribute__((noinline)) void right(long n) {
	innermost(n);
	sink++;
}

int main(int argc, char** argv) {
	if (argc != 3) return 1;
	left(atol(argv[1]));
	right(atol(argv[2]));
	return 0;
}
