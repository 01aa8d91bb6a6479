// SPDX-License-Identifier: BSD-2-Clause
// Functions to be probed, with arguments of every kind. Prints nothing.
// usage: subject N [MILLISECONDS [LEFT]]     calls each function N times; waits before, then leaves LEFT calls by
// longjmp
#include <alloca.h>
#include <setjmp.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define FUNCTION __attribute__((noinline, noclone))
#define KEEP __asm__ volatile("" ::: "memory")

enum color { RED, GREEN, BLUE = 7, NONE = -1 };

struct point {
	int x, y;
};

struct inner {
	char tag[8];
	const char* text;
};

struct shape {
	const char* name;
	enum color color;
	struct point at;
	struct inner* inner;
	struct shape* next;
	double area;
	unsigned flags : 3;
	uint16_t sizes[4];
	union {
		int unnamed;
		char bytes[4];
	};
};

struct large {
	long a, b, c;
};

FUNCTION int paint(struct shape* shape, enum color color, int delta, const char* label) {
	KEEP;
	return shape && label ? (int)color - delta : -1;
}

/* The last two find no register. */
FUNCTION long add(int a, long b, short c, unsigned char d, int e, int f, int g, long h) {
	KEEP;
	return a + b + c + d + e + f + g + h;
}

/* The point takes one register, the large one none. */
FUNCTION double mix(double ratio, int n, struct point p, struct large l, uint64_t last) {
	KEEP;
	return ratio * n + p.x + (double)l.a + (double)last;
}

/* Where to put the result is an argument before the first. */
FUNCTION struct large make_large(int n) {
	KEEP;
	return (struct large){n, n, n};
}

FUNCTION const char* word_for(int n) {
	static const char* const words[] = {"none", "one", "many"};
	KEEP;
	return n < 0 ? NULL : words[n > 2 ? 2 : n];
}

FUNCTION void nothing(void) {
	KEEP;
}

__attribute__((optimize("no-optimize-sibling-calls"))) FUNCTION int factorial(int n) {
	KEEP;
	return n < 2 ? 1 : n * factorial(n - 1);
}

FUNCTION void rest(int milliseconds) {
	struct timespec t = {milliseconds / 1000, milliseconds % 1000 * 1000000L};
	nanosleep(&t, NULL);
}

/* As compilers of Rust name them. */
FUNCTION int greet(int n) __asm__("_ZN4demo5greet17h0123456789abcdefE");
FUNCTION int greet(int n) {
	KEEP;
	return n + 1;
}

static jmp_buf back;

FUNCTION void leave(void) {
	longjmp(back, 1);
}

/* Each call from another place of the stack. */
FUNCTION void leave_from(size_t depth) {
	volatile char* room = alloca(depth);
	room[0] = 0;
	leave();
}

int variable = 1;

int main(int argc, char** argv) {
	struct inner inner = {"abc", "deep"};
	struct shape second = {.name = "second", .color = GREEN, .inner = NULL};
	struct shape first = {"first", BLUE, {-3, 4}, &inner, &second, 1.5, 5, {1, 2, 3, 4}, {77}};

	if (argc > 2) rest(atoi(argv[2]));
	for (volatile int i = argc > 3 ? atoi(argv[3]) : 0; i > 0; i--)
		if (!setjmp(back)) leave_from(16ul * (size_t)i);
	for (int i = 0; i < (argc > 1 ? atoi(argv[1]) : 1); i++) {
		paint(&first, i % 2 ? NONE : BLUE, -i, "label");
		add(-1, -2, -3, 250, 5, 6, -7, 1L << 40);
		mix(0.5, i, (struct point){-5, 6}, (struct large){1, 2, 3}, 99);
		make_large(i);
		word_for(i - 1);
		nothing();
		factorial(4);
		greet(i);
	}
	paint(NULL, RED, variable, NULL);
	return 0;
}
